"""The one door of the boards module."""

from polias.boards.actions.model import BoardAction
from polias.boards.aspirations.model import Aspiration
from polias.boards.bodies.model import Body
from polias.boards.meetings.model import Meeting
from polias.boards.papers.model import Paper
from polias.boards.publications.model import Edition
from polias.boards.readings.model import Reading

__all__ = ["Aspiration", "BoardAction", "Body", "Edition", "Meeting", "Paper", "Reading"]
