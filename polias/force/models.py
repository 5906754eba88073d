"""The tables of forces: public facts and working arrangements, not records; only the owner role writes them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from polias.kit.models import ActorRow


class Force(models.Model):
    """One force; the number is the Home Office's where there is one, and 900 onwards for invented forces."""

    id = models.IntegerField(primary_key=True)
    letters = models.CharField(
        max_length=5, unique=True, help_text="How the force is written in references, such as NSH."
    )
    slug = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=120)
    invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """One node of a force's dated tree: the force itself, a district or a beat."""

    KINDS: ClassVar = [("force", "Force"), ("district", "District"), ("beat", "Beat")]

    id = models.BigAutoField(primary_key=True)
    force = models.ForeignKey(Force, on_delete=models.PROTECT)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    kind = models.CharField(max_length=10, choices=KINDS)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    rural = models.BooleanField(default=False)
    south = models.FloatField(null=True)
    west = models.FloatField(null=True)
    north = models.FloatField(null=True)
    east = models.FloatField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["force", "code", "valid_from"], name="area_code_unique")
        ]

    def __str__(self) -> str:
        return self.name


class Staff(models.Model):
    """One person who works for a force or sits on its board, with the actor they act as."""

    actor = models.OneToOneField(ActorRow, primary_key=True, on_delete=models.PROTECT, related_name="staff")
    force = models.ForeignKey(Force, on_delete=models.PROTECT)
    title = models.CharField(max_length=80)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT)
    supervisor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="team")
    about = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.actor.name}, {self.title}"


class Agreement(models.Model):
    """One information sharing agreement: the lender opens some record types, up to a grade, to the borrower."""

    id = models.BigAutoField(primary_key=True)
    title = models.CharField(max_length=160)
    lender = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="lends")
    borrower = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="borrows")
    record_types = ArrayField(models.CharField(max_length=60))
    grade = models.SmallIntegerField(default=0)
    purpose = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.title


class Policy(models.Model):
    """One local setting of a force, such as the name of its processing queue; dated, never ``if force ==``."""

    id = models.BigAutoField(primary_key=True)
    force = models.ForeignKey(Force, on_delete=models.PROTECT)
    key = models.CharField(max_length=60)
    value = models.TextField()
    valid_from = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["force", "key", "valid_from"], name="policy_key_unique")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
