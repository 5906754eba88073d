"""Two forces that can offer crimes to each other."""

from tests.handover.world import both, people

__all__ = ["both", "people"]
