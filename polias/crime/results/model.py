"""The table of court results."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.crime.reference.procedure import court_results
from polias.kit.record.model import PartOfRecord


class CourtResult(PartOfRecord):
    """What a court made of a charged crime, as it came back; several may come, the newest is what holds.

    The outcome stays what it was: a charge that ended in an acquittal was still a charge.
    """

    OF = "crime.reports"

    result = models.CharField(max_length=30, help_text="Code of polias.crime.reference.procedure.court_results.")
    court = models.CharField(max_length=120)
    resulted_on = models.DateField()
    source = models.CharField(max_length=120, blank=True, help_text="From where it was learnt.")
    entered_at = models.DateTimeField()
    entered_by = models.BigIntegerField()

    class Meta:
        verbose_name = "court result"
        indexes: ClassVar = [models.Index(fields=["register"], name="courtresult_of")]

    @property
    def label(self) -> str:
        return court_results()[self.result].label
