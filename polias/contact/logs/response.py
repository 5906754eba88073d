"""The promise of a grade as a clock: when somebody should be there, and what a new grade does to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from polias.contact.logs.model import Log
from polias.contact.logs.workflow import WORKFLOW
from polias.contact.reference import Grade
from polias.kit.record.writing import change_part, take_away
from polias.kit.workflow.model import RecordClock
from polias.kit.workflow.table import start_clock


def start_response_clock(log: Log, grade: Grade) -> None:
    """Start the clock for the grade's target, town or country; a grade that promises nothing has none."""
    minutes = grade.target(rural=bool(log.beat and log.beat.rural))
    if minutes is not None:
        start_clock(log, replace(WORKFLOW.clock("response"), limit=timedelta(minutes=minutes)))


def restart_response_clock(log: Log, grade: Grade) -> None:
    """A new grade is a new promise from now on; a clock that was stopped by an arrival stays as it was."""
    clocks = RecordClock.objects.filter(register_id=log.pk, name="response")
    if clocks.filter(stopped_at__isnull=False).exists():
        return
    running, minutes = clocks.first(), grade.target(rural=bool(log.beat and log.beat.rural))
    if running is None:
        start_response_clock(log, grade)
    elif minutes is None:
        take_away(running, of=log)
    else:
        now = timezone.now()
        change_part(running, of=log, started_at=now, due_at=now + timedelta(minutes=minutes))
