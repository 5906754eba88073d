"""Editions: a force's own version of a table of reference data, in use from a day on; what is older keeps its own."""
