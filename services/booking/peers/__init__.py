"""What is outside: the directory, over its stubs, and whoever sends notices."""
