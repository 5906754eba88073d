"""Correcting what was recorded: another class, out of the count, back into it; nothing is ever deleted."""
