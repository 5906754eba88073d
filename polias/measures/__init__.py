"""Measures: what is counted, whether it is unusual, and how far to trust it."""
