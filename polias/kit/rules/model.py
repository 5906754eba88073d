"""The tables of rules: those passed with a reason, and how often which refused somebody."""

from typing import ClassVar

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


class RuleLesson(models.Model):
    """How often one rule refused, or was passed with a reason, at one field by one team on one London day.

    No record and no person: a rule that many meet is a question that is badly asked, or something to be taught.
    """

    force_id = models.IntegerField()
    team = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=20)
    field = models.CharField(max_length=60, blank=True)
    verb = models.CharField(max_length=80)
    day = models.DateField()
    refused = models.IntegerField(default=0)
    passed = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["force_id", "day", "team", "code", "field", "verb"], name="rulelesson_once")
        ]
