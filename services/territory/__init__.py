"""Territory: where things are. Pure: no clock, no network, no other service."""
