"""The tables of bodies: the body itself and who sits on it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from polias.kit.record.model import PartOfRecord, Record


class Body(Record):
    """One row is one body that holds a force to account, from the day it was set up until it is dissolved.

    It belongs to the force it looks at. States: standing, dissolved. The law on who holds forces to account is
    changing, so the kind is a dated choice and nothing in the code depends on it.
    """

    TYPE = "boards.bodies"
    KINDS: ClassVar = [
        ("panel", _("Police and crime panel")),
        ("board", _("Board")),
        ("committee", _("Committee")),
    ]

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=KINDS)
    since = models.DateField()
    until = models.DateField(null=True)
    clerk = models.BigIntegerField(help_text="The actor who writes its papers and minutes.")

    class Meta:
        verbose_name = "body"

    def title(self) -> str:
        return self.name


class Member(PartOfRecord):
    """One person's seat on one body, from a day and perhaps to one."""

    OF = "boards.bodies"

    actor_id = models.BigIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        verbose_name = "member"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "actor_id"], condition=Q(until=None), name="member_sits_once")
        ]

    def sits_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)
