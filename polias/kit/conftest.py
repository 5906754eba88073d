"""Fixtures of the kit's own tests."""

from polias.kit.testing.own_database import module_database, own_database

__all__ = ["module_database", "own_database"]
