"""Raising, moving, answering and withdrawing tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.acting import acting_for_this_deed
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch_any
from polias.kit.audit.log import audit_row
from polias.kit.audit.log import write as write_audit
from polias.kit.audit.model import Kind
from polias.kit.errors import Conflict, NotFound, PoliasError
from polias.kit.idempotency.keys import replay
from polias.kit.record.action import fingerprint
from polias.kit.record.deed import current_deed, deed_open
from polias.kit.record.model import Record, Register
from polias.kit.record.types import record_type
from polias.kit.tasks.model import Task

DEED = "kit.tasks.answer"

_checks: dict[str, Callable[[Task, str, Record | None], None]] = {}
_afterwards: dict[str, Callable[..., Any]] = {}


def when_answered(
    kind: str, *, check: Callable[..., None] | None = None, then: Callable[..., Any] | None = None
) -> None:
    """What the module that raises tasks of a kind asks of their answer, and does when it comes.

    ``check(task, answer, evidence)`` raises a PoliasError; ``then(task, actor=actor)`` shares the transaction.
    """
    if check:
        _checks[kind] = check
    if then:
        _afterwards[kind] = then


def raise_task(
    *,
    kind: str,
    title: str,
    why: str,
    force_id: int,
    about: Record | None = None,
    asked_by: UUID | None = None,
    for_role: str = "",
    for_actor: int | None = None,
    due_at: datetime | None = None,
) -> Task:
    """Ask something of a person or a role, inside the deed that asks."""
    task = Task(
        kind=kind,
        title=title,
        why=why,
        force_id=force_id,
        about=about.register if about else None,
        asked_by=asked_by,
        for_role=for_role,
        for_actor=for_actor,
        due_at=due_at,
    )
    task.save(force_insert=True)
    if about is not None:
        current_deed().touch(about.register).notes.append(_("Task: %(title)s") % {"title": title})
    return task


def move_task(task: Task, *, due_at: datetime | None) -> None:
    """Ask for it by another time, inside the deed that says so; whose it is and what it asks stay."""
    task.due_at = due_at
    task.save(update_fields=["due_at"])
    if task.about is not None:
        current_deed().touch(task.about).notes.append(_("Task moved: %(title)s") % {"title": task.title})


def withdraw_task(task: Task) -> None:
    """Ask no longer, inside the deed that takes the question back."""
    task.state, task.closed_at, task.closed_by = Task.WITHDRAWN, timezone.now(), current_deed().actor.id
    task.save(update_fields=["state", "closed_at", "closed_by"])
    if task.about is not None:
        current_deed().touch(task.about).notes.append(_("Task withdrawn: %(title)s") % {"title": task.title})


def task_for(task_id: UUID, *, actor: Actor) -> Task:
    """An open or closed task of the actor's own or of a role they hold; NotFound otherwise."""
    task = Task.objects.filter(pk=task_id, force_id__in=actor.home_forces).select_related("about", "evidence").first()
    if task is None or not (task.for_actor == actor.id or (task.for_actor is None and task.for_role in actor.roles)):
        raise NotFound(str(task_id))
    return task


def answer_task(
    task: Task, *, actor: Actor, answer: str, evidence_reference: str = "", idempotency_key: str = ""
) -> Task:
    """Close a task with words that the asker may read, and a record that stays on this side; a repeat is done once.

    Raises PoliasError when the words are missing, Conflict when it was closed meanwhile, NotFound for an
    unknown evidence record.
    """
    with acting_for_this_deed(actor, nested=False):
        asked = {"task": str(task.pk), "answer": answer, "evidence": evidence_reference}
        if idempotency_key and replay(idempotency_key, actor=actor, fingerprint=fingerprint(DEED, (), asked)):
            return Task.objects.get(pk=task.pk)
        _hold_what_asked(task)
        task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
        if task.state != Task.OPEN:
            raise Conflict(_("This task is closed already."), do=_("Look at its answer on the task's page."))
        evidence = fetch_any(evidence_reference, actor=actor) if evidence_reference else None
        if not answer.strip():
            raise PoliasError(_("Say what was done."), do=_("Write one or two sentences that the asker may read."))
        if task.kind in _checks:
            _checks[task.kind](task, answer, evidence)
        task.state, task.answer, task.closed_at, task.closed_by = Task.DONE, answer.strip(), timezone.now(), actor.id
        task.evidence = evidence.register if evidence else None
        task.save(update_fields=["state", "answer", "closed_at", "closed_by", "evidence"])
        with deed_open(DEED, actor=actor, reasons={}) as deed:
            write_audit([_audit_of(task, actor=actor, deed_id=deed.id)])
            if task.kind in _afterwards:
                _afterwards[task.kind](task, actor=actor)
    return task


def _hold_what_asked(task: Task) -> None:
    """Lock the record that asked before its task, as whoever changes that record does: or each waits for the other."""
    list(Register.objects.select_for_update().filter(pk__in=[task.asked_by, task.about_id]).order_by("pk"))


def _audit_of(task: Task, *, actor: Actor, deed_id: UUID) -> Any:
    about = task.about
    return audit_row(
        kind=Kind.ALTERATION,
        verb=DEED,
        actor_id=actor.id,
        deed=deed_id,
        cell=about.cell if about else 0,
        record_id=about.pk if about else None,
        reference=about.reference if about else "",
        content={
            "task": task.title,
            "answer": task.answer,
            "evidence": task.evidence.reference if task.evidence else "",
        },
    )


def record_of(task: Task) -> str:
    """The address of the record a task is about, or nothing."""
    return f"{record_type(task.about.record_type).url}/{task.about.reference}" if task.about else ""
