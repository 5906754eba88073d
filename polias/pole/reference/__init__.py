"""Kinds of warning marker, as dated reference data."""

from polias.pole.reference.marker_kinds import MarkerKind, marker_kinds, usable_kinds

__all__ = ["MarkerKind", "marker_kinds", "usable_kinds"]
