"""Crimes that another system recorded, as it has them; what the counting rules ask beyond that stays open."""
