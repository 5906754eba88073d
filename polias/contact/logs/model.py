"""The tables of logs: the contact itself, its THRIVE headings, its answers about vulnerability, and its lines."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.contact.reference import opening_codes
from polias.force.public import Area
from polias.kit.record.model import PartOfRecord, Record
from polias.kit.search.words_index import words_indexes
from polias.pole.public import Location


class Log(Record):
    """One row is one contact with the police: a call, an online report, somebody at the counter.

    States: new, graded, dispatched, attended, closed. ``response_grade`` is how urgently somebody is sent; ``grade``
    is the restriction, as on every record. Vulnerability has three answers: not asked yet (empty), assessed, and not
    possible now with its reason. The place is a column and a link as well: the column fills the crime's form, the link
    is how the place's own page finds the log. Not taken: a state for the vulnerability assessment, which must never
    hold up grading or sending.
    """

    TYPE = "contact.logs"

    CHANNELS = (
        ("999", _("999 call")),
        ("101", _("101 call")),
        ("online", _("Online")),
        ("front counter", _("Front counter")),
        ("other", _("Another way")),
    )
    VULNERABILITY = (
        ("", _("Not asked yet")),
        ("assessed", _("Assessed")),
        ("not_possible", _("Not possible now")),
    )
    DECISIONS = (
        ("", _("Not decided yet")),
        ("crime_recorded", _("Crime recorded")),
        ("no_crime", _("No crime")),
        ("crime_related_incident", _("Crime-related incident")),
    )

    channel = models.CharField(max_length=20, choices=CHANNELS)
    received_at = models.DateTimeField()
    caller_name = models.CharField(max_length=160, blank=True)
    caller_phone = models.CharField(max_length=30, blank=True)
    opening_code = models.CharField(max_length=40)
    summary = models.TextField()
    response_grade = models.CharField(max_length=20, blank=True)
    graded_at = models.DateTimeField(null=True)
    location_text = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Location, null=True, on_delete=models.PROTECT, related_name="+")
    beat = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    qualifiers = ArrayField(models.CharField(max_length=40), default=list)
    unit = models.CharField(max_length=40, blank=True, help_text="Call sign of the unit sent.")
    assigned_to = models.BigIntegerField(null=True, help_text="The actor who is sent or deals with it.")
    dispatched_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    vulnerability = models.CharField(max_length=12, choices=VULNERABILITY, blank=True)
    vulnerable = models.BooleanField(null=True)
    vulnerability_reason = models.TextField(blank=True, help_text="Why it could not be assessed at the time.")
    vulnerability_note = models.TextField(blank=True)
    assessed_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=24, choices=DECISIONS, blank=True)
    decision_reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    crime_reference = models.CharField(max_length=40, blank=True, help_text="The first crime recorded from it.")
    closing_code = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "log"
        indexes: ClassVar = [
            models.Index(fields=["force_id", "-received_at"], name="log_received"),
            models.Index(fields=["assigned_to"], name="log_assigned"),
            *words_indexes("log_words", "summary"),
        ]

    @property
    def opening_title(self) -> str:
        found = opening_codes().get(self.opening_code)
        return found.title if found else self.opening_code

    def title(self) -> str:
        return self.opening_title


class ThriveEntry(PartOfRecord):
    """What one heading of THRIVE (threat, harm, risk, investigation, vulnerability, engagement) says in one log."""

    OF = "contact.logs"

    heading = models.CharField(max_length=20)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "THRIVE heading"
        indexes: ClassVar = [models.Index(fields=["register"], name="thrive_of")]


class VulnerabilityAnswer(PartOfRecord):
    """The answer to one question about vulnerability; a later assessment adds rows, the newest of a question holds."""

    OF = "contact.logs"

    question = models.CharField(max_length=40)
    answer = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "answer about vulnerability"
        indexes: ClassVar = [models.Index(fields=["register"], name="vulnerability_of")]


class LogLine(PartOfRecord):
    """One line of a log, added and never changed: when, by whom, and what was said or done."""

    OF = "contact.logs"

    at = models.DateTimeField()
    by = models.BigIntegerField()
    text = models.TextField()

    class Meta:
        verbose_name = "line"
        indexes: ClassVar = [models.Index(fields=["register", "at"], name="logline_of")]
