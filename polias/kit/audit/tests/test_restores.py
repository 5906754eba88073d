"""A restore that was done on purpose is told for ever; an older copy that was only put there is found as a cut end."""

from __future__ import annotations

import json
from dataclasses import replace

import psycopg
import pytest

from polias.kit.audit.heads import Restore, last_position, read_heads
from polias.kit.audit.restores import lost_since, record_restore
from polias.kit.audit.seal import seal_now
from polias.kit.audit.tests.looks import some_looks
from polias.kit.audit.verify import verify


@pytest.fixture
def heads(tmp_path):
    return tmp_path / "seals" / "heads.jsonl"


@pytest.fixture
def older(own_database, heads, django_db_blocker):
    """Five seals were made; the database holds the state after the third, as an older copy would."""
    with django_db_blocker.unblock():
        for _each in range(5):
            some_looks(10)
            seal_now(heads=heads)
        _cut_back(own_database, to=3)
        yield own_database


def _cut_back(database, *, to):
    beyond = f"(select id from kit_seal where position > {to})"
    database.as_owner(
        "create temporary table gone as select audit_id from kit_sealedrow where seal_id in " + beyond,
        "delete from kit_sealedrow where seal_id in " + beyond,
        "delete from kit_auditrow where id in (select audit_id from gone)",
        f"delete from kit_seal where position > {to}",
    )


def restored(heads, *, kept, name="one"):
    lost = lost_since(heads, kept=kept)
    return Restore(
        id=name, to="2026-11-24T03:12:05+00:00", reached="2026-11-24T03:12:04+00:00", kept=kept, lost=len(lost),
        lost_rows=sum(h.rows for h in lost), digest=lost[-1].digest if lost else "", backup="2026-11-23", by="root",
        at="2026-11-24T09:00:00+00:00",
    )  # fmt: skip


def test_an_older_copy_put_in_place_is_a_cut_end(older, heads):
    verdict = verify(older.owner_url, heads=heads)
    assert [f.matter for f in verdict.findings] == ["cut"]


def test_a_restore_on_purpose_is_whole_and_names_what_it_lost(older, heads):
    record_restore(restored(heads, kept=3), heads=heads)
    verdict = verify(older.owner_url, heads=heads)
    assert verdict.is_whole, verdict.findings
    (note,) = [n for n in verdict.notes if "restored" in n]
    assert "root restored the database to 2026-11-24T03:12:05+00:00" in note
    assert "2 seals (4 to 5 of that time) with 20 rows" in note
    assert last_position(heads) == 4


def test_the_chain_goes_on_after_a_restore_and_a_later_cut_is_found_again(older, heads):
    record_restore(restored(heads, kept=3), heads=heads)
    some_looks(10)
    seal_now(heads=heads)
    assert verify(older.owner_url, heads=heads).is_whole
    _cut_back(older, to=4)
    assert [f.matter for f in verify(older.owner_url, heads=heads).findings] == ["cut"]


def test_a_restore_to_before_another_restore_loses_the_other_ones_row_and_says_so(older, heads):
    record_restore(restored(heads, kept=3), heads=heads)
    _cut_back(older, to=2)
    record_restore(restored(heads, kept=2, name="two"), heads=heads)
    verdict = verify(older.owner_url, heads=heads)
    assert verdict.is_whole, verdict.findings
    assert [head.position for head in read_heads(heads)] == [1, 2, 3]


def test_a_row_of_a_restore_that_nobody_wrote_outside_is_found(older, heads):
    whole = heads.read_text()
    record_restore(restored(heads, kept=3), heads=heads)
    heads.write_text("".join(line + "\n" for line in whole.splitlines()[:3]))
    seal_now(heads=heads)
    sentences = [f.sentence for f in verify(older.owner_url, heads=heads).findings]
    assert any("a cut end may hide behind it" in sentence for sentence in sentences)


def test_a_line_outside_without_its_row_is_found(older, heads):
    line = {"restore": vars(restored(heads, kept=3))}
    with heads.open("a") as file:
        file.write(json.dumps(line) + "\n")
    assert ["was not finished" in f.sentence for f in verify(older.owner_url, heads=heads).findings] == [True]


def test_a_restore_that_hides_some_of_what_it_lost_is_found(older, heads):
    record_restore(replace(restored(heads, kept=3), lost=1, lost_rows=10), heads=heads)
    sentences = [f.sentence for f in verify(older.owner_url, heads=heads).findings]
    assert any("names other lost seals" in sentence for sentence in sentences)


def test_words_of_a_restore_changed_in_the_database_are_found(older, heads):
    record_restore(restored(heads, kept=3), heads=heads)
    with psycopg.connect(older.owner_url, autocommit=True) as owner:
        owner.execute("update kit_auditrow set content = replace(content, 'root', 'nobody') where verb = 'kit.restore'")
    assert {f.matter for f in verify(older.owner_url, heads=heads).findings} == {"edited", "cut"}
