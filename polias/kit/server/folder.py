"""Where an installation keeps what is its own: database, keys, logs and the profile it was made with."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Profile = Literal["full", "scrutiny"]
PROFILES: tuple[Profile, ...] = ("full", "scrutiny")


@dataclass(frozen=True)
class Home:
    """The folder named by POLIAS_HOME. Nothing is made by looking at it."""

    path: Path

    @property
    def database(self) -> Path:
        """The private PostgreSQL server: data, socket, passwords and locks."""
        return self.path / "database"

    @property
    def keys(self) -> Path:
        """Secrets of the installation, readable by its owner alone."""
        return self.path / "keys"

    @property
    def logs(self) -> Path:
        """What the web server and the worker said."""
        return self.path / "logs"

    @property
    def files(self) -> Path:
        """Attachments, each under the name of its own SHA-256."""
        return self.path / "files"

    @property
    def backup_choice(self) -> Path:
        """One line: the folder that backups go to, written by the first `polias backup`."""
        return self.path / "backup-folder"

    def backups(self) -> Path | None:
        """The folder that backups go to and the write-ahead log is archived in; None while backups are off."""
        chosen = self.backup_choice.read_text().strip() if self.backup_choice.exists() else ""
        return Path(chosen) if chosen else None

    @property
    def profile_file(self) -> Path:
        """One word: the profile chosen by `polias init`."""
        return self.path / "profile"

    def profile(self) -> Profile:
        """The profile in force: POLIAS_PROFILE, else the one chosen by `polias init`, else the full one.

        Raises ValueError for a word that is no profile.
        """
        word = os.environ.get("POLIAS_PROFILE") or self.chosen_profile() or "full"
        if word not in PROFILES:
            raise ValueError(f"'{word}' is not a profile. Use one of: {', '.join(PROFILES)}.")
        return word

    def chosen_profile(self) -> str | None:
        """The word in the profile file, or None before `polias init`."""
        return self.profile_file.read_text().strip() if self.profile_file.exists() else None


def home() -> Home:
    """The folder of this installation: POLIAS_HOME, by default `.polias` where the command is given."""
    return Home(Path(os.environ.get("POLIAS_HOME") or ".polias").absolute())


def kept_secret(path: Path, *, length_bytes: int = 48) -> str:
    """The secret in `path`, made on first use; only the file's owner can read it.

    Two processes that come first together agree: the one that loses the race reads the winner's.
    """
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(length_bytes))
    return path.read_text().strip()


def _write_once(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
