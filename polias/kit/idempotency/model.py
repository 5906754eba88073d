"""The table of idempotency keys."""

from typing import ClassVar

from django.db import models


class IdempotencyRow(models.Model):
    """One key an actor has used: what was asked (a hash), which record came of it, and what was answered.

    ``answer`` is kept for a day: for a program status, headers and body, which repeat the record and are given again
    only to who may still see it; for a page the hash of what was posted, and where it led.
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
