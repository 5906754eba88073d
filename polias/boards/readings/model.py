"""The table of readings: a paper that somebody dropped, what was read in it, and what a person made of that."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.boards.bodies.model import Body
from polias.boards.meetings.model import Meeting
from polias.kit.record.model import Record


class Reading(Record):
    """One row is one paper of one force, by the hash of its file. States: read, accepted, aside.

    ``text`` is the paper as plain text and ``found`` what the reader found in it, each value with its place; neither
    changes any more. ``checked`` is what a person made of it, in the shape of the labelled papers, and ``made`` what
    came of accepting it. The file itself hangs on the record like any other.
    """

    TYPE = "boards.readings"

    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    found = models.JSONField()
    checked = models.JSONField(null=True)
    made = models.JSONField(null=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = "paper that was read"
        constraints: ClassVar = [models.UniqueConstraint(fields=["force_id", "sha256"], name="reading_once_in_a_force")]

    def title(self) -> str:
        return self.name
