"""The table of crimes from other systems."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.kit.record.model import Record
from polias.kit.search.words_index import words_indexes


class ImportedCrime(Record):
    """One row is one crime as another system has it: its own words for class and outcome, and the day it happened.

    It is not a recorded crime of the force and is in no figure: it has no Home Office class, nobody took the recording
    decision here, and no time of report is known. Those questions stay open on its page (rules.py) rather than being
    answered by a guess. Not taken: nullable fields in CrimeReport, each of which a figure would have to know of.
    States: brought_in, recorded (a crime of this force came of it, which says so). Who and where are links; which
    system and when is its origin.
    """

    TYPE = "crime.imported"

    number = models.CharField(max_length=120, blank=True, help_text="The number by which the other system calls it.")
    kind = models.CharField(max_length=200, blank=True, help_text="Its class in the words of the other system.")
    happened_on = models.DateField(null=True)
    outcome = models.CharField(max_length=300, blank=True, help_text="In the words of the other system.")
    charge = models.CharField(max_length=300, blank=True)
    officer = models.CharField(max_length=200, blank=True, help_text="Who investigated it there.")
    summary = models.TextField(blank=True, help_text="Everything that is said of it, as words to be found.")

    class Meta:
        verbose_name = "crime from another system"
        indexes: ClassVar = [*words_indexes("importedcrime_words", "summary")]

    def title(self) -> str:
        return self.kind or self.number
