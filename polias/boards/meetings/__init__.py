"""Meetings of a body: agenda, items, and what was resolved."""
