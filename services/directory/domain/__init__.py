"""Nouns and rules of the directory: frozen values, no clock, no chance, no input or output."""
