"""The one door of quality."""

from polias.quality.queue.actions import queue_the_crime, take_up_the_crime
from polias.quality.queue.model import QueueItem
from polias.quality.queue.state import QueueState, queue_state
from polias.quality.reference import harm_of

__all__ = ["QueueItem", "QueueState", "harm_of", "queue_state", "queue_the_crime", "take_up_the_crime"]
