"""The table of offences that are kept with a crime and not counted."""

from __future__ import annotations

from django.db import models

from polias.crime.reference import offence_classes
from polias.kit.record.model import PartOfRecord


class LinkedOffence(PartOfRecord):
    """One row is one further offence of the incident: disclosed and kept for the victim and the charge, never counted.

    The crime it belongs to is the principal one. Not taken: a crime report of its own with a mark that it does not
    count, since every figure would have to remember the mark.
    """

    OF = "crime.reports"

    offence = models.CharField(max_length=8, help_text="Home Office code of the class (polias.crime.reference).")
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = "linked offence"

    @property
    def offence_title(self) -> str:
        found = offence_classes().get(self.offence)
        return found.title if found else self.offence
