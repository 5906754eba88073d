"""Rows are sealed in batches, when their transaction has ended, and the heads leave the database."""

from __future__ import annotations

import json
from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone

from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named, as_system
from polias.kit.audit.model import AuditRow, Kind, Seal
from polias.kit.audit.seal import seal_now, seal_when_due
from polias.kit.audit.tests.looks import some_looks
from polias.kit.audit.verify import verify
from polias.kit.record.ids import uuid7


@pytest.fixture
def heads(tmp_path):
    return tmp_path / "seals" / "heads.jsonl"


@pytest.fixture
def check(own_database, heads):
    return lambda: verify(own_database.backup_url, heads=heads)


def test_a_long_queue_is_sealed_in_batches_and_nothing_twice(own_database, heads, check):
    some_looks(25)
    done = seal_now(heads=heads, most_rows=10)
    assert (done.seals, done.rows) == (3, 25)
    assert seal_now(heads=heads).rows == 0
    assert len(heads.read_text().splitlines()) == 3
    verdict = check()
    assert verdict.is_whole
    assert (verdict.sealed_rows, verdict.unsealed.rows) == (25, 0)


def test_a_line_lost_in_a_crash_is_written_at_the_next_seal(own_database, heads, check):
    for _each in range(3):
        some_looks(2)
        seal_now(heads=heads)
    lines = heads.read_text().splitlines(keepends=True)
    heads.write_text("".join(lines[:2]))
    verdict = check()
    assert verdict.is_whole
    assert "Seals 3 to 3 are not yet written outside" in verdict.notes[0]
    seal_now(heads=heads)
    assert [json.loads(line)["position"] for line in heads.read_text().splitlines()] == [1, 2, 3]
    assert check().notes == []


def test_lawful_erasure_keeps_the_chain_whole_and_any_other_emptying_is_named(own_database, heads, check):
    record, other = uuid7(), uuid7()
    some_looks(3, record_id=record)
    some_looks(2, record_id=other)
    seal_now(heads=heads)
    own_database.as_owner(f"update kit_auditrow set content = null, salt = null where record_id = '{record}'")
    assert [f.matter for f in check().findings] == ["emptied"] * 3
    some_looks(1, record_id=record, kind=Kind.ERASURE, content={"why": "Its retention ended."})
    seal_now(heads=heads)
    verdict = check()
    assert verdict.is_whole
    assert verdict.erased == 3
    own_database.as_owner(f"update kit_auditrow set content = null, salt = null where record_id = '{other}'")
    assert [f.matter for f in check().findings] == ["emptied", "emptied"]


def test_an_open_transaction_delays_the_seal_and_its_rows_come_into_a_later_one(own_database, heads, check):
    with psycopg.connect(own_database.owner_url) as slow:
        slow.execute("select pg_current_xact_id()")
        some_looks(5)
        assert seal_now(heads=heads).rows == 0
        assert check().unsealed.rows == 5
    assert seal_now(heads=heads).rows == 5
    assert check().is_whole


def test_rows_of_a_restored_database_are_sealed_whatever_their_transaction_numbers(own_database, heads, check):
    some_looks(2)
    own_database.as_owner("update kit_auditrow set xid = '99999999'")
    assert seal_now(heads=heads).rows == 2
    assert check().is_whole


def test_the_seal_is_due_each_minute_and_at_once_for_a_thousand_rows(own_database, heads):
    some_looks(10)
    assert seal_when_due(heads=heads).rows == 10
    some_looks(10)
    assert seal_when_due(heads=heads).rows == 0
    some_looks(1_000)
    assert seal_when_due(heads=heads).rows == 1_010
    some_looks(1)
    own_database.as_owner(f"update kit_seal set sealed_at = '{timezone.now() - timedelta(seconds=61)}'")
    assert seal_when_due(heads=heads).rows == 1


def test_the_application_may_neither_change_an_audit_row_nor_read_a_seal_as_a_person(own_database, heads):
    some_looks(1)
    seal_now(heads=heads)
    with acting(actor_named("asha")):
        assert Seal.objects.count() == 0
    with as_system():
        assert Seal.objects.count() == 1
    for deed in (lambda: AuditRow.objects.update(verb="nothing"), lambda: AuditRow.objects.all().delete()):
        with pytest.raises(Exception, match="permission denied"), as_system():
            deed()


def test_a_number_of_the_audit_cannot_be_chosen(own_database):
    with psycopg.connect(own_database.app_url) as app, pytest.raises(psycopg.errors.GeneratedAlways):
        app.execute(
            "insert into kit_auditrow (id, at, kind, verb, actor_id, cell, deed, digest)"
            " values (99, now(), 'consultation', 'view', 1, 0, gen_random_uuid(), '\\x00')"
        )
