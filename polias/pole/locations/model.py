"""The table of locations."""

from __future__ import annotations

from django.db import models

from polias.force.public import Area
from polias.kit.record.model import Record


class Location(Record):
    """One row is one place: an address, a stretch of street or a spot, with coordinates where they are known.

    The h3 cell (resolution 9, about a tenth of a square kilometre) is written when the place is recorded, since
    the figures are counted by it and DuckDB cannot work it out. States: current.
    """

    TYPE = "pole.locations"

    address = models.CharField(max_length=200)
    postcode = models.CharField(max_length=10, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    h3_cell = models.CharField(max_length=16, blank=True)
    beat = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "location"

    def title(self) -> str:
        return f"{self.address} {self.postcode}".strip()
