"""Re-exports the tables of boards for Django."""

from polias.boards.actions.model import BoardAction, Place, Progress
from polias.boards.aspirations.model import Aspiration
from polias.boards.bodies.model import Body, Member
from polias.boards.meetings.model import ArisesFrom, Meeting, MeetingItem, Resolution
from polias.boards.papers.model import MembersEdition, Paper, Paragraph, QuotedFigure
from polias.boards.publications.model import Edition
from polias.boards.readings.model import Reading

__all__ = [
    "ArisesFrom",
    "Aspiration",
    "BoardAction",
    "Body",
    "Edition",
    "Meeting",
    "MeetingItem",
    "Member",
    "MembersEdition",
    "Paper",
    "Paragraph",
    "Place",
    "Progress",
    "QuotedFigure",
    "Reading",
    "Resolution",
]
