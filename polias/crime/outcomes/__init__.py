"""Outcomes: how the investigation of a crime ended, with the whole history."""
