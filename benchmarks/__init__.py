"""Measured comparisons; each prints a table and a ratio against something in the same run."""
