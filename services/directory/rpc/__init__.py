"""The directory on the wire: thin servicers, and the translation between messages and domain values."""
