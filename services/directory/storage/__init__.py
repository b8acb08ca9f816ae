"""The directory's book: tables, queries in domain words, migrations."""
