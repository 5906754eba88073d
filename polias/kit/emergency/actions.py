"""Opening a record in an emergency, and reviewing that it was proper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.acting import acting_for_this_deed
from polias.kit.access.actor import Actor
from polias.kit.audit.log import audit_row
from polias.kit.audit.log import write as write_audit
from polias.kit.audit.model import Kind
from polias.kit.calendar import add_working_days, end_of_london_day, london_date
from polias.kit.emergency.events import EmergencyOpened
from polias.kit.emergency.model import EmergencyAccess
from polias.kit.emergency.rules import RULES, EmergencyFacts
from polias.kit.emergency.terms import terms_of
from polias.kit.errors import Conflict, NotAllowed, NotFound
from polias.kit.events.bus import emit
from polias.kit.record.deed import deed_open
from polias.kit.record.ids import uuid7
from polias.kit.record.model import CELLS_PER_FORCE, CELLS_PER_TYPE
from polias.kit.record.types import record_type
from polias.kit.rules.keeping import held
from polias.kit.tasks.model import Task

KIND = "kit.emergency"
OPEN = "select opened, record_id, record_cell, record_type from polias_open_in_emergency(%s, %s, %s, %s, %s, %s, %s)"
LONGEST_REFERENCE = 40


@dataclass(frozen=True)
class Opened:
    """A record that the actor may read now; ``access_id`` is None where it was theirs to see anyway."""

    reference: str
    url: str
    access_id: UUID | None


def open_in_emergency(reference: str, *, actor: Actor, reason: str) -> Opened:
    """Open one record that is not the actor's to see; in the same transaction it is logged and put up for review.

    The alert and the task that it leaves name nobody and repeat no word of the reason. Raises RuleBreach (ACCESS-07)
    without a reason, and NotFound, the same for one that is unknown, invisible or closed to the actor by name; the
    attempt is logged all the same.
    """
    terms, now = terms_of(actor.force_id), timezone.now()
    due_at = end_of_london_day(add_working_days(london_date(now), terms.working_days))
    with acting_for_this_deed(actor, nested=False), deed_open(f"{KIND}.open", actor=actor, reasons={}) as deed:
        held(RULES, EmergencyFacts(reason), move="open")
        title, asking = _("Review an emergency access"), _("Somebody opened a record that was not theirs to see.")
        with connection.cursor() as cursor:
            asked: list[Any] = [reference, reason.strip(), terms.minutes, due_at, terms.reviewers, title, asking]
            cursor.execute(OPEN, asked)
            found = cursor.fetchone()
        if found is None:
            raise NotFound(reference, leaves=[_refused(reference, actor=actor, reason=reason)])
        access_id, record_id, cell, type_name = found
        if access_id is not None:
            about: dict[str, Any] = {"cell": cell, "record_id": record_id, "reference": reference, "deed": deed.id}
            write_audit([_row("open", Kind.CONSULTATION, actor, {"justification": reason.strip()}, **about)])
            emit(EmergencyOpened(access_id, cell % CELLS_PER_TYPE // CELLS_PER_FORCE, due_at))
    return Opened(reference, f"{record_type(type_name).url}/{reference}", access_id)


def review(
    access: EmergencyAccess, *, actor: Actor, verdict: Literal["proper", "not_proper"], words: str
) -> EmergencyAccess:  # fmt: skip
    """Say whether an emergency access was proper, and in words why; its task is closed with it.

    Raises RuleBreach (ACCESS-08), NotAllowed for one's own or another force's, Conflict when it was reviewed already.
    """
    with acting_for_this_deed(actor, nested=False), deed_open(f"{KIND}.review", actor=actor, reasons={}) as deed:
        if access.actor_id == actor.id or access.force_id not in actor.reviews:
            raise NotAllowed(
                _("Somebody else reviews this."), do=_("Those who review emergencies have it in their list.")
            )
        access = EmergencyAccess.objects.select_for_update().get(pk=access.pk)
        if access.reviewed_at is not None:
            raise Conflict(_("This was reviewed already."), do=_("Look at what was found."))
        held(RULES, EmergencyFacts(words, verdict=verdict), move="review")
        access.verdict, access.words = verdict, words.strip()
        access.reviewed_at, access.reviewed_by = timezone.now(), actor.id
        access.save(update_fields=["verdict", "words", "reviewed_at", "reviewed_by"])
        _close_the_task(access, actor=actor)
        content = {"before": {"verdict": ""}, "after": {"verdict": verdict}, "notes": [words.strip()]}
        about: dict[str, Any] = {"cell": access.cell, "record_id": access.register_id, "reference": access.reference}
        write_audit([_row("review", Kind.ALTERATION, actor, content, deed=deed.id, **about)])
    return access


def _close_the_task(access: EmergencyAccess, *, actor: Actor) -> None:
    for task in Task.objects.filter(kind=KIND, asked_by=access.pk, state=Task.OPEN):
        task.state, task.closed_at, task.closed_by = Task.DONE, timezone.now(), actor.id
        task.answer = str(access.get_verdict_display())
        task.save(update_fields=["state", "closed_at", "closed_by", "answer"])


def _refused(reference: str, *, actor: Actor, reason: str) -> Any:
    """What is left of an attempt: it names no record, since for this actor there is none."""
    content = {"asked": reference[:LONGEST_REFERENCE], "justification": reason.strip()}
    return _row("refused", Kind.CONSULTATION, actor, content, cell=0, deed=uuid7())


def _row(verb: str, kind: Kind, actor: Actor, content: dict[str, Any], **about: Any) -> Any:
    return audit_row(kind=kind, verb=f"{KIND}.{verb}", actor_id=actor.id, content=content, **about)
