"""What the application's role may not do in the database, whoever is signed in: delete, rewrite the audit, rise."""

from __future__ import annotations

import psycopg
import pytest
from django.apps import apps

from polias.kit.database.security import KIT_POLICIES, protected_tables
from polias.kit.record.model import Record
from tests.security.conftest import become

RECORDS = sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, Record))
FOR_EVER = sorted([*RECORDS, "kit_register", "kit_auditrow", "kit_seal", "kit_sealedrow", "kit_task"])
NEVER_CHANGED = ("kit_auditrow", "kit_seal", "kit_sealedrow")

RISING = {
    "to the owner": "set role polias_owner",
    "to the owner for the whole connection": "set session authorization polias_owner",
    "around the policies": "alter role polias_app bypassrls",
    "by lifting the policies": "alter table crime_crimereport disable row level security",
    "by a policy of its own": "create policy mine on crime_crimereport using (true)",
    "by a table of its own": "create table mine (id int)",
    "by a schema of its own": "create schema mine",
    "by a function of its own": "create function mine() returns int language sql security definer as 'select 1'",
    "by taking a table over": "alter table crime_crimereport owner to polias_app",
    "by the passwords": "select rolpassword from pg_authid",
    "by a file of the server": "select pg_read_file('postgresql.conf')",
    "by a program of the server": "copy (select 1) to program 'true'",
    "by widening a reach": "update kit_actor set reach = reach || 100",
    "by a share of its own": "insert into force_agreement (title) values ('mine')",
}


def refused(connection, statement):
    """Whether the database says that this role has no right to do it."""
    try:
        with connection.transaction():
            connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


@pytest.mark.parametrize("table", FOR_EVER)
def test_no_record_no_audit_row_and_no_task_is_deleted(application, everything, table):
    asha = become(application, "asha")
    assert asha.home_forces
    assert everything.execute(f"select count(*) from {table}").fetchone() != (0,)
    assert refused(application, f"delete from {table}")


@pytest.mark.parametrize("table", NEVER_CHANGED)
def test_what_was_audited_and_sealed_is_never_changed(application, table):
    become(application, "asha")
    column = {"kit_auditrow": "verb = 'view'", "kit_sealedrow": "position = 1"}.get(table, "id = id")
    assert refused(application, f"update {table} set {column}")
    assert KIT_POLICIES[table].alter is None


@pytest.mark.parametrize("way", RISING)
def test_the_application_does_not_rise(application, way):
    become(application, "asha")
    assert refused(application, RISING[way])


def test_what_it_may_do_is_not_taken_for_a_refusal(application):
    """The planted breach: were the right there, the tests above would see it."""
    become(application, "asha")
    assert not refused(application, "delete from kit_draft")
    assert not refused(application, "update crime_crimereport set summary = summary")


def test_a_right_given_by_mistake_would_be_seen(two_forces, application):
    two_forces.as_owner("grant delete on crime_crimereport to polias_app")
    try:
        become(application, "asha")
        assert not refused(application, "delete from crime_crimereport")
    finally:
        application.rollback()
        two_forces.as_owner("revoke delete on crime_crimereport from polias_app")


def test_a_session_that_has_run_out_sees_no_row(application, two_forces):
    asha = become(application, "asha")
    count = "select count(*) from crime_crimereport"
    assert application.execute(count).fetchone() != (0,)
    application.rollback()
    two_forces.as_owner(f"update polias_access_session set expires_at = now() where actor_id = {asha.id}")
    application.execute("select set_config('polias.session', %s, true)", [asha.session_key])
    assert application.execute(count).fetchone() == (0,)


@pytest.mark.parametrize(
    "table", sorted(set(protected_tables()) & {"crime_crimereport", "pole_person", "kit_register"})
)
def test_an_update_never_moves_a_row_to_another_force(application, table):
    become(application, "asha")
    changed = "force_id = 902" + (", cell = cell + 10" if table == "kit_register" else "")
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ForeignKeyViolation)):
        application.execute(f"update {table} set {changed} where force_id = 901")
