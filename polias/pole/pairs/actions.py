"""The verbs of pairs, and their only writer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.errors import NotFound
from polias.kit.record.action import action
from polias.kit.record.model import Level
from polias.kit.record.writing import add, add_all, change, enter, locked, note, take_away
from polias.kit.restriction.model import Exclusion
from polias.kit.restriction.queries import exclusions_from
from polias.kit.rules.keeping import held
from polias.kit.workflow.table import make_move
from polias.pole.links.actions import link
from polias.pole.links.model import SAME_PERSON, Link
from polias.pole.matching.evidence import Said
from polias.pole.pairs.identity import seen_as
from polias.pole.pairs.model import Drawn, Evidence, Pair
from polias.pole.pairs.queries import both
from polias.pole.pairs.rules import RULES, ByItself, Return
from polias.pole.people.model import Person

#: As the source of the link between two records of one person.
SOURCE, BY_ITSELF = "Review of the register", "Linked by itself"


@action(needs="pole.pairs.put_forward", offered=False)
def put_forward(*, actor: Actor, people: tuple[UUID, UUID], weight: float, said: Sequence[Said]) -> Pair:
    """Put two people who may be one into the queue, restricted as the more restricted of them is.

    Raises NotFound unless the actor sees both.
    """
    found = visible_to(Person, actor).in_bulk(people)
    if len(found) < 2:
        raise NotFound
    one, other = sorted(found.values(), key=lambda person: (person.register.created_at, person.pk))
    pair = Pair(
        one=one,
        other=other,
        weight=weight,
        one_seen=seen_as(one),
        other_seen=seen_as(other),
        found_at=timezone.now(),
    )
    enter(pair, force_id=actor.force_id, grade=max(one.grade, other.grade))
    add_all(_evidence(said), to=pair)
    _keep_from_whoever_is_kept(pair, one, other)
    return pair


@action(needs="pole.pairs.renew", offered=False)
def renew(pair: Pair, *, actor: Actor, weight: float, said: Sequence[Said]) -> Pair:
    """A pair that waits was found again with another score: it goes on waiting with what is known now."""
    pair = locked(pair)
    make_move(pair, "renew")
    return _scored_again(pair, actor=actor, weight=weight, said=said)


@action(needs="pole.pairs.come_back", offered=False)
def come_back(pair: Pair, *, actor: Actor, weight: float, said: Sequence[Said]) -> Pair:
    """A pair that was decided waits again, on new evidence.

    Raises RuleBreach (PAIR-01).
    """
    pair = locked(pair)
    held(RULES, Return(has_changed(pair, actor=actor), weight, _decided_on(pair)), move="come_back")
    make_move(pair, "come_back")
    return _scored_again(pair, actor=actor, weight=weight, said=said)


@action(needs="pole.pairs.no_longer_found", offered=False)
def no_longer_found(pair: Pair, *, actor: Actor) -> Pair:
    """Close a pair that waits and that the register as it is now no longer gives; its history says why."""
    pair = locked(pair)
    changed = has_changed(pair, actor=actor)
    make_move(pair, "no_longer_found")
    why = (
        _("What identifies one of the two has changed since, and they are no longer alike.")
        if changed
        else _("Beside the register as it is now, the two are no longer alike.")
    )
    note(pair, why)
    return change(pair, note=why)


@action(needs="pole.pairs.find_again", offered=False)
def find_again(pair: Pair, *, actor: Actor, weight: float, said: Sequence[Said]) -> Pair:
    """A pair that was closed because it was no longer found is found again, and waits."""
    pair = locked(pair)
    make_move(pair, "find_again")
    return _scored_again(pair, actor=actor, weight=weight, said=said)


@action(needs="pole.pairs.link_by_itself", offered=False)
def link_by_itself(pair: Pair, *, actor: Actor, facts: ByItself) -> Pair:
    """Link two records without anybody looking at them; the pair stays in sight, to be confirmed or taken apart.

    Raises RuleBreach (PAIR-02 to 05).
    """
    pair = locked(pair)
    held(RULES, facts, move="link_by_itself")
    one, other = both(pair, actor=actor)
    make_move(pair, "link_by_itself")
    _link(one, other, source=BY_ITSELF)
    return change(pair, weight_decided=pair.weight, one_seen=seen_as(one), other_seen=seen_as(other))


@action(needs="pole.pairs.draw", offered=False)
def draw(pair: Pair, *, actor: Actor, quarter: str, band: int, origin: str, stands_for: float, of_people: int) -> Pair:
    """Draw a pair into the sample of a quarter, which people review."""
    pair = locked(pair)
    add(Drawn(quarter=quarter, band=band, origin=origin, stands_for=stands_for, of_people=of_people), to=pair)
    return pair


@action(needs="pole.pairs.same_person")
def same_person(pair: Pair, *, actor: Actor, remark: str = "", version: int | None = None) -> Pair:
    """Say that both records are one person: they are linked, and each page shows the other.

    Raises Conflict when somebody has decided it or changed it meanwhile.
    """
    pair = locked(pair, version=version)
    one, other = both(pair, actor=actor)
    before = pair.state
    make_move(pair, "same_person")
    if before != "linked":
        _link(one, other)
    return _decided(pair, one, other, actor=actor, remark=remark)


@action(needs="pole.pairs.not_the_same")
def not_the_same(pair: Pair, *, actor: Actor, remark: str = "", version: int | None = None) -> Pair:
    """Say that they are two people; it is kept, and the pair comes back only on new evidence.

    Raises Conflict when somebody has decided it or changed it meanwhile.
    """
    pair = locked(pair, version=version)
    one, other = both(pair, actor=actor)
    make_move(pair, "not_the_same")
    _unlink(one, other)
    return _decided(pair, one, other, actor=actor, remark=remark)


@action(needs="pole.pairs.unsure")
def unsure(pair: Pair, *, actor: Actor, remark: str = "", version: int | None = None) -> Pair:
    """Say that nobody can tell from what is recorded; it is set aside until something changes.

    Raises Conflict when somebody has decided it or changed it meanwhile.
    """
    pair = locked(pair, version=version)
    one, other = both(pair, actor=actor)
    make_move(pair, "unsure")
    return _decided(pair, one, other, actor=actor, remark=remark)


@action(needs="pole.pairs.take_back")
def take_back(pair: Pair, *, actor: Actor, remark: str, version: int | None = None) -> Pair:
    """Take a decision back, with the reason: the pair waits again, and the link between the two records ends.

    Raises Conflict when it waits already or was changed meanwhile.
    """
    pair = locked(pair, version=version)
    one, other = both(pair, actor=actor)
    make_move(pair, "take_back")
    _unlink(one, other)
    note(pair, remark.strip())
    # Who decided stays: a pair that somebody has looked at does not link by itself afterwards.
    return change(pair, decided_at=None, note="", weight_decided=None)


def has_changed(pair: Pair, *, actor: Actor) -> bool:
    """Whether anything that identifies either person is other than when the pair was found or decided."""
    one, other = both(pair, actor=actor)
    return (seen_as(one), seen_as(other)) != (pair.one_seen, pair.other_seen)


def held_back(pair: Pair) -> bool:
    """Whether either person carries a warning, a restriction, intelligence or custody; asked with the owner's eyes."""
    with connection.cursor() as cursor:
        cursor.execute("select polias_pair_held_back(%s)", [pair.pk])
        return bool(cursor.fetchone()[0])


