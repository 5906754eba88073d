"""The tables of the audit: rows that are only ever added, and the seals that hold them together."""

from typing import ClassVar

from django.db import models


class Kind(models.TextChoices):
    """The six kinds of processing that must be logged (Data Protection Act 2018, s.62)."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"


class AuditRow(models.Model):
    """One row for each look or change, written in the same transaction as the deed; never updated or deleted.

    ``content`` is canonical JSON (sorted keys, no spaces, every number a string); ``digest`` is the SHA-256 of
    salt, header and content. Erasure by the retention rules may empty salt and content; the digest stays, and a
    row of kind erasure names the record (or, for rows of lists, their numbers as ``audit_rows`` in its content).
    The table is partitioned by month and its rows are sealed by position, never by transaction number.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    verb = models.CharField(max_length=80)
    actor_id = models.BigIntegerField()
    cell = models.IntegerField(help_text="The compartment of what was looked at or changed: type, force and grade.")
    record_id = models.UUIDField(null=True)
    reference = models.CharField(max_length=40, blank=True)
    deed = models.UUIDField(help_text="Rows of one deed share this.")
    content = models.TextField(null=True)
    salt = models.BinaryField(null=True)
    digest = models.BinaryField()

    class Meta:
        managed = False
        db_table = "kit_auditrow"


class Seal(models.Model):
    """One batch of sealed rows: the digest over them, chained to the seal before.

    Every row of a transaction below ``below`` in ``database`` lies in this seal or an earlier one; it is empty when
    the batch was full and more rows waited.
    """

    id = models.BigAutoField(primary_key=True)
    position = models.BigIntegerField(unique=True)
    rows = models.IntegerField()
    digest = models.BinaryField()
    previous = models.BinaryField()
    sealed_at = models.DateTimeField()
    below = models.BigIntegerField(null=True)
    database = models.CharField(max_length=60, default="")


class SealedRow(models.Model):
    """Which audit row lies at which position of which seal: insert-only, so that audit rows need no update."""

    audit_id = models.BigIntegerField(primary_key=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["seal", "position"], name="sealedrow_position")]
