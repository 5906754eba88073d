"""The counters behind reference numbers."""

from typing import ClassVar

from django.db import models


class Series(models.Model):
    """One counter: the last number given for a force, type and period."""

    force_id = models.IntegerField()
    name = models.CharField(max_length=40)
    last = models.IntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["force_id", "name"], name="series_unique")]
