"""Booking: from a need and a place to a confirmed appointment, never sold twice."""
