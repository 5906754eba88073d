"""Tasks as pages show them: what is due to one person, and what is open on one record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.calendar import duration_in_words
from polias.kit.record.model import Record
from polias.kit.record.types import record_types
from polias.kit.tasks.model import Task
from polias.kit.workflow.model import RecordClock

SOON = timedelta(hours=4)


def tasks_for(actor: Actor) -> Any:
    """Open tasks of this person and of the roles they hold in their forces, soonest first."""
    mine = Q(for_actor=actor.id) | Q(for_actor=None, for_role__in=actor.roles)
    return (
        Task.objects.filter(mine, state=Task.OPEN, force_id__in=actor.home_forces)
        .select_related("about")
        .order_by(F("due_at").asc(nulls_last=True), "created_at")
    )


def clocks_for(actor: Actor) -> list[dict[str, Any]]:
    """Running clocks on the records this person works on, as items of the due list with the instant they end."""
    found = []
    for declared in record_types():
        if declared.mine is None or not actor.opens(declared.name):
            continue
        mine = visible_to(declared.model, actor).filter(declared.mine(actor))
        for clock in RecordClock.objects.filter(stopped_at=None, register_id__in=mine.values("pk")).order_by("due_at")[
            :50
        ]:
            record = mine.get(pk=clock.register_id)
            sign = clock_sign(clock, record)
            found.append(
                {
                    "title": f"{record.reference}: {record.title()}",
                    "url": record.url,
                    "why": sign["label"],
                    "due": sign["sentence"],
                    "level": sign["level"],
                    "due_at": clock.due_at,
                }
            )
    return found


def clock_sign(clock: RecordClock, record: Record) -> dict[str, str]:
    """What is left and what happens then, in words, with a level that has a shape."""
    declared = record.record_type().workflow.clock(clock.name)
    label = str(declared.label)
    now = timezone.now()
    if clock.stopped_at:
        late = clock.stopped_at > clock.due_at
        spent = duration_in_words(clock.stopped_at - clock.started_at)
        sentence = _("done after %(spent)s, late") if late else _("done after %(spent)s, in time")
        return {"label": label, "sentence": sentence % {"spent": spent}, "level": "late" if late else "stopped"}
    if now > clock.due_at:
        words = {"over": duration_in_words(now - clock.due_at)}
        return {"label": label, "sentence": _("%(over)s late") % words, "level": "late"}
    left = clock.due_at - now
    words = {"left": duration_in_words(left), "then": str(declared.consequence)}
    return {
        "label": label,
        "sentence": _("%(left)s left. %(then)s") % words,
        "level": "soon" if left < SOON else "calm",
    }


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
