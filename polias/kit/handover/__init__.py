"""Passing a record from one force to another: offered, read by both, taken over or handed back."""
