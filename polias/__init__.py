"""Polias: one police record, from the call to the committee."""

__version__ = "0.1.0"
