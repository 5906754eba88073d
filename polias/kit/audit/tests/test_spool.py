"""While the database takes nothing, looks go into a file before they are shown, and into the audit afterwards, once."""

from __future__ import annotations

import fcntl
import json
import os
import resource
from contextlib import contextmanager

import pytest
from django.db import transaction

from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.audit.log import audit_row, searched, write
from polias.kit.audit.merging import Merged, merge_spools
from polias.kit.audit.model import AuditRow, Kind
from polias.kit.audit.seal import seal_now
from polias.kit.audit.spool import NotALook, begin_spooling, end_spooling, reads_go_to_spool, spool_folder
from polias.kit.audit.tests.looks import HERE, some_looks
from polias.kit.audit.verify import verify
from polias.kit.record.ids import uuid7


@pytest.fixture
def spool(monkeypatch, tmp_path):
    """This process logs looks in a spool of its own."""
    monkeypatch.setenv("POLIAS_HOME", str(tmp_path))
    begin_spooling()
    yield spool_folder()
    end_spooling()


@pytest.fixture
def check(own_database, tmp_path):
    heads = tmp_path / "seals" / "heads.jsonl"
    return lambda: verify(own_database.backup_url, heads=heads, spool=tmp_path / "spool")


def lines(spool):
    return [json.loads(json.loads(line)["row"]) for file in spool.glob("*.jsonl") for line in file.open()]


def rows_of_asha():
    asha = actor_named("asha")
    with acting(asha):
        return list(AuditRow.objects.filter(actor_id=asha.id).order_by("id"))


def test_looks_go_to_the_file_and_not_to_the_database(own_database, spool):
    some_looks(3)
    assert reads_go_to_spool()
    assert [row["verb"] for row in lines(spool)] == ["view"] * 3
    assert rows_of_asha() == []
    assert {file.stat().st_mode & 0o777 for file in spool.glob("*.jsonl")} == {0o600}


def test_a_page_that_is_refused_leaves_nothing_in_the_file(own_database, spool):
    with acting(actor_named("asha")) as asha:
        searched([], actor=asha, terms="Adams")
        transaction.set_rollback(True)
    assert lines(spool) == []


def test_no_spool_no_read(own_database, spool, monkeypatch):
    """The disk is full: the look cannot be kept, so its page fails, and the next one is whole again."""
    some_looks(1)

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            some_looks(1)
    some_looks(1)
    assert len(lines(spool)) == 2
    end_spooling()
    assert merge_spools().rows == 2


