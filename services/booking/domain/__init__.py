"""Nouns and rules of booking: frozen values, no clock, no chance, no input or output."""
