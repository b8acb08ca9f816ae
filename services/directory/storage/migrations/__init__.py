"""How the directory's tables came to be, one sentence a file."""