@contextmanager
def a_disk_with_room_for(size):
    """No file may grow beyond this many bytes: a look goes in by half, as on a disk that runs full in the middle."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_look_that_went_in_by_half_is_forgotten_whole_and_later_ones_are_kept(own_database, spool):
    some_looks(1)
    (file,) = spool.glob("*.jsonl")
    with a_disk_with_room_for(file.stat().st_size + 100), pytest.raises(OSError, match="File too large"):
        some_looks(1)
    some_looks(2)
    end_spooling()
    assert file.read_bytes().count(b"\n") == 3
    assert merge_spools() == Merged(files=1, rows=3)


def test_a_change_cannot_be_spooled(own_database, spool):
    with pytest.raises(NotALook):
        some_looks(1, kind=Kind.ALTERATION)


def test_looks_are_taken_in_once_at_their_own_time_and_sealed(own_database, spool, check, tmp_path):
    heads = tmp_path / "seals" / "heads.jsonl"
    some_looks(5)
    assert merge_spools().rows == 0, "the file still grows"
    end_spooling()
    spooled = [row["at"] for row in lines(spool)]
    seal_now(heads=heads)
    assert "5 looks wait in the spool" in check().notes[0]
    merged = merge_spools()
    assert (merged.files, merged.rows) == (1, 5)
    assert merge_spools(again=True).rows == 0
    rows = rows_of_asha()
    assert [row.at.isoformat(timespec="microseconds") for row in rows] == spooled
    assert json.loads(rows[0].content)["spool"].endswith("/1")
    seal_now(heads=heads)
    verdict = check()
    assert verdict.is_whole, verdict.findings
    assert (verdict.spooled, verdict.unsealed.rows) == (5, 0)


def test_old_looks_from_a_spool_are_lawful_and_the_same_without_one_are_not(own_database, spool, check, tmp_path):
    from tests.promises.audit_at_length import BETWEEN_SEALS, at_the_time

    heads = tmp_path / "seals" / "heads.jsonl"
    from django.utils import timezone

    with at_the_time(timezone.now() - BETWEEN_SEALS):
        some_looks(4)
    end_spooling()
    some_looks(1)
    seal_now(heads=heads)
    merge_spools()
    seal_now(heads=heads)
    assert check().is_whole
    for file in spool.glob("merged/*.jsonl"):
        file.unlink()
    assert {f.matter for f in check().findings} == {"inserted"}


def test_a_changed_spool_and_a_lost_row_are_found(own_database, spool, check):
    some_looks(3)
    end_spooling()
    merge_spools()
    (kept,) = spool.glob("merged/*.jsonl")
    assert check().is_whole
    own_database.as_owner("delete from kit_auditrow where id = (select max(id) from kit_auditrow)")
    (finding,) = check().findings
    assert (finding.matter, "1 looks of the spool" in finding.sentence) == ("spool", True)
    assert merge_spools(again=True).rows == 1
    assert check().is_whole
    kept.write_text(kept.read_text().replace("view", "edit", 1))
    assert "Line 1 of the spool" in check().findings[0].sentence
    kept.write_text('{"row": "{}"}\n')
    assert "Line 1 of the spool" in check().findings[0].sentence


def test_a_broken_spool_is_named_and_holds_up_no_other(own_database, spool, check):
    some_looks(3)
    end_spooling()
    (broken,) = spool.glob("*.jsonl")
    one, two, three = broken.read_text().splitlines()
    broken.write_text(f"{one}\n{two.replace('view', 'edit', 1)}\n{three}\n")
    begin_spooling()
    some_looks(4)
    end_spooling()
    done = merge_spools()
    assert (done.files, done.rows) == (1, 5), "the sound one, and what stands before the broken line"
    (sentence,) = done.broken
    assert f"Line 2 of the spool {broken.name}" in sentence
    assert broken.exists(), "it stays where it is until somebody has looked at it"
    assert f"Line 2 of the spool {broken.name}" in check().findings[0].sentence
    assert merge_spools().rows == 0


def test_a_spool_that_cannot_be_opened_is_named_and_holds_up_no_other(own_database, spool, check):
    some_looks(3)
    end_spooling()
    shut = spool / "0000.jsonl"
    shut.mkdir()
    done = merge_spools()
    assert (done.files, done.rows) == (1, 3)
    (sentence,) = done.broken
    assert "The spool 0000.jsonl cannot be read" in sentence
    assert "0000.jsonl" in check().findings[0].sentence


def test_a_spool_that_is_just_being_made_is_not_taken_for_a_finished_one(own_database, spool, monkeypatch):
    end_spooling()
    merge_spools()
    lock = fcntl.flock

    def a_merge_comes_first(file, how):
        monkeypatch.setattr(fcntl, "flock", lock)
        assert merge_spools().files == 0
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", a_merge_comes_first)
    begin_spooling()
    some_looks(2)
    end_spooling()
    assert merge_spools().rows == 2


def test_a_line_cut_short_by_a_crash_was_never_shown_and_is_left_out(own_database, spool):
    some_looks(2)
    end_spooling()
    (file,) = spool.glob("*.jsonl")
    file.write_bytes(file.read_bytes()[:-20])
    assert merge_spools().rows == 1


def test_nobody_but_the_system_adds_the_looks_of_others(own_database):
    with pytest.raises(Exception, match="row-level security"), acting(actor_named("asha")) as asha:
        write(
            [audit_row(kind=Kind.CONSULTATION, verb="view", actor_id=asha.id + 1, cell=HERE, deed=uuid7(), content={})]
        )
