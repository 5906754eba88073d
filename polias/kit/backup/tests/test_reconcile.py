"""What was restored is held against the primary: what never goes away must be on both sides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from polias.kit.audit.tests.looks import some_looks
from polias.kit.backup.reconcile import Reconciled, with_the_living


@pytest.fixture
def restored(own_database):
    """The database as it was when the fixture was asked for, whatever is done to it meanwhile."""
    some_looks(3)
    with psycopg.connect(own_database.backup_url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute("select from kit_auditrow")
        yield connection


def compared(restored, own_database):
    result = Reconciled()
    with psycopg.connect(own_database.backup_url) as living:
        with_the_living(restored, living, at=datetime.now(UTC) + timedelta(minutes=5), result=result)
    return result


def test_nothing_differs_while_nothing_was_touched(own_database, restored):
    result = compared(restored, own_database)
    assert (result.differences, result.compared["audit rows, same as in the primary"]) == ([], 3)


def test_a_row_of_the_audit_that_is_gone_from_the_primary_is_a_difference(own_database, restored):
    own_database.as_owner("delete from kit_auditrow where id = (select max(id) from kit_auditrow)")
    (sentence,) = compared(restored, own_database).differences
    assert "was restored and is no longer in the primary" in sentence
