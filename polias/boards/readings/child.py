"""Reads one file that somebody sent, in a process of its own that can do nothing else, and prints what it read as JSON.

``python -I -m polias.boards.readings.child NAME SECONDS MEGABYTES`` reads its standard input. Before the first byte it
gives away what it could do harm with: memory, time, files, other programs, the network.
"""

from __future__ import annotations

import json
import resource
import sys
from gettext import gettext as _
from pathlib import Path
from typing import Any


def _seal(*, seconds: int, megabytes: int) -> None:
    """The formats are loaded first: from then on nothing may be written and nothing started."""
    from polias.boards.minutes.formats import which  # noqa: F401 (loaded before the seal)
    from polias.kit.attachments.reading.seal import seal_off

    for what, most in (
        (resource.RLIMIT_AS, megabytes * 1_000_000),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    seal_off()


def main(name: str, seconds: str, megabytes: str) -> int:
    """Print {"reading": ...} or {"refused": sentence}; never a traceback."""
    from polias.boards.minutes.child import reading_of
    from polias.boards.minutes.refusal import CannotBeRead

    _seal(seconds=int(seconds), megabytes=int(megabytes))
    sys.setrecursionlimit(3000)
    try:
        said: dict[str, Any] = {"reading": reading_of(Path("/dev/stdin")) | {"file": name}}
    except CannotBeRead as error:
        said = {"refused": str(error)}
    except (MemoryError, RecursionError):
        said = {"refused": _("The file needs more memory than one paper may take; split it into its papers first.")}
    sys.stdout.write(json.dumps(said, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
