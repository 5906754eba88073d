"""The drill: a backup is a backup once it has been restored. Into a folder of its own, which is thrown away."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from polias.kit.backup.full import Doing, full_backups
from polias.kit.backup.place import BackupProblem, Last, Place, in_words, now, read_last, size_of, write_last
from polias.kit.backup.restore import Restored, restore_to_its_mark
from polias.kit.server import Home


def check_newest(home: Home, place: Place, *, doing: Doing) -> Restored:
    """Restore the newest full backup to its mark, compare every account, file and seal, and say so in `last.json`."""
    found = full_backups(place)
    if not found:
        raise BackupProblem(_("There is no finished backup in {folder}.").format(folder=place.path), "polias backup")
    # A short name: a socket's path may not be long.
    trial = Path(tempfile.mkdtemp(prefix="polias-"))
    trial.chmod(0o711)
    try:
        result = restore_to_its_mark(place, found[-1], Home(trial / "h"), doing=doing)
    except BaseException as error:
        _say(home, ok=False, sentence=str(error)[:300])
        raise
    finally:
        shutil.rmtree(trial, ignore_errors=True)
    _say(home, ok=result.is_good, sentence="" if result.is_good else _("The restored backup does not reconcile."))
    return result


def _say(home: Home, *, ok: bool, sentence: str) -> None:
    last = read_last(home) or Last("", "full", True, "", size_of(home.path / "backup"))
    verified = in_words(now()) if ok else last.verified_at
    write_last(home, replace(last, kind="check", ok=ok, verified_at=verified, sentence=sentence))
