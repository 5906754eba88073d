"""Tasks as pages show them: what is due to one person, and what is open on one record."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.calendar import duration_in_words
from polias.kit.record.model import Record
from polias.kit.tasks.model import Task


def tasks_for(actor: Actor) -> Any:
    """Open tasks of this person and of the roles they hold in their forces, soonest first."""
    mine = Q(for_actor=actor.id) | Q(for_actor=None, for_role__in=actor.roles)
    return (
        Task.objects.filter(mine, state=Task.OPEN, force_id__in=actor.home_forces)
        .select_related("about")
        .order_by(F("due_at").asc(nulls_last=True), "created_at")
    )


def tasks_about(record: Record) -> Any:
    return Task.objects.filter(about_id=record.pk, state=Task.OPEN).order_by(F("due_at").asc(nulls_last=True))


def due_item(task: Task) -> dict[str, Any]:
    """A task as the due list draws it."""
    sentence, level = due_sentence(task)
    return {"title": task.title, "url": f"/tasks/{task.pk}", "why": task.why, "due": sentence, "level": level}


def due_sentence(task: Task) -> tuple[str, str]:
    if task.due_at is None:
        return _("No date set"), "calm"
    left = task.due_at - timezone.now()
    if left.total_seconds() < 0:
        return _("%(over)s late") % {"over": duration_in_words(-left)}, "late"
    return _("%(left)s left") % {"left": duration_in_words(left)}, "soon" if left.days < 1 else "calm"
