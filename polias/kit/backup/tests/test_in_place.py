"""What was restored takes the place of an installation that is out of use, and of no other."""

from __future__ import annotations

import fcntl

import pytest

from polias.kit.backup.place import BackupProblem
from polias.kit.backup.restore import put_in_place
from polias.kit.server import Home
from polias.kit.server.lifetime import prepare_folders


@pytest.fixture
def restored(tmp_path):
    here = Home(tmp_path / "home.part")
    prepare_folders(here)
    (here.path / "which").write_text("restored")
    return here


@pytest.fixture
def old(tmp_path):
    here = Home(tmp_path / "home")
    prepare_folders(here)
    (here.path / "which").write_text("old")
    return here


def test_the_old_one_is_put_aside_and_not_removed(restored, old, tmp_path):
    put_in_place(restored, old, replaces=True)
    assert (old.path / "which").read_text() == "restored"
    (aside,) = tmp_path.glob("home.before-*")
    assert (aside / "which").read_text() == "old"


def test_one_that_was_started_while_the_log_was_replayed_is_left_where_it_is(restored, old):
    """Restoring takes hours; whoever starts Polias meanwhile holds this lock as long as they need the database."""
    with (old.database / "users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        with pytest.raises(BackupProblem, match="is running"):
            put_in_place(restored, old, replaces=True)
    assert (old.path / "which").read_text() == "old"
    assert (restored.path / "which").read_text() == "restored", "it is there still, to be put in place by hand"
