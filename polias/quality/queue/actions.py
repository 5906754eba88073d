"""The verbs of the processing queue, and its only writer."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.crime.public import CrimeRecorded, CrimeReport, CrimeTransferred, classify, offence_classes
from polias.kit.access.actor import Actor
from polias.kit.calendar import london_date
from polias.kit.record.action import action
from polias.kit.record.writing import change, enter, locked
from polias.kit.rules.keeping import held
from polias.kit.tasks.actions import raise_task, when_answered, withdraw_task
from polias.kit.tasks.model import Task
from polias.kit.workflow.table import make_move
from polias.quality.queue.model import QueueItem
from polias.quality.queue.rules import RULES, QueueFacts
from polias.quality.reference import harm_of

RETURNED = "quality.returned"


def queue_the_crime(event: CrimeRecorded, *, actor: Actor) -> None:
    """A recorded crime enters the queue in the same transaction; subscribed in polias/site/subscriptions.py."""
    enter_the_queue(crime_id=event.record_id, offence=event.offence, grade=event.grade, actor=actor)


@action(needs="quality.queue.enter", offered=False)
def enter_the_queue(*, actor: Actor, crime_id: UUID, offence: str, grade: int) -> QueueItem:
    """Put a crime that was just recorded into the queue, restricted as the crime is; it stays usable."""
    item = QueueItem(crime_id=crime_id, harm=_harm(offence), entered_at=timezone.now())
    return enter(item, force_id=actor.force_id, grade=grade)


def items_about(crime: CrimeReport) -> list[QueueItem]:
    """The item of a crime, which says what the crime says: locked, hidden and opened with it."""
    return list(QueueItem.objects.filter(crime_id=crime.pk).select_related("register"))


def take_up_the_crime(event: CrimeTransferred, *, actor: Actor) -> None:
    """The item of a crime that came from another force waits again, unless it was checked there.

    Subscribed in polias/site/subscriptions.py; the item has come with its crime.
    """
    for item in QueueItem.objects.filter(crime_id=event.record_id).select_related("register"):
        if item.state == "returned":
            come_back(item, actor=actor)


@action(needs="quality.queue.confirm")
def confirm(item: QueueItem, *, actor: Actor, version: int | None = None) -> QueueItem:
    """Say that the crime's class is right.

    Raises Conflict when somebody has decided it or changed it meanwhile.
    """
    item = locked(item, version=version)
    make_move(item, "confirm")
    return change(item, decision="right", left_at=timezone.now(), worked_by=actor.id)


@action(needs="quality.queue.correct")
def correct(item: QueueItem, *, actor: Actor, offence: str, rationale: str, version: int | None = None) -> QueueItem:
    """Change the crime's class and be done with it; the old class stays in the crime's history.

    Raises RuleBreach (QUEUE-01, CRIME-01), Conflict when the crime is finalised or either changed meanwhile.
    """
    item = locked(item, version=version)
    before = item.crime.offence
    held(RULES, QueueFacts(timezone.now(), offence=offence, offence_before=before), move="correct")
    make_move(item, "correct")
    classify(item.crime, actor=actor, offence=offence, rationale=rationale)
    return change(
        item,
        decision="corrected",
        note=rationale,
        class_before=before,
        harm=_harm(offence),
        left_at=timezone.now(),
        worked_by=actor.id,
    )


@action(needs="quality.queue.return_to_officer")
def return_to_officer(item: QueueItem, *, actor: Actor, note: str, version: int | None = None) -> QueueItem:
    """Ask the investigator to correct something; the item waits again when they have answered.

    Raises RuleBreach (QUEUE-02), Conflict when somebody has decided it or changed it meanwhile.
    """
    item = locked(item, version=version)
    held(RULES, QueueFacts(timezone.now(), note=note), move="return_to_officer")
    make_move(item, "return_to_officer")
    raise_task(
        kind=RETURNED,
        title=_("Correct %(crime)s") % {"crime": item.crime.reference},
        why=note[:300],
        force_id=item.force_id,
        about=item.crime,
        asked_by=item.pk,
        for_actor=item.crime.investigator,
        due_at=timezone.now() + timedelta(days=7),
    )
    return change(item, decision="returned", note=note, left_at=timezone.now(), worked_by=actor.id)


@action(needs="quality.queue.undo")
def undo(item: QueueItem, *, actor: Actor, version: int | None = None) -> QueueItem:
    """Take back a slip of the hand: the item waits again, the class is as it was, the officer is asked nothing.

    Raises RuleBreach (QUEUE-03), Conflict when it waits already or was changed meanwhile.
    """
    item = locked(item, version=version)
    asked = Task.objects.filter(asked_by=item.pk, kind=RETURNED).order_by("-created_at").first()
    answered = item.decision == "returned" and asked is not None and asked.state == Task.DONE
    facts = QueueFacts(timezone.now(), left_at=item.left_at, mine=item.worked_by == actor.id, answered=answered)
    held(RULES, facts, move="undo")
    make_move(item, "undo")
    if item.decision == "corrected":
        classify(item.crime, actor=actor, offence=item.class_before, rationale=_("The correction was taken back."))
    if item.decision == "returned" and asked is not None:
        withdraw_task(asked)
    return _wait_again(item)


@action(needs="quality.queue.come_back", offered=False)
def come_back(item: QueueItem, *, actor: Actor) -> QueueItem:
    """The officer has answered: the item waits again, as old as it was."""
    item = locked(item)
    make_move(item, "come_back")
    return _wait_again(item)


def _wait_again(item: QueueItem) -> QueueItem:
    harm = _harm(CrimeReport.objects.get(pk=item.crime_id).offence)
    return change(item, decision="", left_at=None, worked_by=None, class_before="", harm=harm)


def _harm(offence: str) -> int:
    known = offence_classes().get(offence)
    return harm_of(known.subgroup if known else "", on=london_date(timezone.now()))


def _answered(task: Task, *, actor: Actor) -> None:
    item = QueueItem.objects.select_related("register").filter(pk=task.asked_by).first()
    if item is not None and item.state == "returned":
        come_back(item, actor=actor)


def listen_for_answers() -> None:
    """An officer's answer puts the item back; called once when Django starts."""
    when_answered(RETURNED, then=_answered)
