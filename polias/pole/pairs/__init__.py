"""Pairs: two records that may be one person, found in the whole register and decided by a person."""
