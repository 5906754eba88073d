"""Logs: one for each contact, from the first word to the closing code."""
