"""The services that the gateway speaks to."""
