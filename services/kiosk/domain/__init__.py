"""Cabins, their instruments and their silence: nouns and rules, nothing else."""
