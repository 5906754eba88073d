"""The table of people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.kit.record.model import PartOfRecord, Record, Register


class Person(Record):
    """One row is what one force knows of one human being; the same being may have several until they are merged.

    States: current. Names are kept as given; search reads hashed keys (polias.kit.search), never these columns.
    """

    TYPE = "pole.people"

    SEXES = (("F", _("Female")), ("M", _("Male")), ("X", _("Not known or not stated")))

    forenames = models.CharField(max_length=120, blank=True)
    surname = models.CharField(max_length=80)
    date_of_birth = models.DateField(null=True)
    sex = models.CharField(max_length=1, choices=SEXES, default="X")
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name = "person"

    def title(self) -> str:
        return f"{self.forenames} {self.surname}".strip()


class PassedOver(PartOfRecord):
    """One row says that a person was recorded although somebody very like was on record already, and why.

    It belongs to the person recorded then; ``like`` is the one passed over, ``score`` their likeness of a hundred.
    Whoever records cannot go on without a reason (PERSON-03); how often which one is given is counted.
    """

    OF = "pole.people"

    like = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    score = models.SmallIntegerField()
    why = models.CharField(max_length=20)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "likeness passed over"
        indexes: ClassVar = [models.Index(fields=["register"], name="passedover_of")]
