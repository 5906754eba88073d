"""The verbs of papers that were read, and their only writer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from polias.boards.actions.actions import Told, close_as_told, tell_again
from polias.boards.actions.actions import take_from_paper as take_action
from polias.boards.actions.model import BoardAction
from polias.boards.bodies.actions import met_before
from polias.boards.bodies.actions import record as set_up_body
from polias.boards.bodies.model import Body
from polias.boards.meetings.actions import Taken
from polias.boards.meetings.actions import take_from_paper as take_meeting
from polias.boards.meetings.queries import plain_words
from polias.boards.readings.arising import arising_in
from polias.boards.readings.checked import BARE, CLOSED, LEFT_OPEN, evidence_in
from polias.boards.readings.model import Reading
from polias.boards.readings.queries import reading_of_file
from polias.boards.readings.rules import RULES, PaperFacts
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.attachments.actions import Received, attach
from polias.kit.errors import NotFound
from polias.kit.record.action import action
from polias.kit.record.writing import change, enter, locked, note
from polias.kit.rules.keeping import held
from polias.kit.workflow.table import make_move


@action(needs="boards.readings.record", offered=False)
def record(*, actor: Actor, file: Received, found: Mapping[str, Any]) -> Reading:
    """Keep a paper with its file and what was read in it; the same file again is the reading that is there."""
    _one_at_a_time(file.sha256)
    earlier = reading_of_file(file.sha256, actor=actor)
    if earlier is not None:
        earlier = locked(earlier)
        if earlier.state == "aside":
            make_move(earlier, "take_up")
        return earlier
    values = {key: value for key, value in found.items() if key != "text"}
    reading = Reading(name=file.name, sha256=file.sha256, text=found["text"], found=values)
    enter(reading, force_id=actor.force_id)
    attach(reading, actor=actor, file=file)
    return reading


@action(needs="boards.readings.put_aside")
def put_aside(reading: Reading, *, actor: Actor, reason: str, version: int | None = None) -> Reading:
    """Put a paper aside that is not to be accepted; it stays with its file, and can be taken up again.

    Raises Conflict when it was accepted or put aside already.
    """
    reading = locked(reading, version=version)
    make_move(reading, "put_aside")
    note(reading, reason)
    return reading


@action(needs="boards.readings.take_up")
def take_up(reading: Reading, *, actor: Actor, version: int | None = None) -> Reading:
    """Take a paper up again that was put aside.

    Raises Conflict unless it was put aside.
    """
    reading = locked(reading, version=version)
    make_move(reading, "take_up")
    return reading


@action(needs="boards.readings.accept", offered=False)
def accept(
    reading: Reading, *, actor: Actor, checked: Mapping[str, Any], body: str, kind: str, version: int | None = None
) -> Reading:
    """Make meeting, items, decisions and actions of a paper that a person has checked; what is there is not made twice.

    ``checked`` is in the shape of ``checked.py``; ``body`` is the reference of a body, or empty for a new one.
    Raises RuleBreach (BOARD-25, 26, 30 to 33), Conflict when it was accepted before or the minutes of its meeting are
    closed.
    """
    reading = locked(reading, version=version)
    make_move(reading, "accept")
    held_on = _day(checked["date"])
    linked = _linked(checked, actor=actor)
    held(RULES, _facts(checked, held_on, body, linked), move="accept")
    assert held_on is not None  # BOARD-31
    its_body = _body(checked, held_on, reference=body, kind=kind, actor=actor)
    taken = take_meeting(
        actor=actor,
        body=its_body,
        held_on=held_on,
        place=checked["venue"],
        items=tuple((one["number"], one["title"]) for one in checked["items"]),
        resolutions=tuple((one["item"], one["text"]) for one in checked["resolutions"]),
        arising=arising_in(reading, checked, met_on=held_on),
    )
    counts = _actions_taken(reading, checked, taken, linked, held_on, actor=actor)
    change(
        reading,
        checked=dict(checked),
        made=_made(checked, taken, counts),
        body=its_body,
        meeting=taken.meeting,
    )
    return reading


def _facts(
    checked: Mapping[str, Any], held_on: date | None, body: str, linked: Mapping[str, BoardAction]
) -> PaperFacts:
    others = tuple(sorted(reference for reference, one in linked.items() if one.body.reference != body))
    return PaperFacts(
        body=body or checked["body"],
        held_on=held_on,
        decided=any(checked[kind] for kind in ("resolutions", "actions", "carried_forward")),
        today=timezone.localdate(),
        strangers=others,
    )


def _linked(checked: Mapping[str, Any], *, actor: Actor) -> dict[str, BoardAction]:
    """The actions of the log that entries were joined to, by reference. Raises NotFound for one that is not there."""
    wanted = {one["is"] for kind in ("actions", "carried_forward") for one in checked[kind] if one["is"]}
    found = {one.reference: one for one in visible_to(BoardAction, actor).filter(register__reference__in=wanted)}
    if missing := wanted - set(found):
        raise NotFound(", ".join(sorted(missing)))
    return found


def _body(checked: Mapping[str, Any], held_on: date, *, reference: str, kind: str, actor: Actor) -> Body:
    bodies = visible_to(Body, actor).filter(force_id=actor.force_id)
    if reference:
        body = bodies.filter(register__reference=reference).first()
        if body is None:
            raise NotFound(reference)
    else:
        twins = (one for one in bodies if plain_words(one.name) == plain_words(checked["body"]))
        body = next(twins, None) or set_up_body(actor=actor, name=checked["body"], kind=kind, since=held_on)
    return met_before(body, actor=actor, on=held_on)


def _actions_taken(
    reading: Reading,
    checked: Mapping[str, Any],
    taken: Taken,
    linked: Mapping[str, BoardAction],
    held_on: date,
    *,
    actor: Actor,
) -> dict[str, int]:
    """Every action of the paper is in the log: as a new one, or as one more place of one that is there."""
    counts = {"new_actions": 0, "known_actions": 0, "closed_actions": 0}
    entries = [(one, False) for one in checked["actions"]] + [(one, True) for one in checked["carried_forward"]]
    for one, is_earlier in entries:
        told = _told(reading, one, held_on)
        state = one.get("state") if is_earlier else LEFT_OPEN
        evidence = evidence_in(one, reading=reading, on=held_on)
        if asked := linked.get(one["is"]):
            counts["known_actions"] += 1
            if state == CLOSED and asked.state == "open":
                close_as_told(asked, actor=actor, told=told, evidence=evidence)
                counts["closed_actions"] += 1
            else:
                tell_again(asked, actor=actor, told=told)
            continue
        done = {CLOSED: evidence, BARE: ""}.get(str(state))
        due_on = _day(one.get("due"))
        take_action(
            actor=actor, meeting=taken.meeting, told=told, owner=one.get("owner") or "", due_on=due_on, done=done
        )
        counts["new_actions"] += 1
    return counts


def _told(reading: Reading, one: Mapping[str, Any], on: date) -> Told:
    at = one.get("at") or {}
    return Told(reading, on, one["text"], one["ref"] or "", at.get("start"), at.get("end"))


def _day(text: str | None) -> date | None:
    """A day; a month alone, as papers give it, is none."""
    return date.fromisoformat(text) if text and len(text) == 10 else None


def _made(checked: Mapping[str, Any], taken: Taken, counts: Mapping[str, int]) -> dict[str, int]:
    """What came of the paper in numbers: new, and there already."""
    return {
        "new_items": taken.new_items,
        "known_items": len(checked["items"]) - min(taken.new_items, len(checked["items"])),
        "new_resolutions": taken.new_resolutions,
        "known_resolutions": len(checked["resolutions"]) - taken.new_resolutions,
        **counts,
    }


def _one_at_a_time(sha256: str) -> None:
    """Two people who drop the same paper at the same moment: the second waits, and gets the first one's reading."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [sha256])
