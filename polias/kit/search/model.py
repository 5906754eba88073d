"""The table of search keys."""

from typing import ClassVar

from django.db import models

from polias.kit.record.model import PartOfAnyRecord


class SearchKey(PartOfAnyRecord):
    """One hashed blocking key of one record (see keys.py for which there are)."""

    key = models.BigIntegerField()

    class Meta:
        verbose_name = "search key"
        indexes: ClassVar = [models.Index(fields=["key"], name="searchkey_key")]
