"""The search index: what is free, where, in memory; rebuilt from the directory and the bookings."""
