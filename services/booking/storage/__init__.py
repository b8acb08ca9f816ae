"""What the booking service keeps, and queries on it in the words of the domain."""
