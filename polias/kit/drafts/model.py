"""The table of drafts."""

from typing import ClassVar

from django.db import models

from polias.kit.record.ids import uuid7


class Draft(models.Model):
    """What one actor has typed into one journey and not yet sent; seen by nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor_id = models.BigIntegerField()
    journey = models.CharField(max_length=80)
    about = models.CharField(max_length=60, blank=True, help_text="The record or parent the journey is about.")
    answers = models.JSONField(default=dict)
    last_field = models.CharField(max_length=60, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["actor_id", "journey", "about"], name="draft_of")]
