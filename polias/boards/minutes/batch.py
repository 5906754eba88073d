"""Reads many files, each in a process of its own: one that hangs, crashes or is refused costs none of the others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any

from polias.boards.minutes.child import SECONDS

#: What reads one file, and how many seconds it may take by the clock on the wall.
COMMAND = [sys.executable, "-m", "polias.boards.minutes.child"]
PATIENCE = SECONDS + 60.0


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its reading, or the sentence why not."""

    path: Path
    reading: dict[str, Any] | None = None
    refused: str = ""


def read_all(paths: list[Path], *, at_once: int | None = None) -> Iterator[Outcome]:
    """Each file's outcome, in the order given, as soon as it and those before it are done."""
    with ThreadPoolExecutor(at_once or min(4, os.cpu_count() or 1)) as pool:
        yield from pool.map(read_one, paths)


def read_one(path: Path) -> Outcome:
    """One file, in a process of its own."""
    try:
        done = subprocess.run(
            [*COMMAND, str(path)],
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env=_surroundings(),
        )
    except subprocess.TimeoutExpired:
        return Outcome(
            path, refused=_("Reading it took longer than one paper may take; split it into its papers first.")
        )
    try:
        said = json.loads(done.stdout)
    except ValueError:
        return Outcome(path, refused=_went_wrong(done.returncode))
    return Outcome(path, said.get("reading"), said.get("refused", ""))


def _surroundings() -> dict[str, str]:
    """The child's environment: UTF-8 whatever the terminal speaks."""
    return {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


def _went_wrong(code: int) -> str:
    if code in (-9, -24, 137, 152):
        return _("Reading it took more time or memory than one paper may take; split it into its papers first.")
    return _("The file is damaged in a way that ended its reading. Ask for it again, or save it in another format.")


def written(outcome: Outcome, folder: Path) -> Path:
    """STEM.json beside the others; written whole or not at all."""
    target = folder / f"{outcome.path.stem}.json"
    half = folder / f".{outcome.path.stem}.{os.getpid()}.half"
    try:
        half.write_text(json.dumps(outcome.reading, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return target
