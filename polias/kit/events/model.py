"""The outbox: events that others hear after the deed, from the same database and the same backup."""

from typing import ClassVar

from django.db import models

from polias.kit.record.ids import uuid7


class OutboxRow(models.Model):
    """One event waiting to be told to its later subscribers; done_at is set when all have heard it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.CharField(max_length=80)
    payload = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(done_at=None), name="outbox_waiting"),
        ]
