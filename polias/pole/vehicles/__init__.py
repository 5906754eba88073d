"""Vehicles: known by their registration, linked to their keeper."""
