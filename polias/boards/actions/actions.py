"""The verbs of a board's actions, and their only writer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.boards.actions.model import BoardAction, Place, Progress
from polias.boards.actions.owners import works_here
from polias.boards.actions.queries import KIND, task_of
from polias.boards.actions.rules import (
    ASSIGN_RULES,
    PROGRESS_RULES,
    RULES,
    ActionFacts,
    AssignFacts,
    ProgressFacts,
)
from polias.boards.meetings.model import Meeting
from polias.boards.meetings.queries import resolution_of
from polias.boards.publications.actions import put_before_the_public
from polias.boards.readings.model import Reading
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.calendar import end_of_london_day
from polias.kit.errors import Conflict, PoliasError
from polias.kit.govuk.templatetags.polias import day
from polias.kit.numbering.numbers import take_numbers
from polias.kit.record.action import action
from polias.kit.record.model import Record
from polias.kit.record.writing import add, change, enter, locked, note
from polias.kit.rules.keeping import held
from polias.kit.rules.rule import breaches_of
from polias.kit.tasks.actions import move_task, raise_task, withdraw_task
from polias.kit.tasks.model import Task
from polias.kit.workflow.table import make_move


@action(needs="boards.actions.record")
def record(*, actor: Actor, meeting: Meeting, resolution: int, text: str, owner: int, due_on: date) -> BoardAction:
    """Ask one person of the force to do something by a day; it stands on their My work at once, and in public.

    Raises RuleBreach (BOARD-20 to 22), NotFound for a resolution that was not made, Conflict unless it was held.
    """
    meeting = locked(meeting)
    held(RULES, _facts(meeting, text=text, owner=owner, due_on=due_on), move="record")
    make_move(meeting, "set_action")
    body, today = meeting.body, timezone.localdate()
    serial = take_numbers(meeting.force_id, f"{body.reference} log {today:%y}")
    asked = BoardAction(
        body=body,
        meeting=meeting,
        resolution=resolution_of(meeting, resolution),
        serial=serial,
        year=today.year,
        text=text.strip(),
        owner=owner,
        due_on=due_on,
    )
    enter(asked, force_id=meeting.force_id)
    _ask(asked)
    put_before_the_public(asked)
    return asked


@action(needs="boards.actions.progress")
def progress(asked: BoardAction, *, actor: Actor, text: str, version: int | None = None) -> BoardAction:
    """Write a line about how it is going; the body reads it.

    Raises RuleBreach (BOARD-23, BOARD-24), Conflict when it is closed or was changed meanwhile.
    """
    asked = locked(asked, version=version)
    facts = ProgressFacts(text, asked.owner == actor.id, by_clerk=asked.body.clerk == actor.id)
    held(PROGRESS_RULES, facts, move="progress")
    make_move(asked, "progress")
    add(Progress(on=timezone.localdate(), text=text.strip(), actor_id=actor.id), to=asked)
    return asked


@action(needs="boards.actions.assign")
def assign(
    asked: BoardAction, *, actor: Actor, owner: int | None, due_on: date | None, version: int | None = None
) -> BoardAction:
    """Say who does it and by when: both as they are to stand, or None for what is still unknown.

    Another owner is asked in place of the first; one who stays keeps the task and what it says, with the new day.
    What the paper printed stays beside it. Raises RuleBreach (BOARD-34 to 36), Conflict when it is closed or was
    changed meanwhile.
    """
    asked = locked(asked, version=version)
    held(ASSIGN_RULES, _assign_facts(asked, owner=owner, due_on=due_on), move="assign")
    make_move(asked, "assign")
    change(asked, owner=owner, due_on=due_on)
    _ask_anew(asked)
    put_before_the_public(asked)
    return asked


@action(needs="boards.actions.close_by_owner", offered=False)
def close_by_owner(asked: BoardAction, *, actor: Actor, evidence: str, has_record: bool) -> BoardAction:
    """Close an action with words that the body may read; the record that shows it is not named here.

    Raises RuleBreach (BOARD-25, BOARD-26), Conflict when it is closed already.
    """
    asked = locked(asked)
    facts = ProgressFacts(evidence, asked.owner == actor.id, has_record=has_record)
    held(PROGRESS_RULES, facts, move="close_by_owner")
    make_move(asked, "close_by_owner")
    today = timezone.localdate()
    change(asked, closed_on=today, evidence=evidence.strip())
    add(Progress(on=today, text=_("Done: %(words)s") % {"words": evidence.strip()}, actor_id=actor.id), to=asked)
    put_before_the_public(asked)
    return asked


@action(needs="boards.actions.reopen")
def reopen(asked: BoardAction, *, actor: Actor, because: str, version: int | None = None) -> BoardAction:
    """The body is not satisfied: the action is open again with its old date, and a new task asks for it.

    Raises Conflict when it is open already or was changed meanwhile.
    """
    asked = locked(asked, version=version)
    make_move(asked, "reopen")
    note(asked, because)
    change(asked, closed_on=None, evidence="")
    add(
        Progress(on=timezone.localdate(), text=_("Not satisfied: %(why)s") % {"why": because}, actor_id=actor.id),
        to=asked,
    )
    _ask(asked, because=because)
    put_before_the_public(asked)
    return asked


@dataclass(frozen=True)
class Told:
    """What a paper says of an action, and where: reading, day of the meeting, words, and the place in its text."""

    reading: Reading
    on: date
    text: str
    ref: str = ""
    begins: int | None = None
    ends: int | None = None


@action(needs="boards.actions.record", offered=False)
def take_from_paper(
    *, actor: Actor, meeting: Meeting, told: Told, owner: str, due_on: date | None, done: str | None = None
) -> BoardAction:
    """Enter an action that a paper tells of, with whom and when it names, or without; ``done`` closes it at once.

    ``done`` holds the words that show it, and is empty where the paper only says that it is closed.
    """
    meeting, today = locked(meeting), timezone.localdate()
    body = meeting.body
    asked = BoardAction(
        body=body,
        meeting=meeting,
        serial=take_numbers(meeting.force_id, f"{body.reference} log {today:%y}"),
        year=today.year,
        text=told.text.strip(),
        owner_as_printed=owner.strip(),
        ref_as_printed=told.ref.strip(),
        due_on=due_on,
    )
    enter(asked, force_id=meeting.force_id)
    _place(asked, told)
    if done is not None:
        make_move(asked, "close_as_told")
        change(asked, closed_on=told.on, evidence=done)
    put_before_the_public(asked)
    return asked


@action(needs="boards.actions.progress", offered=False)
def tell_again(asked: BoardAction, *, actor: Actor, told: Told) -> BoardAction:
    """Note that a paper speaks of an action that is in the log: one action, one more place. Nothing else changes."""
    asked = locked(asked)
    if _place(asked, told) and asked.state == "open":
        words = _("Minutes of %(day)s: %(words)s") % {"day": day(told.on), "words": told.text}
        add(Progress(on=told.on, text=words, actor_id=actor.id), to=asked)
    return asked


@action(needs="boards.actions.close_as_told", offered=False)
def close_as_told(asked: BoardAction, *, actor: Actor, told: Told, evidence: str) -> BoardAction:
    """Close an action that nobody of the force owns, with the words of the minutes that say it is done.

    Raises RuleBreach (BOARD-25, BOARD-26), Conflict when it is closed already.
    """
    asked = locked(asked)
    held(PROGRESS_RULES, ProgressFacts(evidence, by_owner=asked.owner is None), move="close_as_told")
    make_move(asked, "close_as_told")
    change(asked, closed_on=told.on, evidence=evidence.strip())
    add(Progress(on=told.on, text=_("Done: %(words)s") % {"words": evidence.strip()}, actor_id=actor.id), to=asked)
    _place(asked, told)
    put_before_the_public(asked)
    return asked


def check_the_evidence(task: Task, answer: str, evidence: Record | None) -> None:
    """Refuse an answer that shows nothing; called before the task is closed."""
    facts = ProgressFacts(answer, by_owner=True, has_record=evidence is not None)
    breach = next(iter(breaches_of(PROGRESS_RULES, facts, move="close_by_owner")), None)
    if breach:
        raise PoliasError(breach.sentence)


def close_what_was_asked(task: Task, *, actor: Actor) -> None:
    """The owner has answered the task: the action it came from closes in the same transaction."""
    asked = visible_to(BoardAction, actor).filter(pk=task.asked_by).first()
    if asked is None:
        raise Conflict(_("The action this task came from is gone."), do=_("Tell the clerk of the body."))
    close_by_owner(asked, actor=actor, evidence=task.answer, has_record=task.evidence_id is not None)


def _place(asked: BoardAction, told: Told) -> bool:
    """Add where the paper speaks of it; False where that is known."""
    there = Place.objects.filter(register_id=asked.pk, reading_id=told.reading.pk, begins=told.begins, text=told.text)
    if there.exists():
        return False
    place = Place(reading=told.reading, on=told.on, ref=told.ref, text=told.text, begins=told.begins, ends=told.ends)
    add(place, to=asked)
    return True


def _ask(asked: BoardAction, *, because: str = "") -> None:
    """Put it on the owner's My work. The task names the action and not its record, so that its answer stays theirs.

    Nobody is asked for what nobody owns, as minutes may leave it.
    """
    if asked.owner is None:
        return
    why = _("Set by %(body)s on %(day)s.") % {"body": asked.body.name, "day": day(asked.meeting.held_on)}
    raise_task(
        kind=KIND,
        title=(_("Board action %(number)s: %(text)s") % {"number": asked.number, "text": asked.text})[:200],
        why=f"{why} {because}".strip()[:300],
        force_id=asked.force_id,
        asked_by=asked.pk,
        for_actor=asked.owner,
        due_at=_due_at(asked),
    )


def _ask_anew(asked: BoardAction) -> None:
    """An owner who stays keeps the task, with the day that now counts; another takes it over from whoever had it."""
    task = task_of(asked)
    if task is not None and task.state == Task.OPEN:
        if task.for_actor == asked.owner:
            move_task(task, due_at=_due_at(asked))
            return
        withdraw_task(task)
    _ask(asked)


def _due_at(asked: BoardAction) -> datetime | None:
    return end_of_london_day(asked.due_on) if asked.due_on else None


def _facts(meeting: Meeting, **given: Any) -> ActionFacts:
    is_ours = works_here(given["owner"], force_id=meeting.force_id)
    return ActionFacts(owner_works_here=is_ours, met_on=meeting.held_on, **given)


def _assign_facts(asked: BoardAction, *, owner: int | None, due_on: date | None) -> AssignFacts:
    return AssignFacts(
        owner=owner,
        owner_works_here=works_here(owner, force_id=asked.force_id),
        due_on=due_on,
        owner_now=asked.owner,
        due_now=asked.due_on,
        met_on=asked.meeting.held_on,
    )
