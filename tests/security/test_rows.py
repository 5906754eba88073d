"""In raw SQL as the application's role: what a connection sees and may write follows from whose session it is."""

from __future__ import annotations

import psycopg
import pytest

from polias.kit.database.security import protected_tables
from polias.kit.record.model import CELLS_PER_FORCE, CELLS_PER_TYPE, cell
from tests.security.conftest import become

NORTHSHIRE, EASTMOOR = 901, 902
LENT = {1, 10}  # people and crimes, up to grade 0
READ_BY_EVERY_FORCE = {13}  # proposed keywords
PROTECTED = sorted(protected_tables())

#: Filled by nothing above: their rows come with a published paper.
STAY_EMPTY = {"boards_membersedition", "boards_quotedfigure"}


def columns(connection, table):
    rows = connection.execute("select column_name from information_schema.columns where table_name = %s", [table])
    return {row[0] for row in rows}


def count(connection, table):
    return connection.execute(f"select count(*) from {table}").fetchone()[0]


def test_every_protected_table_has_rows_to_hide(everything):
    assert {table for table in PROTECTED if not count(everything, table)} <= STAY_EMPTY


@pytest.mark.parametrize("table", PROTECTED)
def test_without_a_session_no_row_is_seen(application, table):
    assert count(application, table) == 0


@pytest.mark.parametrize("key", ["", "-", "0" * 64, "asha"])
def test_a_guessed_session_sees_no_row(application, key):
    application.execute("select set_config('polias.session', %s, true)", [key])
    assert [table for table in PROTECTED if count(application, table)] == []


def test_a_closed_session_sees_no_row_and_neither_does_that_of_a_leaver(application, everything, two_forces):
    asha = become(application, "asha")
    assert count(application, "crime_crimereport") > 0
    application.execute("select polias_close_session(%s)", [asha.session_key])
    assert count(application, "crime_crimereport") == 0
    become(application, "asha")
    assert count(application, "crime_crimereport") > 0
    two_forces.as_owner(f"update kit_actor set active = false where id = {asha.id}")
    try:
        assert count(application, "crime_crimereport") == 0
    finally:
        two_forces.as_owner(f"update kit_actor set active = true where id = {asha.id}")


