"""The table of drafts."""

from typing import ClassVar

from django.db import models

from polias.kit.record.ids import uuid7


class Draft(models.Model):
    """What one actor has typed into one journey and not yet sent; seen by nobody else.

    ``base`` and ``version`` say what the questions held when they were opened, and of which version of the record;
    they always come with the answers typed over them, so that an old window never passes for a new one. ``merging``
    is what was chosen and written on the merge page and not yet sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor_id = models.BigIntegerField()
    journey = models.CharField(max_length=80)
    about = models.CharField(max_length=60, blank=True, help_text="The record or parent the journey is about.")
    answers = models.JSONField(default=dict)
    base = models.JSONField(null=True)
    version = models.IntegerField(null=True)
    merging = models.JSONField(default=dict)
    last_field = models.CharField(max_length=60, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["actor_id", "journey", "about"], name="draft_of")]
