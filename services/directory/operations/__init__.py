"""One file per verb of the directory; each says in a Protocol what it needs of the book."""
