"""In which order the queue is worked, as dated reference data."""

from polias.quality.reference.harm import HIGH, LOW, MEDIUM, harm_of, harm_ranks

__all__ = ["HIGH", "LOW", "MEDIUM", "harm_of", "harm_ranks"]
