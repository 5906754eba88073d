"""Fixtures of the tests that cross modules."""

from polias.kit.testing.own_database import module_database, own_database

__all__ = ["module_database", "own_database"]
