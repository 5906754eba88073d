"""The table of tasks."""

from typing import ClassVar

from django.db import models

from polias.kit.record.ids import uuid7
from polias.kit.record.model import Register


class Task(models.Model):
    """Something asked of one person, or of whoever holds a role, in one force; often about a record.

    States: open, done, withdrawn. The evidence has two parts: words that the asker may read, and a link to an
    operational record that stays on this side and is seen only under that record's own access.
    """

    OPEN, DONE, WITHDRAWN = "open", "done", "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    force_id = models.IntegerField()
    about = models.ForeignKey(Register, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60, help_text="What raised it, such as contact.vulnerability or boards.action.")
    asked_by = models.UUIDField(null=True, help_text="The record that asked, when it is not the one it is about.")
    title = models.CharField(max_length=200)
    why = models.CharField(max_length=300)
    for_role = models.CharField(max_length=40, blank=True)
    for_actor = models.BigIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default=OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)
    answer = models.TextField(blank=True)
    evidence = models.ForeignKey(Register, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["force_id", "state", "due_at"], name="task_due")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="task_is_somebodys", condition=~models.Q(for_role="") | models.Q(for_actor__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.title
