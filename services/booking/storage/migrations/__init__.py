"""The history of the booking service's tables."""
