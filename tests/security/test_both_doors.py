"""The application's filter and the database's policies show the same rows to whomever, whatever they reach."""

from __future__ import annotations

import psycopg
import pytest
from django.core.exceptions import EmptyResultSet
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polias.crime.reports.model import CrimeReport
from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.access.sessions import actor_named, open_session
from polias.kit.models import ActorRow, Register
from polias.kit.record.model import cell
from polias.pole.people.actions import record as record_person
from polias.pole.people.model import Person
from polias.quality.queue.model import QueueItem
from tests.security.conftest import two_forces

__all__ = ["two_forces"]

FORCES, GRADES, TYPES = (901, 902), (0, 1, 2), {Person: 1, CrimeReport: 10, QueueItem: 20}
CELLS = [cell(number, force, grade) for number in TYPES.values() for force in FORCES for grade in GRADES]


@pytest.fixture(scope="module")
def spread(two_forces):
    """People and crimes in every compartment of both forces."""
    for username in ("asha", "carys"):
        with acting(actor_named(username)) as actor:
            for number in range(6):
                record_person(actor=actor, surname=f"Person{number}")
    two_forces.as_owner(
        "with spread as (select id, (row_number() over (partition by record_type, force_id order by id)) % 3 as g"
        " from kit_register where record_type in ('pole.people', 'crime.reports', 'quality.queue'))"
        " update kit_register r set grade = s.g, cell = r.cell - r.grade + s.g from spread s where s.id = r.id"
    )
    return two_forces


def unprotected(owner, rows):
    """What the application's filter alone gives, where no policy binds."""
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return set()
    return {row[0] for row in owner.execute(sql, parameters).fetchall()}


def settle(owner, reach, home):
    """Give Carys this reach, and a fresh session."""
    owner.execute(
        "update kit_actor set reach = %s, home_forces = %s where name = 'Carys Morgan'", [sorted(reach), sorted(home)]
    )
    return open_session(ActorRow.objects.get(name="Carys Morgan"))


def differences(owner, actor, reach):
    """Where a door, or both together, show anything but the records of the compartments in reach."""
    for model, number in TYPES.items():
        rows = owner.execute("select id, cell from kit_register where cell / 10000 = %s", [number]).fetchall()
        expected = {record_id for record_id, one in rows if one in reach}
        by_filter = visible_to(model, actor).values_list("pk", flat=True)
        register = Register.objects.filter(record_type=model.TYPE).values_list("pk", flat=True)
        with acting(actor):
            shown = {
                "the policies": set(model.objects.values_list("pk", flat=True)),
                "the register's policy": set(register),
                "both": set(by_filter),
            }
        shown["the filter"] = unprotected(owner, by_filter)
        yield from (f"{door} of {model.__name__}" for door, found in shown.items() if found != expected)


def seen_by_word(actor, reach):
    return all(
        actor.sees(type_name=model.TYPE, force_id=force, grade=grade) == (cell(number, force, grade) in reach)
        for model, number in TYPES.items()
        for force in FORCES
        for grade in GRADES
    )


@given(reach=st.sets(st.sampled_from(CELLS)), home=st.sets(st.sampled_from(FORCES)))
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_doors_show_the_same(spread, reach, home):
    with psycopg.connect(spread.owner_url, autocommit=True) as owner:
        actor = settle(owner, reach, home)
        assert list(differences(owner, actor, reach)) == []
        assert seen_by_word(actor, reach)


@pytest.mark.parametrize(
    ("planted", "caught"),
    [
        (Q(), ["the filter of Person", "the filter of CrimeReport", "the filter of QueueItem"]),
        (Q(force_id=901), ["both of Person", "the filter of Person"]),
    ],
)
def test_a_planted_filter_is_caught(spread, monkeypatch, planted, caught):
    reach = {cell(1, 901, 0), cell(1, 902, 0), cell(10, 901, 0)}
    monkeypatch.setattr(Actor, "filter_for", lambda self, type_name: planted)
    with psycopg.connect(spread.owner_url, autocommit=True) as owner:
        found = list(differences(owner, settle(owner, reach, {901}), reach))
    assert set(caught) <= set(found)


def test_a_planted_policy_is_caught(spread):
    reach = {cell(1, 901, 0)}
    with psycopg.connect(spread.owner_url, autocommit=True) as owner:
        actor = settle(owner, reach, {901})
        owner.execute("create policy planted on pole_person for select to polias_app using (true)")
        try:
            assert list(differences(owner, actor, reach)) == ["the policies of Person"]
        finally:
            owner.execute("drop policy planted on pole_person")
