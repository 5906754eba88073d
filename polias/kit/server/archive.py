"""The archive of the write-ahead log: what PostgreSQL does with each piece of it, and how it gets it back.

A piece is sixteen megabytes, mostly empty when it is handed on by the clock, so it is packed. It gets its name only
when it is whole and on the disk; the same piece again is welcome, another one under its name is refused.
"""

from __future__ import annotations

import shlex
from pathlib import Path

#: Even when little happens a piece is handed on this often: it bounds what a lost disk can take with it.
AT_LEAST_EVERY_SECONDS = 30

_KEEP = "if test -f {whole}; then gzip -dc {whole} | cmp -s - %p; else {make}; fi"
_MAKE = "gzip -1 -c %p > {part} && sync {part} && mv {part} {whole} && sync {folder}"


def archive_folder(backups: Path | None) -> Path | None:
    """Where the pieces of the log lie in a folder of backups."""
    return backups / "wal" if backups else None


def archive_settings(folder: Path | None) -> str:
    """Lines of the server's configuration; without a folder each piece is let go, as if there were no archive."""
    if folder is None:
        return "archive_command = 'true'\narchive_timeout = 0\n"
    return f"archive_command = {_in_quotes(keep_command(folder))}\narchive_timeout = {AT_LEAST_EVERY_SECONDS}s\n"


def keep_command(folder: Path) -> str:
    """The command that PostgreSQL runs for each finished piece."""
    whole, part = _named(folder, "%f.gz"), _named(folder, "%f.part")
    return _KEEP.format(whole=whole, make=_MAKE.format(part=part, whole=whole, folder=_named(folder)))


def recovery_settings(folder: Path, *targets: str) -> str:
    """Lines for a start that replays the archive up to a target, then opens for work."""
    whole = _named(folder, "%f.gz")
    command = f"test -f {whole} && gzip -dc {whole} > %p"
    lines = [f"restore_command = {_in_quotes(command)}", "recovery_target_action = 'promote'", *targets]
    return "\n".join(lines) + "\n"


def _named(folder: Path, name: str = "") -> str:
    """The path as a word of the shell; a per cent sign of the folder's own is doubled, as PostgreSQL wants it."""
    return shlex.quote(f"{str(folder).replace('%', '%%')}{'/' if name else ''}{name}")


def _in_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
