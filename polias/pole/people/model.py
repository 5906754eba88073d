"""The table of people."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.kit.record.model import Record


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
