"""The verbs of care: marking, locking, hiding, admitting and excluding, for a record of any type."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.names import name_of
from polias.kit.record.action import action
from polias.kit.record.model import Level, Record
from polias.kit.record.writing import add, change_part, locked, mark_with, note, put_under
from polias.kit.restriction.companions import opened_with, shut_for_others, shut_otherwise, with_companions
from polias.kit.restriction.model import Admission, Exclusion, Restriction
from polias.kit.restriction.queries import (
    admissions_to,
    cannot_be_admitted,
    exclusions_from,
    lasting,
    restriction_of,
)
from polias.kit.restriction.rules import RULES, AccessFacts
from polias.kit.rules.keeping import held

RESTRICT = "*.restrict"
LEVELS = {"locked": Level.LOCKED, "invisible": Level.INVISIBLE}


@action(needs=RESTRICT)
def mark(record: Record, *, actor: Actor, marking: str, version: int | None = None) -> Record:
    """Say on a record why care is needed; everybody who sees it is warned. An empty sentence takes the mark away."""
    record = locked(record, version=version)
    for one in with_companions(record):
        mark_with(one, marking.strip())
    return record


@action(needs=RESTRICT)
def restrict(
    record: Record,
    *,
    actor: Actor,
    level: Literal["locked", "invisible"],
    reason: str,
    people: tuple[int, ...] = (),
    staying: tuple[int, ...] = (),
    contact: int | None = None,
    version: int | None = None,
) -> Record:
    """Lock a record or make it invisible; only those named, and you, see it until it is lifted.

    Of those who were admitted before, only the ``staying`` ones stay so, as long as they were; every other admission
    ends, and every emergency. Others who would see it learn of a locked one that it is there and whom to ask
    (``contact``: you, unless somebody else is named); of an invisible one nothing. Raises RuleBreach (ACCESS-01 to 04).
    """
    record = locked(record, version=version)
    named = dict.fromkeys((actor.id, *people))
    asked = contact or actor.id
    for_good = (lasting(record) & set(staying)) | set(named)
    facts = AccessFacts(
        reason=reason,
        actor=actor.id,
        now=timezone.now(),
        staying=frozenset(for_good),
        restricted=True,
        contact=asked,
        cannot=cannot_be_admitted(record, people),
    )
    held(RULES, facts, move="restrict")
    for one in with_companions(record):
        otherwise = shut_otherwise(one, than=record)
        alone = one.pk == record.pk or not otherwise
        # Admitted first: whoever lays the lock must see the record under it.
        _admit(one, named if alone else [actor.id], reason=reason, actor=actor)
        _end_others(one, {*named, *staying}, emergencies_alone=not alone, actor=actor)
        put_under(one, level=max(LEVELS[level], otherwise))
        _shut(one, record, level=LEVELS[level], reason=reason, contact=asked if alone else actor.id, actor=actor)
    return record


@action(needs=RESTRICT)
def lift(record: Record, *, actor: Actor, reason: str, version: int | None = None) -> Record:
    """Open a locked or invisible record again to whoever saw it before; its list of admitted people ends with it.

    What goes with it opens too, unless it is shut on its own account or by yet another record.
    Raises RuleBreach (ACCESS-01, 10).
    """
    record = locked(record, version=version)
    only_shared = restriction_of(record, shared=False) is None and bool(shut_for_others(record, besides=None))
    facts = AccessFacts(reason=reason, actor=actor.id, now=timezone.now(), only_shared=only_shared)
    held(RULES, facts, move="lift")
    for one in with_companions(record):
        note(one, reason.strip())
        _open(one, record, actor=actor)
    return record


@action(needs=RESTRICT)
def admit(
    record: Record,
    *,
    actor: Actor,
    person: int,
    reason: str,
    until: datetime | None = None,
    version: int | None = None,
) -> Record:
    """Let one more person see a record whatever its grade or force, for good or until a time.

    Raises RuleBreach (ACCESS-01, 04, 06).
    """
    record = locked(record, version=version)
    cannot, now = cannot_be_admitted(record, [person]), timezone.now()
    facts = AccessFacts(reason=reason, actor=actor.id, now=now, person=person, cannot=cannot, until=until)
    held(RULES, facts, move="admit")
    for one in opened_with(record):
        note(one, _("%(name)s may see it. %(reason)s") % {"name": name_of(person), "reason": reason.strip()})
        _admit(one, [person], reason=reason, actor=actor, until=until)
    return record


@action(needs=RESTRICT)
def remove_admission(
    record: Record, *, actor: Actor, person: int, reason: str, version: int | None = None
) -> Record:  # fmt: skip
    """End what one person was admitted to see, an emergency too.

    Raises RuleBreach (ACCESS-01 to 03): at least two people stay admitted to what is locked.
    """
    record = locked(record, version=version)
    held(RULES, _without(record, person, reason=reason, actor=actor), move="remove_admission")
    for one in opened_with(record):
        words = {"name": name_of(person), "reason": reason.strip()}
        note(one, _("%(name)s is no longer admitted. %(reason)s") % words)
        for row in admissions_to(one).filter(actor_id=person):
            _end(row, of=one, actor=actor)
    return record


@action(needs=RESTRICT)
def exclude(record: Record, *, actor: Actor, person: int, reason: str, version: int | None = None) -> Record:
    """Keep one person from a record and all that hangs on it, whatever else would show it to them.

    Raises RuleBreach (ACCESS-01 to 03, 05).
    """
    record = locked(record, version=version)
    held(RULES, _without(record, person, reason=reason, actor=actor), move="exclude")
    for one in with_companions(record):
        note(one, _("%(name)s is excluded. %(reason)s") % {"name": name_of(person), "reason": reason.strip()})
        if not exclusions_from(one).filter(actor_id=person).exists():
            add(Exclusion(actor_id=person, why=reason.strip(), by=actor.id, since=timezone.now()), to=one)
    return record


@action(needs=RESTRICT)
def end_exclusion(record: Record, *, actor: Actor, person: int, reason: str, version: int | None = None) -> Record:
    """Let a person who was excluded see the record again, as far as they otherwise would.

    Raises RuleBreach (ACCESS-01).
    """
    record = locked(record, version=version)
    facts = AccessFacts(reason=reason, actor=actor.id, now=timezone.now(), person=person)
    held(RULES, facts, move="end_exclusion")
    for one in with_companions(record):
        words = {"name": name_of(person), "reason": reason.strip()}
        note(one, _("%(name)s is no longer excluded. %(reason)s") % words)
        for row in exclusions_from(one).filter(actor_id=person):
            _end(row, of=one, actor=actor)
    return record


def _shut(
    one: Record, record: Record, *, level: Level, reason: str, contact: int, actor: Actor
) -> None:  # fmt: skip
    """Say why a record is shut: itself, or with the one that was restricted."""
    shared = one.pk != record.pk
    before, others = restriction_of(one, shared=shared), Level.NONE
    if shared and before is not None and (others := shut_for_others(one, besides=record.pk)):
        # It has been shut for another record already, whose people stay the ones to ask.
        change_part(before, of=one, level=max(level, others))
        note(one, reason.strip())
        return
    _end(before, of=one, actor=actor)
    words, now = reason.strip(), timezone.now()
    row = Restriction(level=level, reason=words, contact=contact, since=now, by=actor.id, shared=shared)
    add(row, to=one, note=words)


def _open(one: Record, record: Record, *, actor: Actor) -> None:
    """Take away what shut a record with ``record``, and open it as far as nothing else holds it shut."""
    itself = one.pk == record.pk
    otherwise = shut_otherwise(one, than=record)
    others = shut_for_others(one, besides=None if itself else record.pk)
    if itself:
        _end(restriction_of(one, shared=False), of=one, actor=actor)
    together = restriction_of(one, shared=True)
    if together is not None and others:
        change_part(together, of=one, level=others)
    else:
        _end(together, of=one, actor=actor)
    put_under(one, level=otherwise)
    if otherwise:
        return
    # One's own last: the record may lie above one's clearance again.
    for row in sorted(admissions_to(one).filter(emergency=False), key=lambda row: row.actor_id == actor.id):
        _end(row, of=one, actor=actor)


def _without(record: Record, person: int, *, reason: str, actor: Actor) -> AccessFacts:
    """The facts of a deed after which one person sees the record no longer."""
    restriction = restriction_of(record)
    return AccessFacts(
        reason=reason,
        actor=actor.id,
        now=timezone.now(),
        person=person,
        staying=lasting(record) - {person},
        restricted=restriction is not None,
        contact=restriction.contact if restriction else None,
    )


def _admit(
    record: Record, people: Iterable[int], *, reason: str, actor: Actor, until: datetime | None = None
) -> None:  # fmt: skip
    """Admit those who are not admitted for so long already."""
    now = timezone.now()
    # Those that have run out too: of one person's admissions only one is not ended.
    before = {a.actor_id: a for a in Admission.objects.filter(register_id=record.pk, ended_at=None, emergency=False)}
    for person in people:
        held_already = before.get(person)
        if held_already is not None and held_already.until is None and until is None:
            continue
        _end(held_already, of=record, actor=actor)
        add(Admission(actor_id=person, why=reason.strip(), by=actor.id, since=now, until=until), to=record)


def _end_others(one: Record, named: set[int], *, emergencies_alone: bool, actor: Actor) -> None:
    """End the emergencies of a record and, where it is shut for this reason alone, whoever is not named."""
    for row in admissions_to(one):
        if row.emergency or not (emergencies_alone or row.actor_id in named):
            _end(row, of=one, actor=actor)


def _end(row: Any, *, of: Record, actor: Actor) -> None:
    """End a restriction, an admission or an exclusion, if there is one."""
    if row is not None:
        change_part(row, of=of, ended_at=timezone.now(), ended_by=actor.id)
