"""Opening hours, public holidays and grains: when something is open, in every French time zone. Pure."""