def _foreign(connection, table):
    """Type number and grade of each row of Northshire in a table; type None where the table itself has one type."""
    found = columns(connection, table)
    if "cell" in found:
        rows = connection.execute(f"select distinct cell from {table} where cell > 0").fetchall()
        cells = [row[0] for row in rows if row[0] % CELLS_PER_TYPE // CELLS_PER_FORCE == NORTHSHIRE]
        return {(one // CELLS_PER_TYPE, one % CELLS_PER_FORCE) for one in cells}
    if {"force_id", "grade"} <= found:
        rows = connection.execute(f"select distinct grade from {table} where force_id = {NORTHSHIRE}").fetchall()
        return {(_type_of(table), row[0]) for row in rows}
    return {(None, 0)} if count(connection, table) else set()


def _type_of(table):
    from django.apps import apps

    from polias.kit.record.types import record_type

    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    return record_type(getattr(model, "OF", None) or model.TYPE).number


@pytest.mark.parametrize("table", PROTECTED)
def test_carys_sees_of_northshire_what_the_agreement_lends_and_nothing_else(application, everything, table):
    become(application, "carys")
    seen, there = _foreign(application, table), _foreign(everything, table)
    if table in ("kit_task", "kit_draft", "kit_idempotencyrow", "kit_seal", "kit_sealedrow", "kit_outboxrow"):
        assert count(application, table) == (1 if table == "kit_task" and _eastmoor_tasks(everything) else 0)
        return
    assert seen == {(number, grade) for number, grade in there if number in LENT | READ_BY_EVERY_FORCE and grade == 0}


def _eastmoor_tasks(everything):
    return everything.execute(f"select count(*) from kit_task where force_id = {EASTMOOR}").fetchone()[0]


def test_the_lent_rows_are_all_there(application, everything):
    become(application, "carys")
    lent = "select count(*) from crime_crimereport where force_id = 901 and grade = 0"
    own = "select count(*) from crime_crimereport where force_id = 902"
    assert application.execute(lent).fetchone() == everything.execute(lent).fetchone() != (0,)
    assert application.execute(own).fetchone() == everything.execute(own).fetchone() != (0,)


A_REGISTER_ROW = """
    insert into kit_register (id, record_type, force_id, grade, cell, reference, state, version, created_at, created_by,
        changed_at, changed_by)
    values (gen_random_uuid(), 'crime.reports', {force}, 0, {cell}, 'XX-1', 'recorded', 1, now(), 1, now(), 1)
"""


def test_carys_enters_nothing_in_northshire(application):
    become(application, "carys")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        application.execute(A_REGISTER_ROW.format(force=NORTHSHIRE, cell=cell(10, NORTHSHIRE, 0)))


def test_a_row_cannot_claim_the_compartment_of_another_force(application):
    become(application, "carys")
    with pytest.raises(psycopg.errors.CheckViolation):
        application.execute(A_REGISTER_ROW.format(force=EASTMOOR, cell=cell(10, NORTHSHIRE, 0)))


@pytest.mark.parametrize("where", ["", "where force_id = 901"])
def test_carys_changes_nothing_that_is_lent_to_her(application, everything, where):
    become(application, "carys")
    changed = application.execute(f"update crime_crimereport set summary = '' {where}").rowcount
    mine = everything.execute("select count(*) from crime_crimereport where force_id = 902").fetchone()[0]
    assert changed == (0 if where else mine)


def test_carys_cannot_take_a_lent_crime_over(application):
    become(application, "carys")
    moved = application.execute(
        f"update kit_register set force_id = {EASTMOOR}, cell = {cell(10, EASTMOOR, 0)} where force_id = {NORTHSHIRE}"
    )
    assert moved.rowcount == 0


def test_what_is_above_somebodys_clearance_in_their_own_force_is_neither_seen_nor_changed(
    application, everything, two_forces
):
    asha = become(application, "asha")
    two_forces.as_owner(
        f"update kit_actor set reach = array_remove(reach, {cell(10, NORTHSHIRE, 1)}) where id = {asha.id}"
    )
    try:
        everyone = "select count(*) from crime_crimereport where force_id = 901 and grade = 0"
        open_ones = everything.execute(everyone).fetchone()[0]
        assert count(application, "crime_crimereport") == open_ones
        # Without a WHERE the database asks no reading policy of the statement; ours asks it all the same.
        assert application.execute("update crime_crimereport set summary = ''").rowcount == open_ones
    finally:
        two_forces.as_owner(f"update kit_actor set reach = reach || {cell(10, NORTHSHIRE, 1)} where id = {asha.id}")


@pytest.mark.parametrize(
    "hung",
    [
        "insert into crime_crimekeyword (id, register_id, force_id, grade, code)"
        " values (gen_random_uuid(), %(record)s, 902, 0, 'x')",
        "insert into kit_searchkey (id, register_id, cell, key) values (gen_random_uuid(), %(record)s, 109020, 1)",
    ],
)
def test_nothing_of_one_force_is_hung_on_a_record_of_another(application, everything, hung):
    become(application, "carys")
    record = everything.execute(
        "select id from kit_register where record_type = 'crime.reports' and force_id = 901 and grade = 0 limit 1"
    ).fetchone()[0]
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        application.execute(hung, {"record": record})


def test_a_person_writes_audit_rows_only_in_their_own_name(application):
    carys = become(application, "carys")
    row = (
        "insert into kit_auditrow (at, kind, verb, actor_id, cell, deed, digest)"
        " values (now(), 'consultation', 'view', %s, 0, gen_random_uuid(), '\\x00')"
    )
    application.execute(row, [carys.id])
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        application.execute(row, [carys.id + 1])
