"""What each of the two doors shows an actor, against what it should: for the tests and the proof of their equality."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from hypothesis import strategies as st

from polias.contact.logs.model import Log
from polias.crime.reports.model import CrimeReport
from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.access.door import registered, registered_apart, visible_to
from polias.kit.access.sessions import actor_named, open_session
from polias.kit.models import ActorRow, Register
from polias.kit.record.model import CELLS_PER_FORCE, CELLS_PER_TYPE, Grade, cell
from polias.kit.testing.own_database import OwnDatabase
from polias.pole.people.actions import record as record_person
from polias.pole.people.model import Person
from polias.quality.queue.model import QueueItem

FORCES, TYPES = (901, 902), {Person: 1, Log: 5, CrimeReport: 10, QueueItem: 20}
WITHIN_CLEARANCE = (0, 1, 2)
CELLS = [cell(number, force, grade) for number in TYPES.values() for force in FORCES for grade in WITHIN_CLEARANCE]
#: Tables whose rows hang on a record and follow it.
PARTS = (
    "kit_searchkey", "kit_recordclock", "pole_link", "crime_crimekeyword", "contact_logline", "kit_restriction",
    "kit_admission", "kit_exclusion", "kit_alsoread",
)  # fmt: skip
SUBJECT = "Carys Morgan"
#: One admission or exclusion, for as long as the test lasts.
LIST = (
    "insert into {table} (id, register_id, cell, actor_id, why, by, since{more}) select gen_random_uuid(), id, cell, "
)


#: A record that a force reads besides its own.
LENT = (
    "insert into kit_alsoread (id, register_id, cell, reader, offer, why, by, since, may_take, ended_at)"
    " select gen_random_uuid(), id, cell, %s, gen_random_uuid(), '', 1, now(), false, {ended} from kit_register"
    " where id = any(%s)"
)


@dataclass(frozen=True)
class Decided:
    """What is said of one actor: cells, home forces, and records by name; which force reads which records besides."""

    reach: frozenset[int]
    home: frozenset[int]
    admitted: frozenset[UUID] = frozenset()
    excluded: frozenset[UUID] = frozenset()
    lent: frozenset[tuple[int, UUID]] = frozenset()

    def shows(self, record_id: UUID, at: int) -> bool:
        named = record_id in self.admitted or self.lends(record_id, at)
        return (at in self.reach or named) and record_id not in self.excluded

    def lends(self, record_id: UUID, at: int) -> bool:
        """Whether a home force reads the record and the actor would see it if it lay there."""
        readers = {force for force, one in self.lent if one == record_id and force in self.home}
        return any(cell(at // CELLS_PER_TYPE, force, at % CELLS_PER_FORCE) in self.reach for force in readers)

    @property
    def kinds(self) -> list[int]:
        """Types and grades that the actor sees at home."""
        at_home = {c for c in self.reach if c % CELLS_PER_TYPE // CELLS_PER_FORCE in self.home}
        return sorted({c // CELLS_PER_TYPE * 10 + c % CELLS_PER_FORCE for c in at_home})


@dataclass(frozen=True)
class Drawn:
    """A decision in which records are still shares of all there are."""

    reach: frozenset[int]
    home: frozenset[int]
    admitted: int
    excluded: int
    lent: int
    seed: int

    def among(self, ids: list[UUID]) -> Decided:
        choose = random.Random(self.seed)
        admitted = frozenset(choose.sample(ids, min(self.admitted, len(ids))))
        excluded = frozenset(choose.sample(ids, min(self.excluded, len(ids))))
        lent = frozenset((choose.choice(FORCES), one) for one in choose.sample(ids, min(self.lent, len(ids))))
        return Decided(self.reach, self.home, admitted, excluded, lent)


def decisions() -> Any:
    """Any reach, with up to six records by name on either list, and up to thirty lent, which may share some."""
    return st.builds(
        Drawn,
        reach=st.frozensets(st.sampled_from(CELLS)),
        home=st.frozensets(st.sampled_from(FORCES)),
        admitted=st.integers(0, 6),
        excluded=st.integers(0, 6),
        lent=st.integers(0, 30),
        seed=st.integers(0, 2**32),
    )


@pytest.fixture(scope="module")
def spread(two_forces: OwnDatabase) -> OwnDatabase:
    """People, logs, crimes and queue items in every compartment of both forces, locked and invisible ones too."""
    for username in ("asha", "carys"):
        with acting(actor_named(username)) as actor:
            for number in range(12):
                record_person(actor=actor, surname=f"Person{number}")
    two_forces.as_owner(
        "with spread as (select id, (row_number() over (partition by record_type, force_id order by id) - 1) % 9 as g"
        " from kit_register where record_type in ('pole.people', 'contact.logs', 'crime.reports', 'quality.queue'))"
        " update kit_register r set grade = s.g, cell = r.cell - r.grade + s.g from spread s where s.id = r.id"
    )
    return two_forces


def settle(owner: Any, decided: Decided) -> Actor:
    """Give Carys this reach and these lists, and a fresh session."""
    owner.execute(
        "update kit_actor set reach = %s, home_forces = %s where name = %s",
        [sorted(decided.reach), sorted(decided.home), SUBJECT],
    )
    row = ActorRow.objects.get(name=SUBJECT)
    for table, ids, more, values in (
        ("kit_admission", decided.admitted, ", emergency", "'', 1, now(), false"),
        ("kit_exclusion", decided.excluded, "", "'', 1, now()"),
    ):
        owner.execute(f"delete from {table} where actor_id = %s", [row.pk])
        owner.execute(
            LIST.format(table=table, more=more) + f"%s, {values} from kit_register where id = any(%s)",
            [row.pk, list(ids)],
        )
    owner.execute("delete from kit_alsoread")
    for force, one in decided.lent:
        owner.execute(LENT.format(ended="null"), [force, [one]])
    # Whatever is read no longer is not read, however much there is of it.
    owner.execute(LENT.format(ended="now()"), [min(FORCES), every_record(owner)])
    actor = open_session(row)
    # What is lent the filter asks of the session: of this one, also where it is looked at without the policies.
    owner.execute("select set_config('polias.session', %s, false)", [actor.session_key])
    return actor


def differences(owner: Any, actor: Actor, decided: Decided) -> Iterator[str]:
    """Where a door, or both together, show anything but what was decided."""
    rows = owner.execute("select id, cell from kit_register").fetchall()
    expected = {record_id for record_id, at in rows if decided.shows(record_id, at)}
    with acting(actor):
        yield from _of_records(owner, actor, expected)
        yield from _of_the_register(expected, actor)
        yield from _of_what_hangs_on_them(owner, expected, actor, decided)


def _of_records(owner: Any, actor: Actor, expected: set[UUID]) -> Iterator[str]:
    for model in TYPES:
        every = {row[0] for row in owner.execute(f"select register_id from {model._meta.db_table}").fetchall()}
        by_filter = visible_to(model, actor).values_list("pk", flat=True)
        shown = {
            "the policies": set(model.objects.values_list("pk", flat=True)),
            "both": set(by_filter),
            "the filter": unprotected(owner, by_filter),
        }
        parts = [model.objects.filter(part).values_list("pk", flat=True) for part in actor.apart(model.TYPE)]
        if sorted(one for part in parts for one in unprotected(owner, part)) != sorted(expected & every):
            yield f"the parts of the filter of {model.__name__}"
        yield from (f"{door} of {model.__name__}" for door, found in shown.items() if found != expected & every)


def _of_the_register(expected: set[UUID], actor: Actor) -> Iterator[str]:
    if set(Register.objects.values_list("pk", flat=True)) != expected:
        yield "the register's policy"
    if set(registered(actor).values_list("pk", flat=True)) != expected:
        yield "the register's filter"
    for model in TYPES:
        of_type = set(registered(actor, type_name=model.TYPE).values_list("pk", flat=True))
        parts = registered_apart(actor, type_name=model.TYPE)
        if sorted(one.pk for part in parts for one in part) != sorted(of_type):
            yield f"the parts of the register of {model.__name__}"


def _of_what_hangs_on_them(owner: Any, expected: set[UUID], actor: Actor, decided: Decided) -> Iterator[str]:
    """Parts follow their record; tasks are the home force's; the audit keeps to the cell of its day as well."""
    seen, home = list(expected), list(decided.home)
    for table in PARTS:
        query = f"select id from {table}"
        if _shown(query) != _rows(owner, f"{query} where register_id = any(%s)", [seen]):
            yield f"the parts {table}"
    tasks = "select id from kit_task"
    about = "force_id = any(%s) and (about_id is null or about_id = any(%s))"
    if _shown(tasks) != _rows(owner, f"{tasks} where {about}", [home, seen]):
        yield "the tasks"
    audit = "select id from kit_auditrow"
    of_others = (
        "record_id = any(%s) and (cell = any(%s) or record_id = any(%s)"
        " or record_id = any(%s) and cell / 10000 * 10 + cell %% 10 = any(%s))"
        " or actor_id = %s and (record_id is null or record_id <> all(%s))"
    )
    rows = owner.execute("select id, cell from kit_register").fetchall()
    lent = [one for one, at in rows if decided.lends(one, at)]
    lists = [
        seen, list(decided.reach), list(decided.admitted), lent, decided.kinds, actor.id, list(decided.excluded)
    ]  # fmt: skip
    if _shown(audit) != _rows(owner, f"{audit} where {of_others}", lists):
        yield "the audit"


def unprotected(owner: Any, rows: Any) -> set[UUID]:
    """What the application's filter alone gives, where no policy binds."""
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return set()
    return _rows(owner, sql, parameters)


def _rows(owner: Any, sql: str, parameters: Any) -> set[Any]:
    return {row[0] for row in owner.execute(sql, parameters).fetchall()}


def _shown(sql: str) -> set[Any]:
    """Of the same rows, what the application's role is shown in raw SQL."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}


def seen_by_word(actor: Actor, decided: Decided) -> bool:
    """Whether the actor itself says the same of every compartment; of the locked ones that it sees none."""
    return all(
        actor.sees(type_name=model.TYPE, force_id=force, grade=grade) == (cell(number, force, grade) in decided.reach)
        for model, number in TYPES.items()
        for force in FORCES
        for grade in Grade.values
    )


def every_record(owner: Any) -> list[UUID]:
    """The records in which the lists are drawn."""
    return sorted(_rows(owner, "select id from kit_register where cell / 10000 = any(%s)", [list(TYPES.values())]))
