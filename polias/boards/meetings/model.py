"""The tables of meetings: the meeting, its agenda, what was resolved under each item, and where an item comes from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.boards.bodies.model import Body
from polias.kit.record.model import PartOfRecord, Record


class Meeting(Record):
    """One row is one meeting of one body. States: planned, held, minuted.

    Everything on its own page is public by law once the agenda is out (Local Government Act 1972, Part 5A); what is
    not public is said in the members' part of a paper and never here.
    """

    TYPE = "boards.meetings"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    place = models.CharField(max_length=160)

    class Meta:
        verbose_name = "meeting"
        indexes: ClassVar = [models.Index(fields=["force_id", "-held_on"], name="meeting_held_on")]

    def title(self) -> str:
        from polias.kit.govuk.templatetags.polias import day

        return f"{self.body.name}, {day(self.held_on)}"


class MeetingItem(PartOfRecord):
    """One item on one agenda, numbered from 1 in the order in which it was added.

    ``as_printed`` is the number that a paper gives it.
    """

    OF = "boards.meetings"

    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=400)
    as_printed = models.CharField(max_length=40, blank=True, default="", db_default="")

    class Meta:
        verbose_name = "item"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["register", "number"], name="item_number_unique")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def is_numbered_as_printed(self) -> bool:
        return self.as_printed == str(self.number)


class ArisesFrom(PartOfRecord):
    """One minute of an earlier meeting that a paper names under one item, in the paper's words.

    ``number`` is its plain number (``polias.boards.minutes.earlier_minutes``), ``on`` its meeting's day; none where the
    number stands for itself. Its item is worked out for the page and not stored: the earlier paper may be accepted
    later, or never.
    """

    OF = "boards.meetings"

    item = models.ForeignKey(MeetingItem, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    on = models.DateField(null=True)
    words = models.CharField(max_length=200)

    class Meta:
        verbose_name = "earlier minute"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.words


class Resolution(PartOfRecord):
    """What a meeting decided under one item, word for word; numbered from 1 in the meeting."""

    OF = "boards.meetings"

    item = models.ForeignKey(MeetingItem, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        verbose_name = "resolution"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "number"], name="resolution_number_unique")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
