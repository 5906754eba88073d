"""Where kept figures lie: `POLIAS_HOME/figures/`, one file each, named by its reference; backups take them along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polias.manifest import locked, write_json
from polias.measures.kept.figure import KeptFigure, as_json, from_json
from polias.measures.refusal import Refused
from polias.measures.words import _

FOLDER = "figures"


@dataclass(frozen=True)
class Stored:
    """A kept figure and what it was kept for, such as the references of papers."""

    figure: KeptFigure
    kept_for: tuple[str, ...]


def store(kept: KeptFigure, *, purpose: str, home: Path) -> Path:
    """Keep a figure for a purpose; one that is kept already gains the purpose and keeps its file."""
    folder = home / FOLDER
    path = folder / f"{kept.reference}.json"
    with locked(folder):
        purposes = _purposes(path)
        if purpose not in purposes:
            write_json(path, {**as_json(kept), "kept_for": [*purposes, purpose]})
    return path


def _purposes(path: Path) -> list[str]:
    return list(json.loads(path.read_bytes())["kept_for"]) if path.exists() else []


def stored(home: Path) -> Iterator[Stored]:
    """Every kept figure, by reference. Raises Refused for a file that cannot be read."""
    for path in sorted((home / FOLDER).glob("FIG-*.json")):
        yield _read(path)


def find(reference: str, *, home: Path) -> list[Stored]:
    """The figure of that reference, or all that were kept for a paper of that reference. Raises Refused for none."""
    path = home / FOLDER / f"{reference}.json"
    if reference.startswith("FIG-") and path.exists():
        return [_read(path)]
    found = [one for one in stored(home) if reference in one.kept_for]
    if not found:
        raise Refused(
            _("No figure is kept under {reference}.").format(reference=reference),
            do=_("Name a figure (FIG-…), the paper it stands in, or a report.json. List them: polias measures kept."),
        )
    return found


def _read(path: Path) -> Stored:
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        figure = from_json(content)
        if figure.reference != path.stem:
            raise ValueError
        return Stored(figure, tuple(content["kept_for"]))
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(
            _("{path} is damaged or was changed: it is not the figure that was kept.").format(path=path),
            do=_("Put it back from a backup."),
        ) from error
