"""Backups are made while people work; then a second is chosen, brought back, and compared with what they were told.

Two restores: one beside the living primary, to the chosen second; and one from what lay in the archive at a moment
nobody had prepared for, as if every disk of the primary had been lost in it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from polias.kit.backup.log_archive import superuser_dsn
from polias.kit.backup.place import Place, alone
from polias.kit.server import Home, running
from tests.promises.faults.earlier_looks import LOOKS
from tests.promises.faults.site import POLIAS, ROOT, Site, wait_for
from tests.promises.faults.writers import Crowd
from tests.promises.ledger import in_full

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("faults")]


@dataclass
class Story:
    """What was done, when, and what came of it."""

    crowd: Crowd
    place: Path
    chosen: datetime
    lost_at: datetime
    then: Home
    newest: Home
    told_then: dict[str, Any] = field(default_factory=dict)
    told_newest: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="module")
def story(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Work, a backup in the middle of it, more work, a chosen second, more work, the loss; then both restores."""
    folder = tmp_path_factory.mktemp("r")
    place, lost = folder / "safe", folder / "lost"
    before, after = (60.0, 100.0) if in_full() else (1.0, 2.0)
    with Crowd(site, tmp_path_factory.mktemp("kept"), writers=4, pause=0.02) as crowd:
        _keep_a_file(site, b"a statement, before the backup")
        wait_for(lambda: crowd.count >= 8, seconds=60, what=lambda: f"nobody could write: {crowd.refused[:1]}")
        _look_during_an_outage(site)
        site.polias("audit", "merge")
        site.polias("backup", "--to", str(place))
        _keep_a_file(site, b"a statement, after the backup")
        site.polias("backup", "--files-only")
        wait_for(lambda at=crowd.count: crowd.count > at + 4, seconds=60, what="the writers stopped")
        time.sleep(before)
        _look_during_an_outage(site)
        chosen = datetime.now(UTC)
        time.sleep(after)
        wait_for(lambda at=crowd.count: crowd.count > at + 4, seconds=60, what="the writers stopped")
        site.polias("audit", "merge")
        site.polias("backup", "--files-only")
        # Taken as it lies there, without a word to the database: what a lost disk would leave.
        shutil.copytree(place, lost)
        lost_at = datetime.now(UTC)
    one = Story(crowd, place, chosen, lost_at, then=Home(folder / "then"), newest=Home(folder / "new"))
    one.told_then = _restore(site, one.then, "--to", chosen.isoformat())
    one.told_newest = _restore(site, one.newest, "--from", str(lost))
    yield one
    site.home.backup_choice.unlink()


def test_a_chosen_second_comes_back_with_everything_acknowledged_before_it(story: Story, prove: Callable[..., None]):
    kept = story.crowd.kept()
    there = _references(story.then)
    before = [reference for reference, at in kept if at <= story.chosen]
    later = [reference for reference, at in kept if at > story.chosen + timedelta(seconds=60)]
    missing = [reference for reference in before if reference not in there]
    assert [reference for reference in later if reference in there] == []
    figure = f"{len(missing)} of {len(before):,} acknowledged before the second are missing"
    prove("P11", "restore to a chosen second", figure=figure, goal="0", holds=not missing)


def test_what_was_restored_reconciles_with_the_primary_row_by_row(story: Story, prove: Callable[..., None]):
    told = story.told_then
    compared = told["reconciled"]["compared"]
    same = sum(number for name, number in compared.items() if name.endswith("same as in the primary"))
    found, whole = told["reconciled"]["found"], told["audit_is_whole"]
    assert same or not in_full()
    verified, seconds = compared["audit rows verified"], told["seconds"]
    figure = (
        f"{found} differences in {same:,} rows of the primary and {compared['files']} files; audit"
        f" {'whole' if whole else 'not whole'} over {verified:,} rows; took {seconds:.0f} s"
    )
    prove("P11", "rows, files and audit after a restore", figure=figure, goal="0, whole", holds=whole and not found)


def test_at_most_a_minute_is_lost_when_every_disk_of_the_primary_is(story: Story, prove: Callable[..., None]):
    there = _references(story.newest)
    missing = [at for reference, at in story.crowd.kept() if reference not in there and at <= story.lost_at]
    seconds = (story.lost_at - min(missing)).total_seconds() if missing else 0.0
    assert story.told_newest["good"], story.told_newest
    figure = f"{seconds:.1f} s ({len(missing)} deeds)"
    prove("P11", "lost with every disk of the primary", figure=figure, goal="at most 60 s", holds=seconds <= 60)


def test_the_restored_audit_says_for_ever_what_it_lacks(story: Story):
    env = {"POLIAS_HOME": str(story.then.path)}
    there = Site(story.then, settings=env)
    said = there.polias("audit", "verify").stdout
    assert f"restored the database to {story.chosen.isoformat(timespec='microseconds')}" in said
    assert "The audit is whole." in said


