"""Correcting the other answers of a recorded crime: when and where it happened, and who was harmed."""
