"""The tables of actions: what was asked of whom by when, and the lines of progress on it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.boards.bodies.model import Body
from polias.boards.meetings.model import Meeting, Resolution
from polias.kit.record.model import PartOfRecord, Record


class BoardAction(Record):
    """One row is one thing that a resolution asks of one person in the force. States: open, closed.

    ``evidence`` holds the words that the body may read. The record that shows it was done hangs on the officer's
    task (polias.kit.tasks) and is seen only by those who may see that record. Lateness is worked out from the date,
    never stored.
    """

    TYPE = "boards.actions"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField(help_text="Its number in the body's log of the year.")
    year = models.PositiveSmallIntegerField(help_text="The year in which it was set.")
    text = models.TextField()
    owner = models.BigIntegerField(help_text="The actor of the force who is to do it.")
    due_on = models.DateField()
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
