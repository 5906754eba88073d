"""The verbs of bodies, and their only writer."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from polias.boards.bodies.model import Body, Member
from polias.boards.bodies.rules import RULES, BodyFacts
from polias.boards.publications.actions import put_before_the_public
from polias.kit.access.actor import Actor
from polias.kit.record.action import action
from polias.kit.record.writing import add, change, enter, locked, note
from polias.kit.rules.keeping import held
from polias.kit.workflow.table import make_move


@action(needs="boards.bodies.record")
def record(*, actor: Actor, name: str, kind: str, since: date, members: tuple[int, ...] = ()) -> Body:
    """Set up a body for the clerk's own force, with the clerk as its clerk; everybody may read of it at once.

    Raises RuleBreach (BOARD-01, BOARD-02).
    """
    held(RULES, BodyFacts(name, since), move="record")
    body = Body(name=name.strip(), kind=kind, since=since, clerk=actor.id)
    enter(body, force_id=actor.force_id)
    for member in dict.fromkeys(members):
        add(Member(actor_id=member, since=since), to=body)
    put_before_the_public(body)
    return body


@action(needs="boards.bodies.appoint")
def appoint(body: Body, *, actor: Actor, member: int, since: date, version: int | None = None) -> Body:
    """Give a person a seat; somebody who sits already keeps the seat they have.

    Raises Conflict when the body is dissolved or was changed meanwhile.
    """
    body = locked(body, version=version)
    make_move(body, "appoint")
    if not Member.objects.filter(register_id=body.pk, actor_id=member, until=None).exists():
        add(Member(actor_id=member, since=since), to=body)
    return body


@action(needs="boards.bodies.dissolve")
def dissolve(body: Body, *, actor: Actor, until: date, version: int | None = None) -> Body:
    """End a body; what it decided and asked for stays.

    Raises RuleBreach (BOARD-02), Conflict when it is dissolved already.
    """
    body = locked(body, version=version)
    held(RULES, BodyFacts(body.name, body.since, until), move="dissolve")
    make_move(body, "dissolve")
    change(body, until=until)
    put_before_the_public(body)
    return body


@action(needs="boards.bodies.record", offered=False)
def met_before(body: Body, *, actor: Actor, on: date) -> Body:
    """Move the day a body was set up back to a day on which a paper shows that it met; a later day changes nothing."""
    body = locked(body)
    if on < body.since:
        note(body, _("A paper shows that it met on %(day)s.") % {"day": on.isoformat()})
        change(body, since=on)
        put_before_the_public(body)
    return body
