"""The gateway as its contract shows it."""
