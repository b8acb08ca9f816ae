"""The demo network: an invented country-wide offer of care, the same at every start. Pure."""
