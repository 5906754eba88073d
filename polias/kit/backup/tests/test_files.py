"""Files are copied by their hash, each content once, and those of any moment can be put together again."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from polias.kit.backup.files import as_at, copy_files, hash_of, prune_store, shorten_log, stored
from polias.kit.backup.place import BackupProblem, Place, alone, in_words, now
from polias.kit.server import Home


@pytest.fixture
def home(tmp_path):
    here = Home(tmp_path / "home")
    for name, text in {"files/ab/c": "one", "datasets/x/manifest.json": "{}", "keys/secret_key": "s"}.items():
        put(here, name, text)
    return here


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "safe")


def put(home, name, text):
    path = home.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    # As if written just before: the log knows a file from when it was last written.
    os.utime(path, ns=(time.time_ns(), time.time_ns()))


def test_every_file_is_copied_once_and_the_database_and_logs_are_not(home, place):
    put(home, "database/data/x", "no file of ours")
    put(home, "logs/web.log", "words")
    put(home, "health/status.json", "what the worker writes anew each minute")
    put(home, "files/incoming/half", "half a file")
    put(home, "files/zz/again", "one")
    put(home, "keys/pseudonym_key", "k")
    assert copy_files(home, place).files == 5
    kept = ["datasets/x/manifest.json", "files/ab/c", "files/zz/again", "keys/pseudonym_key", "keys/secret_key"]
    assert sorted(as_at(place)) == kept
    assert len(list(place.store.glob("??/*"))) == 4
    assert copy_files(home, place).files == 0


def test_what_lies_in_the_store_is_what_its_name_says(home, place):
    copy_files(home, place)
    for line in as_at(place).values():
        assert hash_of(stored(place, line.sha256)) == line.sha256


def test_the_files_of_a_moment_are_those_that_were_there_then(home, place):
    copy_files(home, place)
    then = in_words(now())
    put(home, "datasets/x/manifest.json", '{"newer": 1}')
    (home.path / "files/ab/c").unlink()
    copy_files(home, place)
    assert stored(place, as_at(place, at=then)["datasets/x/manifest.json"].sha256).read_text() == "{}"
    assert "files/ab/c" in as_at(place, at=then)
    assert "files/ab/c" not in as_at(place)


def test_a_file_copied_after_a_moment_was_there_before_it_if_it_was_written_before_it(home, place):
    then = in_words(now())
    copy_files(home, place)
    assert "files/ab/c" in as_at(place, at=then)


def test_contents_that_no_kept_moment_needs_are_removed(home, place):
    copy_files(home, place)
    put(home, "datasets/x/manifest.json", '{"newer": 1}')
    copy_files(home, place)
    assert prune_store(place, since=in_words(now())) == 1
    assert all(stored(place, line.sha256).exists() for line in as_at(place).values())


def test_the_log_of_files_is_shortened_to_what_a_kept_moment_needs(home, place):
    for round_ in range(20):
        put(home, "datasets/x/manifest.json", f'{{"version": {round_}}}')
        put(home, f"spool/{round_}.jsonl", "looks")
        (home.path / f"spool/{round_ - 1}.jsonl").unlink(missing_ok=True)
        copy_files(home, place)
    oldest_kept = in_words(now())
    put(home, "datasets/x/manifest.json", '{"newer": 1}')
    put(home, "spool/19.jsonl", "more looks")
    copy_files(home, place)
    (home.path / "files/ab/c").unlink()
    copy_files(home, place)
    moments = [oldest_kept, *(in_words(now() + timedelta(seconds=n)) for n in (0, 1000))]
    before = [as_at(place, at=moment) for moment in moments]
    shorten_log(place, since=oldest_kept)
    assert [as_at(place, at=moment) for moment in moments] == before
    assert len(place.file_log.read_text().splitlines()) == 4 + 2 + 1, "four were there; two changed since; one is gone"
    prune_store(place, since=oldest_kept)
    assert all(stored(place, line.sha256).exists() for held in before for line in held.values())


def test_a_line_cut_short_by_a_crash_is_done_again(home, place):
    copy_files(home, place)
    place.file_log.write_text(place.file_log.read_text()[:-20])
    assert copy_files(home, place).files == 1
    assert len(as_at(place)) == 3


def test_the_heads_of_the_seals_are_copied_as_they_are_now(home, place):
    put(home, "seals/heads.jsonl", "one\n")
    copy_files(home, place)
    put(home, "seals/heads.jsonl", "one\ntwo\n")
    copy_files(home, place)
    assert place.heads.read_text() == "one\ntwo\n"


def test_the_round_of_every_half_minute_gives_way_and_whoever_was_asked_to_copy_waits(home, place):
    place.path.mkdir()
    with ThreadPoolExecutor() as meanwhile:
        with alone(place, about="files"):
            with pytest.raises(BackupProblem, match="Another command is at work"):
                copy_files(home, place, waits=False)
            asked = meanwhile.submit(copy_files, home, place)
            time.sleep(0.3)
            assert not asked.done()
        assert asked.result(timeout=60).files == 3
