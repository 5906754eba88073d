"""The table of answers by which a report was not recorded as a crime."""

from __future__ import annotations

from django.db import models

from polias.kit.record.model import PartOfRecord


class DecisionStep(PartOfRecord):
    """One answered step of the recording decision on the log of a report that became no crime, with its rationale.

    The steps that led to a crime hang on that crime (polias.crime.reports.model.RecordingStep).
    """

    OF = "contact.logs"

    step = models.CharField(max_length=20)
    answer = models.BooleanField()
    rationale = models.TextField(blank=True)

    class Meta:
        verbose_name = "step of the recording decision"
