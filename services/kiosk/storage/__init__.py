"""Where the gateway keeps its cabins."""
