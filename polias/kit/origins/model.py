"""The table of origins."""

from typing import ClassVar

from django.db import models

from polias.kit.record.model import PartOfAnyRecord

LONGEST_SOURCE, LONGEST_ID = 80, 120


class Origin(PartOfAnyRecord):
    """One row says where a record came from that another system held first: the source, and the id it has there.

    One id of a source is one record of a type in a force, also when it is hidden from whoever brings the same in
    again; ``said`` is the hash of what the source said, so that a later file that says something else is noticed.
    """

    force_id = models.IntegerField()
    record_type = models.CharField(max_length=60)
    source = models.CharField(max_length=LONGEST_SOURCE)
    own_id = models.CharField(max_length=LONGEST_ID, help_text="Its id in the source.")
    said = models.CharField(max_length=32)
    brought_in_at = models.DateTimeField()

    class Meta:
        verbose_name = "origin"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["own_id", "source", "record_type", "force_id"], name="origin_once")
        ]
