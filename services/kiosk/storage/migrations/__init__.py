"""The scripts that bring a gateway's database to its shape."""
