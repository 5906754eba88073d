"""The table of rules that were passed with a reason."""

from django.db import models

from polias.kit.record.model import PartOfAnyRecord


class AcceptedBreach(PartOfAnyRecord):
    """One ASK rule passed by one person for one record, with the reason they wrote; counted by rule and force."""

    code = models.CharField(max_length=20)
    field = models.CharField(max_length=60)
    reason = models.TextField()
    actor_id = models.BigIntegerField()
    accepted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "reason given"
