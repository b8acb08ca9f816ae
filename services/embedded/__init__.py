"""Every service in one process on SQLite, the default on a laptop; alone in importing several services."""
