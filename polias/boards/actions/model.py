"""The tables of actions: what was asked of whom by when, and the lines of progress on it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.boards.bodies.model import Body
from polias.boards.meetings.model import Meeting, Resolution
from polias.kit.record.model import PartOfRecord, Record


class BoardAction(Record):
    """One row is one thing that a body asks for, mostly by a resolution and of one person. States: open, closed.

    What was set here has resolution, owner and date. What was read from minutes has what the paper says: an undertaking
    without an owner or a date is kept as one, and counted as such until somebody gives it both.

    ``evidence`` holds the words that the body may read. The record that shows it was done hangs on the officer's
    task (polias.kit.tasks) and is seen only by those who may see that record. Lateness is worked out from the date,
    never stored.
    """

    TYPE = "boards.actions"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="+", null=True)
    serial = models.PositiveIntegerField(help_text="Its number in the body's log of the year.")
    year = models.PositiveSmallIntegerField(help_text="The year in which it was set.")
    text = models.TextField()
    owner = models.BigIntegerField(null=True, help_text="The actor of the force who is to do it.")
    owner_as_printed = models.CharField(max_length=200, blank=True, default="", db_default="")
    ref_as_printed = models.CharField(max_length=60, blank=True, default="", db_default="")
    due_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)

    class Meta:
        verbose_name = "board action"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "year", "serial"], name="boardaction_number_unique")
        ]
        indexes: ClassVar = [models.Index(fields=["force_id", "due_on"], name="boardaction_due")]

    @property
    def number(self) -> str:
        """As the body's log writes it: 44/26."""
        return f"{self.serial}/{self.year % 100:02d}"

    def title(self) -> str:
        return f"{self.number}: {self.text}"


class Progress(PartOfRecord):
    """One dated line about how one action is going, and who wrote it."""

    OF = "boards.actions"

    on = models.DateField()
    text = models.TextField()
    actor_id = models.BigIntegerField()

    class Meta:
        verbose_name = "line of progress"
        ordering: ClassVar = ["on", "id"]

    def __str__(self) -> str:
        return self.text


class Place(PartOfRecord):
    """One place at which one paper speaks of an action: where it was set, or where it was reported on.

    An action that stands in two papers is one action with two places. ``begins`` and ``ends`` count characters in the
    text of the reading; both are empty where a person added the words.
    """

    OF = "boards.actions"

    reading = models.ForeignKey("boards.Reading", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(help_text="The day of the meeting whose paper it is.")
    ref = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    begins = models.PositiveIntegerField(null=True)
    ends = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = "place in a paper"
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "reading", "begins"], name="action_place_unique")
        ]

    def __str__(self) -> str:
        return self.text
