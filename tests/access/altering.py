"""Altering one grant at a time in memory, and whether the matrix notices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from polias.kit.access.door import why_not
from polias.kit.access.sessions import actor_named
from polias.kit.record.model import cell as compartment
from polias.kit.record.types import RecordType, record_type, record_types
from polias.kit.testing.own_database import OwnDatabase
from tests.access import policy
from tests.access.asking import answer_to
from tests.access.world import OWN, World, client_of, username

VIEW = "view"


@dataclass(frozen=True)
class Grant:
    """One grant that a role holds or could hold."""

    type_name: str
    role: str
    verb: str

    def __str__(self) -> str:
        return f"{self.role}: {self.type_name}.{self.verb}"


def every_grant() -> list[Grant]:
    """Each verb of each record type for each role, whether it is granted or not."""
    return [
        Grant(declared.name, role, verb)
        for declared in record_types()
        for role in policy.roles()
        for verb in sorted({VIEW}.union(*declared.grants.values()))
    ]


@contextmanager
def altered(grant: Grant, database: OwnDatabase) -> Iterator[None]:
    """Take the grant from the role that holds it, or give it to the one that does not."""
    declared = record_type(grant.type_name)
    before = declared.grants
    held = before.get(grant.role, frozenset())
    _set(declared, {**before, grant.role: held ^ {grant.verb}})
    if grant.verb == VIEW:
        _turn(declared, grant.role, database, seen=VIEW not in held)
    try:
        yield
    finally:
        _set(declared, before)
        if grant.verb == VIEW:
            _turn(declared, grant.role, database, seen=VIEW in held)


def _set(declared: RecordType, grants: object) -> None:
    object.__setattr__(declared, "grants", grants)


def _turn(declared: RecordType, role: str, database: OwnDatabase, *, seen: bool) -> None:
    """What a migration would settle after such a change of the code: the compartments that the role reaches."""
    whose = f"where user_id = (select id from auth_user where username = '{username(OWN, role)}')"
    clearance = 0 if role == "member" else 1
    cells = [compartment(declared.number, OWN, grade) for grade in range(clearance + 1)]
    without = f"array(select c from unnest(reach) c where c / 10000 <> {declared.number})"
    database.as_owner(f"update kit_actor set reach = {without}{f' || array{cells}' if seen else ''} {whose}")


def noticed(grant: Grant, world: World) -> str:
    """The first answer that differs from the matrix; empty when none does."""
    client = client_of(grant.role)
    for one in _likely_first(grant):
        if (got := answer_to(one, client=client, world=world)) != policy.expected(one):
            return f"{one}: {got}"
    actor = actor_named(username(OWN, grant.role))
    return next((f"the door of {d.grant}" for d in policy.deeds() if _differs(d, grant, actor)), "")


def _differs(deed: policy.Deed, grant: Grant, actor: object) -> bool:
    if not deed.grant.startswith(grant.type_name):
        return False
    return (grant.role in deed.may) != (not why_not(actor, deed.grant))  # type: ignore[arg-type]


def _likely_first(grant: Grant) -> list[policy.Cell]:
    """The cells of this role and type in its own force, those first in which the altered verb is asked for."""
    cells = [
        one
        for situation in ("own", "published")
        for one in policy.cells(situation)
        if one.role == grant.role and one.line.kind == grant.type_name
    ]
    return sorted(cells, key=lambda one: not one.line.path.endswith(f"/{grant.verb}"))
