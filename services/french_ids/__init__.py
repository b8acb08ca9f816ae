"""French identifiers of people, professionals, places and companies: is this text one of them? Pure."""
