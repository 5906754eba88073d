"""Re-exports the tables of quality for Django."""

from polias.quality.queue.model import QueueItem

__all__ = ["QueueItem"]
