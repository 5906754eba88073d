"""Reads one file in a process of its own, within limits of time and memory, and prints the reading as JSON."""

from __future__ import annotations

import json
import sys
from gettext import gettext as _
from pathlib import Path
from typing import Any

#: Limits of one file: seconds of computing, and bytes of memory.
SECONDS = 240
MEMORY = 3_000_000_000


def reading_of(path: Path) -> dict[str, Any]:
    """The reading of a file; raises CannotBeRead with a sentence."""
    from polias.boards.minutes.formats.which import text_of
    from polias.boards.minutes.languages import is_readable
    from polias.boards.minutes.reading import read
    from polias.boards.minutes.refusal import CannotBeRead

    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotBeRead(_("The file cannot be opened: {why}.").format(why=error.strerror or "")) from error
    text, kind = text_of(content)
    if not is_readable(text):
        raise CannotBeRead(
            _("The paper is in a language that is not read (only English and Welsh are): enter what it says by hand.")
        )
    return {"file": path.name, "format": kind, **read(text), "text": text}


def _limited() -> None:
    try:
        import resource
    except ImportError:  # not on Windows: there the parent's clock is the only limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str) -> int:
    """Print {"reading": ...} or {"refused": sentence}; never a traceback."""
    from polias.boards.minutes.refusal import CannotBeRead

    _limited()
    sys.setrecursionlimit(3000)
    try:
        said: dict[str, Any] = {"reading": reading_of(Path(path))}
    except CannotBeRead as error:
        said = {"refused": str(error)}
    except (MemoryError, RecursionError):
        said = {"refused": _("The file needs more memory than one paper may take; split it into its papers first.")}
    sys.stdout.write(json.dumps(said, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
