"""The table of offences that are kept with a crime and not counted."""

from __future__ import annotations

from django.db import models

from polias.crime.reference import offence_classes
from polias.kit.record.model import PartOfRecord


class LinkedOffence(PartOfRecord):
    """One row is one further offence of the incident: disclosed and kept for the victim and the charge, never counted.

    The crime it belongs to is the principal one. ``added_at`` is empty where it was recorded with the crime; one that
    was wrong is ended with the reason, never deleted. Not taken: a crime report of its own with a mark that it does not
    count, since every figure would have to remember the mark.
    """

    OF = "crime.reports"

    offence = models.CharField(max_length=8, help_text="Home Office code of the class (polias.crime.reference).")
    note = models.TextField(blank=True, help_text="How it became known, where it was added later.")
    added_at = models.DateTimeField(null=True)
    added_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_because = models.TextField(blank=True, db_default="")

    class Meta:
        verbose_name = "linked offence"

    @property
    def offence_title(self) -> str:
        found = offence_classes().get(self.offence)
        return found.title if found else self.offence
