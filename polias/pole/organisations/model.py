"""The table of organisations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from polias.kit.record.model import Record


class Organisation(Record):
    """One row is one shop, firm, school or club as one force knows it; its premises are a link to a location.

    States: current.
    """

    TYPE = "pole.organisations"

    KINDS = (
        ("shop", _("Shop")),
        ("pub", _("Public house or restaurant")),
        ("business", _("Other business")),
        ("public", _("School, hospital or public body")),
        ("charity", _("Charity or club")),
        ("other", _("Another kind")),
    )

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=KINDS, default="business")
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        verbose_name = "organisation"

    def title(self) -> str:
        return self.name
