"""The table of outcomes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.crime.reference import outcomes
from polias.kit.record.model import PartOfRecord, Register

DECIDED_BY = (("police", _("The police")), ("cps", _("The Crown Prosecution Service")))
VICTIM_VIEWS = (
    ("supports", _("They support action")),
    ("does_not_support", _("They do not support action")),
    ("no_victim", _("There is no victim to ask")),
)


class CrimeOutcome(PartOfRecord):
    """One outcome given to one crime; the newest that has not been taken back is the current one, all are kept.

    Which of the answers an outcome asks for stands in conditions.py; the others are empty. ``ended_at`` is when it was
    taken back, by reopening the crime. Not taken: a table of questions and answers for each outcome; the conditions
    are law, and a figure or a rule reads a column.
    """

    OF = "crime.reports"

    code = models.CharField(max_length=3, help_text="National outcome type (polias.crime.reference).")
    given_at = models.DateTimeField()
    given_by = models.BigIntegerField()
    rationale = models.TextField()
    current = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True)
    suspect = models.ForeignKey(Register, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.CharField(max_length=10, choices=DECIDED_BY, blank=True, default="", db_default="")
    done_on = models.DateField(null=True)
    admitted = models.BooleanField(null=True)
    adult_present = models.BooleanField(null=True)
    victim_view = models.CharField(max_length=20, choices=VICTIM_VIEWS, blank=True, default="", db_default="")
    victim_told_on = models.DateField(null=True)
    enquiries_closed = models.BooleanField(null=True)
    document = models.TextField(blank=True, default="", db_default="")
    details = models.TextField(blank=True, default="", db_default="")

    class Meta:
        verbose_name = "outcome"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register"], condition=models.Q(current=True), name="one_current_outcome")
        ]
        indexes: ClassVar = [
            models.Index(fields=["force_id", "given_at"], name="crimeoutcome_given"),
            models.Index(fields=["suspect"], name="crimeoutcome_suspect"),
            models.Index(
                fields=["code", "register"],
                include=["force_id", "grade"],
                condition=models.Q(current=True),
                name="crimeoutcome_current",
            ),
        ]

    @property
    def title(self) -> str:
        return outcomes()[self.code].title
