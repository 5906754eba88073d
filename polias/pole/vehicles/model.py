"""The table of vehicles."""

from __future__ import annotations

from django.db import models

from polias.kit.record.model import Record


class Vehicle(Record):
    """One row is one vehicle as one force knows it; its keeper is a link to a person or an organisation.

    States: current. The registration is kept in capitals without spaces, as it is searched for.
    """

    TYPE = "pole.vehicles"

    registration = models.CharField(max_length=12, blank=True, db_index=True)
    make = models.CharField(max_length=40, blank=True)
    model = models.CharField(max_length=40, blank=True)
    colour = models.CharField(max_length=30, blank=True)

    class Meta:
        verbose_name = "vehicle"

    def title(self) -> str:
        described = " ".join(filter(None, (self.colour, self.make, self.model)))
        return " ".join(filter(None, (self.registration, described)))
