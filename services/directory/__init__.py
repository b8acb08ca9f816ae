"""Directory: every option of care, what it can do right now, and where that is known from."""
