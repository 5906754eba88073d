"""The table of attachments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from polias.kit.attachments.kinds import Kind, kind_named
from polias.kit.record.model import PartOfAnyRecord


class Attachment(PartOfAnyRecord):
    """One file on one record: its name and what it shows, and by its hash the content, which lies in the file store.

    The same content on two records lies once. Whoever may see the record may see its files: row security compares
    the record's own cell. ``pages``, ``width``, ``height`` and ``seconds`` are what a first look found, never content.
    """

    name = models.CharField(max_length=120)
    about = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    size_bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.IntegerField(null=True)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    seconds = models.IntegerField(null=True)
    added_at = models.DateTimeField()
    added_by = models.IntegerField()

    class Meta:
        verbose_name = "file"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "sha256"], name="attachment_once_on_a_record")
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="attachment_by_hash")]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"/files/{self.pk}"

    @property
    def declared_kind(self) -> Kind:
        return kind_named(self.kind)
