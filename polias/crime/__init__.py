"""Crimes from report to outcome."""