def test_looks_of_an_outage_are_in_what_was_restored_and_are_no_fault_of_it(story: Story):
    """Also those that were taken into the audit only after the chosen second: their file lay there before it."""
    assert story.told_then["audit_is_whole"], story.told_then["audit"]
    assert story.told_newest["audit_is_whole"], story.told_newest["audit"]
    assert [_looks_from_the_spool(home) for home in (story.then, story.newest)] == [2 * LOOKS, 2 * LOOKS]


def test_nothing_is_restored_over_records(site: Site, story: Story):
    refused = site.polias("restore", "--from", str(story.place), "--into", str(story.then.path), expect=2)
    assert "nothing is ever restored over records" in refused.stderr
    unconfirmed = site.polias(
        "restore", "--from", str(story.place), "--into", str(story.then.path), "--replace", "--confirm", "no", expect=2
    )
    assert "nothing was done" in unconfirmed.stderr


def test_a_moment_before_the_first_backup_is_refused(site: Site, story: Story, tmp_path: Path):
    said = site.polias("restore", "--to", "2020-01-01T00:00:00", "--into", str(tmp_path / "n"), expect=2).stderr
    assert "nothing earlier can be restored" in said


def test_a_drill_proves_the_backup_and_a_damaged_one_is_found(site: Site, story: Story, prove: Callable[..., None]):
    drill = json.loads(site.polias("backup", "check", "--json").stdout)
    last = json.loads((site.home.path / "backup" / "last.json").read_text())
    assert (last["kind"], last["ok"]) == ("check", True)
    assert datetime.fromisoformat(last["verified_at"]) > story.lost_at
    compared, found = drill["reconciled"]["compared"], drill["reconciled"]["found"]
    figure = f"{found} of {compared['tables']} tables differ, {compared['rows']:,} rows by checksum"
    prove("P11", "a drill against the accounts of the backup", figure=figure, goal="0", holds=drill["good"])

    kept = _stored(story.place, b"a statement, before the backup")
    kept.write_bytes(b"a statement, touched afterwards")
    found_out = site.polias("backup", "check", expect=1).stdout
    assert "is missing or is not what was backed up" in found_out
    assert json.loads((site.home.path / "backup" / "last.json").read_text())["ok"] is False
    copy = next((story.place / "full").glob("*/database/base.tar.gz"))
    with copy.open("r+b") as file:
        file.seek(1000)
        file.write(b"\0\0\0\0")
    assert "is damaged" in site.polias("backup", "check", expect=2).stderr


def test_a_full_backup_is_kept_though_files_are_copied_beside_it_and_an_older_one_cannot_be_read(
    site: Site, story: Story
):
    unreadable = story.place / "full" / "2020-01-01T00-00-00Z" / "MANIFEST.json"
    unreadable.parent.mkdir()
    unreadable.write_text("{}")
    with alone(Place(story.place), about="files"):
        backup = subprocess.Popen([POLIAS, "backup"], env=site.env, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        copied = (story.place / "full").glob
        wait_for(
            lambda: [*copied(".making-*/database/backup_manifest")] or backup.poll(), seconds=120, what="no backup"
        )
        time.sleep(3)
    assert backup.wait(timeout=120) == 0
    last = json.loads((site.home.path / "backup" / "last.json").read_text())
    assert (last["kind"], last["ok"]) == ("full", True)
    assert f"{unreadable.parent.name} is left out: its MANIFEST.json cannot be read" in last["sentence"]
    listed = site.polias("backup", "list")
    assert f"{unreadable.parent.name} is left out" in listed.stderr
    assert unreadable.exists(), "nobody removes what nobody could read"


def _restore(site: Site, into: Home, *words: str) -> dict[str, Any]:
    done = site.polias("restore", "--into", str(into.path), "--json", *words, expect=None)
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout, f"it said nothing: {done.stderr}"
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def _references(home: Home) -> set[str]:
    with running(home), psycopg.connect(superuser_dsn(home)) as connection:
        return {reference for (reference,) in connection.execute("select reference from kit_register")}


def _look_during_an_outage(site: Site) -> None:
    program = [sys.executable, "-m", "tests.promises.faults.earlier_looks"]
    subprocess.run(program, env=site.env, check=True, cwd=ROOT)


def _looks_from_the_spool(home: Home) -> int:
    with running(home), psycopg.connect(superuser_dsn(home)) as connection:
        found = connection.execute("select count(*) from kit_auditrow where content like '%\"spool\":%'").fetchone()
    return int(found[0]) if found else 0


def _keep_a_file(site: Site, content: bytes) -> None:
    """As an attachment lies there: under its own hash."""
    name = hashlib.sha256(content).hexdigest()
    folder = site.home.files / name[:2]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name[2:]).write_bytes(content)


def _stored(place: Path, content: bytes) -> Path:
    name = hashlib.sha256(content).hexdigest()
    return place / "store" / name[:2] / name
