"""The tables of crime reports: the crime, its keywords, the steps of its recording, and suspects without a name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.crime.editions.reading import class_of_any, keyword_of_any
from polias.force.public import Area
from polias.kit.record.model import PartOfRecord, Record
from polias.kit.search.words_index import words_indexes

#: An entry of an index has no more than a third of a page; a crime with more keywords is sorted by the first of them.
MOST_OF_CODES = 1000


class CrimeReport(Record):
    """One row is one recorded crime, counted once, in the month (London) in which it was recorded.

    States: recorded (under investigation), finalised (with a current outcome), cancelled (kept and counted as
    cancelled, never deleted). Victims, suspects and the place are links (polias.pole.links); the log it came from
    is one too. ``within_24_hours`` is stored when it is recorded, since later corrections must not move a figure.
    Not taken: a state for each step of the recording decision; a screen never needed one.
    """

    TYPE = "crime.reports"
    #: Repeats what the history says of each keyword.
    NOT_TOLD: ClassVar = ("keyword_codes",)

    offence = models.CharField(max_length=8, help_text="Home Office code of the class (polias.crime.reference).")
    summary = models.TextField()
    committed_from = models.DateTimeField()
    committed_to = models.DateTimeField(null=True)
    reported_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    within_24_hours = models.BooleanField()
    late_reason = models.TextField(blank=True)
    beat = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    h3_cell = models.CharField(max_length=16, blank=True)
    investigator = models.BigIntegerField(help_text="The actor who investigates it.")
    supervisor = models.BigIntegerField(null=True)
    log_reference = models.CharField(max_length=40, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancellation_category = models.CharField(max_length=4, blank=True)
    cancellation_reason = models.TextField(blank=True)
    keyword_codes = models.CharField(
        max_length=MOST_OF_CODES,
        null=True,  # what has none comes last in a list sorted by keyword
        help_text="The codes of its keywords, as lists show and sort them (polias.crime.flags).",
    )

    class Meta:
        verbose_name = "crime report"
        indexes: ClassVar = [
            models.Index(fields=["force_id", "-recorded_at"], name="crimereport_recorded"),
            models.Index(fields=["investigator"], name="crimereport_investigator"),
            # The list in its own order, all of it, by class, beat and keywords: found, sorted and counted from the
            # index alone, which therefore holds what row security asks for.
            *(
                models.Index(fields=[*by, "-recorded_at", "-register"], include=["force_id", "grade"], name=name)
                for name, by in (
                    ("crime_newest", ()),
                    ("crime_of_class", ("offence",)),
                    ("crime_of_beat", ("beat",)),
                    ("crime_of_keywords", ("keyword_codes",)),
                )
            ),
            # The beats of a force lie together: who sees that force alone would pass all crimes of those before it.
            models.Index(
                fields=["force_id", "beat", "-recorded_at", "-register"],
                include=["grade"],
                name="crime_of_force_by_beat",
            ),
            *words_indexes("crimereport_words", "summary"),
        ]

    @property
    def offence_title(self) -> str:
        found = class_of_any(self.offence, force_id=self.force_id)
        return found.title if found else self.offence

    @property
    def keyword_labels(self) -> list[str]:
        """Its keywords in words, as a list shows them."""
        found = (keyword_of_any(code) for code in (self.keyword_codes or "").split())
        return [one.label for one in found if one]

    def title(self) -> str:
        return self.offence_title


class CrimeKeyword(PartOfRecord):
    """One controlled keyword or flag on one crime."""

    OF = "crime.reports"

    code = models.CharField(max_length=40)
    follows = models.BooleanField(
        default=False, db_default=False, help_text="Follows from what is recorded (polias.crime.flags)."
    )

    class Meta:
        verbose_name = "keyword"
        constraints: ClassVar = [
            # By it the planner knows as well that a crime comes once for a keyword, and does not look for doubles.
            models.UniqueConstraint(fields=["register", "code"], name="crimekeyword_once")
        ]
        indexes: ClassVar = [
            # Counted from the index alone, of the forces that somebody sees.
            models.Index(fields=["code", "force_id", "grade", "register"], name="crimekeyword_of_force")
        ]


class RecordingStep(PartOfRecord):
    """One step of the recording decision: the question's code, the answer, and the rationale where one was given."""

    OF = "crime.reports"

    step = models.CharField(max_length=20)
    answer = models.BooleanField()
    rationale = models.TextField(blank=True)

    class Meta:
        verbose_name = "recording step"


class DescribedSuspect(PartOfRecord):
    """One suspect of whom only a description is known; whoever is named later is linked as a person beside it."""

    OF = "crime.reports"

    description = models.TextField()

    class Meta:
        verbose_name = "described suspect"
