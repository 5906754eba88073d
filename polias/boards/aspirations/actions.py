"""The verbs of aspirations, and their only writer."""

from __future__ import annotations

from django.utils import timezone

from polias.boards.actions.owners import works_here
from polias.boards.aspirations.model import Aspiration
from polias.boards.aspirations.rules import RULES, AspirationFacts
from polias.boards.bodies.model import Body
from polias.boards.publications.actions import put_before_the_public
from polias.kit.access.actor import Actor
from polias.kit.record.action import action
from polias.kit.record.writing import change, enter, locked, note
from polias.kit.rules.keeping import held
from polias.kit.workflow.table import make_move
from polias.measures.public import measures_offered


@action(needs="boards.aspirations.record")
def record(
    *,
    actor: Actor,
    body: Body,
    measure: str,
    basis: str,
    owner: int,
    value: float | None = None,
    offence_group: str = "",
    because: str = "",
    rationale: str = "",
) -> Aspiration:
    """Set what a body aims at in a measure, or say why it aims at nothing; only members read it until it is published.

    Raises RuleBreach (BOARD-37 to 40), Conflict when the body is dissolved.
    """
    body = locked(body)
    make_move(body, "aim")
    question = dict(measures_offered()).get(measure, "")
    facts = AspirationFacts(question, basis, value, because, works_here(owner, force_id=body.force_id))
    held(RULES, facts, move="record")
    aspiration = Aspiration(
        body=body,
        measure=measure,
        question=question,
        offence_group=offence_group.strip(),
        basis=basis,
        value=value,
        set_on=timezone.localdate(),
        owner=owner,
        because=because.strip(),
        rationale=rationale.strip(),
    )
    enter(aspiration, force_id=body.force_id)
    return aspiration


@action(needs="boards.aspirations.revise")
def revise(
    aspiration: Aspiration,
    *,
    actor: Actor,
    basis: str,
    owner: int,
    value: float | None = None,
    because: str = "",
    rationale: str = "",
    version: int | None = None,
) -> Aspiration:
    """Aim at something else from today on; what was aimed at before stays in the history and in earlier editions.

    A published one is published anew at once. Raises RuleBreach (BOARD-38 to 40), Conflict when it is withdrawn or
    was changed meanwhile.
    """
    aspiration = locked(aspiration, version=version)
    facts = AspirationFacts(aspiration.question, basis, value, because, works_here(owner, force_id=aspiration.force_id))
    held(RULES, facts, move="revise")
    make_move(aspiration, "revise")
    change(
        aspiration,
        basis=basis,
        value=value,
        owner=owner,
        because=because.strip(),
        rationale=rationale.strip(),
        set_on=timezone.localdate(),
    )
    if aspiration.published_at:
        put_before_the_public(aspiration)
    return aspiration


@action(needs="boards.aspirations.publish")
def publish(aspiration: Aspiration, *, actor: Actor, version: int | None = None) -> Aspiration:
    """Let everybody read what is aimed at, without the thought behind it.

    Raises Conflict when it is published already, withdrawn, or was changed meanwhile.
    """
    aspiration = locked(aspiration, version=version)
    make_move(aspiration, "publish")
    change(aspiration, published_at=timezone.now())
    put_before_the_public(aspiration)
    return aspiration


@action(needs="boards.aspirations.withdraw")
def withdraw(aspiration: Aspiration, *, actor: Actor, because: str, version: int | None = None) -> Aspiration:
    """Aim at this no longer; the reason is kept for members, and a published one says that it was withdrawn.

    Raises Conflict when it is withdrawn already or was changed meanwhile.
    """
    aspiration = locked(aspiration, version=version)
    make_move(aspiration, "withdraw")
    note(aspiration, because)
    if aspiration.published_at:
        put_before_the_public(aspiration)
    return aspiration
