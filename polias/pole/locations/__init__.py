"""Locations: a place with its coordinates, its cell on the map and its beat."""
