"""One file per verb of booking. Each runs inside one transaction, on a book that says what it needs."""
