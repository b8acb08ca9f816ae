"""The command `maillage`: what an operator types. It speaks to the services only through their stubs."""
