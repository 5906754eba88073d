"""The table of actors: everybody and everything that can look or act, with their reach."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Actor(models.Model):
    """One row for each member of staff, panel member or machine part that acts.

    ``reach`` holds every cell (type, force, grade) the actor may see; row-level security reads it through a
    definer function. The web role may read these rows but never write them: only the owner role, through the
    ``polias`` command, gives anybody reach.
    """

    id = models.BigAutoField(primary_key=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="actor")
    name = models.CharField(max_length=120)
    force_id = models.IntegerField(help_text="The force this actor belongs to; 0 for a part of the system itself.")
    home_forces = ArrayField(models.IntegerField(), help_text="Forces in whose records this actor may write.")
    roles = ArrayField(models.CharField(max_length=40))
    clearance = models.SmallIntegerField(default=0)
    reach = ArrayField(models.IntegerField(), default=list)
    reviews = ArrayField(
        models.IntegerField(), default=list, help_text="Forces whose emergency accesses this actor reviews."
    )
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "force_id"], name="actor_name_unique")]

    def __str__(self) -> str:
        return self.name
