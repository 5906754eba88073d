"""The tables of papers: the paper, its paragraphs, the figures it quotes, and the members' edition once published."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.boards.meetings.model import Meeting, MeetingItem
from polias.kit.record.model import PartOfRecord, Record

PUBLIC, MEMBERS = "public", "members"
EDITIONS = [(PUBLIC, _("Everybody")), (MEMBERS, _("Members only"))]


class Paper(Record):
    """One row is one paper for one item of one meeting. States: draft, published.

    One source for two editions: each paragraph and figure says who may read it, and the public edition is made by
    leaving out the rest. A published paper is corrected only in sight: the old editions stay.
    """

    TYPE = "boards.papers"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(MeetingItem, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    author = models.BigIntegerField(help_text="The actor who drafted it.")
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "paper"

    def title(self) -> str:
        return self.name


class Paragraph(PartOfRecord):
    """One paragraph of one paper and who may read it; ``position`` orders it among the figures too."""

    OF = "boards.papers"

    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    edition = models.CharField(max_length=8, choices=EDITIONS, default=PUBLIC)

    class Meta:
        verbose_name = "paragraph"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "position"], name="paragraph_position_unique")
        ]

    def __str__(self) -> str:
        return self.text


class QuotedFigure(PartOfRecord):
    """One figure in one paper: which measure, force, London month and offence group, and what was read of it when.

    Read again when the paper is published, and from then on frozen. Exact values are kept; each edition hides what
    it must. ``lineage`` is a hash over the partitions the value was computed from. ``judged_by`` is the rule, empty for
    what was read before there were two; ``explained`` the side of an exception that so many figures explain.
    """

    OF = "boards.papers"

    position = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=8, choices=EDITIONS, default=PUBLIC)
    measure = models.CharField(max_length=60)
    question = models.CharField(max_length=200)
    force = models.CharField(max_length=40)
    month = models.DateField()
    offence_group = models.CharField(max_length=80, blank=True)
    value = models.FloatField(null=True)
    unit = models.CharField(max_length=40)
    centre = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    exception = models.CharField(max_length=8, blank=True)
    rule = models.CharField(max_length=120, blank=True)
    judged_by = models.CharField(max_length=8, blank=True, default="", db_default="")
    explained = models.CharField(max_length=8, blank=True, default="", db_default="")
    could_be_seen = models.CharField(max_length=200, blank=True, default="", db_default="")
    history_months = models.IntegerField(default=0)
    unfinished = models.BooleanField(default=False, help_text="The month was not over when it was read.")
    trust_grade = models.CharField(max_length=8)
    trust_reasons = models.JSONField(default=list)
    as_at = models.DateTimeField(null=True)
    definition_version = models.CharField(max_length=80)
    lineage = models.CharField(max_length=64)
    sentence = models.TextField(blank=True)
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = "quoted figure"
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.question} {self.month:%Y-%m} {self.offence_group}".strip()


class MembersEdition(PartOfRecord):
    """One edition of one paper as the members read it, kept as it was published; numbered from 1."""

    OF = "boards.papers"

    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    because = models.TextField(blank=True, help_text="Why the edition before it was corrected; empty for the first.")
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "members' edition"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "number"], name="members_edition_number_unique")
        ]

    def __str__(self) -> str:
        return str(self.number)
