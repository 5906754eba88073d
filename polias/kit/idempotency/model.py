"""The table of idempotency keys."""

from typing import ClassVar

from django.db import models


class IdempotencyRow(models.Model):
    """One key an actor has used: what was asked (a hash), which record came of it, and what a program was told.

    ``answer`` (status, headers, body) is only there for programs and only for a day, since it repeats the record;
    it is given again only to who may still see that record.
    """

    actor_id = models.BigIntegerField()
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    record_type = models.CharField(max_length=60, blank=True)
    record_id = models.UUIDField(null=True)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["actor_id", "key"], name="idempotency_key_unique")]
