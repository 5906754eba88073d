"""Reading logs through the door, and the parts of one log that came through it."""

from __future__ import annotations

from polias.contact.logs.model import Log, LogLine, ThriveEntry, VulnerabilityAnswer
from polias.contact.reference import Grade, grades, thrive_headings
from polias.force.public import force_letters
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.calendar import london_date


def log_named(reference: str, *, actor: Actor) -> Log:
    """The log with this reference, logged as consulted; NotFound when it is not the actor's to see."""
    return fetch(Log, reference, actor=actor)


def thrive_of(log: Log) -> list[tuple[str, str]]:
    """The newest words under each heading of THRIVE, as (heading in words, text), in the order of the letters."""
    newest = {e.heading: e.text for e in ThriveEntry.objects.filter(register_id=log.pk).order_by("at", "id")}
    return [(h.title, newest[code]) for code, h in thrive_headings().items() if code in newest]


def answers_of(log: Log) -> dict[str, str]:
    """The newest answer to each question about vulnerability, by the question's code."""
    rows = VulnerabilityAnswer.objects.filter(register_id=log.pk).order_by("at", "id")
    return {row.question: row.answer for row in rows}


def lines_of(log: Log) -> list[LogLine]:
    """The lines of a log, the newest first."""
    return list(LogLine.objects.filter(register_id=log.pk).order_by("-at", "-id"))


def grades_on(log: Log) -> dict[str, Grade]:
    """The grades of the log's force on the day it came in, the most urgent first."""
    return dict(grades(force_letters(log.force_id), london_date(log.received_at)))


def grade_of(log: Log) -> Grade | None:
    """The log's grade, or None while it has none."""
    return grades_on(log).get(log.response_grade)