def pairs_about(person: Person) -> list[Pair]:
    """The pairs of a person, which say what its record says: locked, hidden and opened with it."""
    return list(Pair.objects.filter(Q(one_id=person.pk) | Q(other_id=person.pk)).select_related("register"))


def people_shut(pair: Pair, besides: UUID | None) -> Level:
    """How far its people shut a pair, one of them left out; asked with the owner's eyes."""
    with connection.cursor() as cursor:
        cursor.execute("select polias_people_shut(%s, %s)", [pair.pk, besides])
        return Level(cursor.fetchone()[0])


def _decided(pair: Pair, one: Person, other: Person, *, actor: Actor, remark: str) -> Pair:
    return change(
        pair,
        decided_at=timezone.now(),
        decided_by=actor.id,
        note=remark.strip(),
        weight_decided=pair.weight,
        one_seen=seen_as(one),
        other_seen=seen_as(other),
    )


def _scored_again(pair: Pair, *, actor: Actor, weight: float, said: Sequence[Said]) -> Pair:
    one, other = both(pair, actor=actor)
    for old in Evidence.objects.filter(register_id=pair.pk):
        take_away(old, of=pair)
    add_all(_evidence(said), to=pair)
    return change(pair, weight=weight, one_seen=seen_as(one), other_seen=seen_as(other), decided_at=None)


def _decided_on(pair: Pair) -> float:
    return pair.weight if pair.weight_decided is None else pair.weight_decided


def _evidence(said: Sequence[Said]) -> list[Evidence]:
    return [Evidence(field=one.field, level=one.level, bits=one.bits) for one in said]


def _link(one: Person, other: Person, *, source: str = SOURCE) -> None:
    """The later record says that it is the person of the earlier one; the history of both tells it."""
    link(other, one, role=SAME_PERSON, source=source)
    note(one, _("%(reference)s is a record of the same person.") % {"reference": other.reference})


def _unlink(one: Person, other: Person) -> None:
    for row in Link.objects.filter(register_id=other.pk, other_id=one.pk, role=SAME_PERSON):
        take_away(row, of=other)
        note(one, _("%(reference)s is no record of the same person.") % {"reference": other.reference})


def _keep_from_whoever_is_kept(pair: Pair, one: Person, other: Person) -> None:
    """Whoever is excluded from one of the people is excluded from what is said of both."""
    rows = {row.actor_id: row for person in (one, other) for row in exclusions_from(person)}
    for row in rows.values():
        add(Exclusion(actor_id=row.actor_id, why=row.why, by=row.by, since=row.since), to=pair)
