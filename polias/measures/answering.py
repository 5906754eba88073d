"""How the commands on tables answer: sentences or JSON, rows as CSV, and refusals that end them with one sentence."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import typer

from polias.kit.cli import fail, show
from polias.manifest import ManifestUnreadable
from polias.measures.refusal import Refused
from polias.measures.words import _


def measures_group() -> tuple[typer.Typer, typer.Typer]:
    """The application of a room, and in it the group `polias measures`, to which several rooms add their commands."""
    app = typer.Typer()
    group = typer.Typer(no_args_is_help=True, help=_("Judge, compare, keep and prove figures."), rich_markup_mode=None)
    app.add_typer(group, name="measures")
    return app, group


@contextmanager
def refusals_told() -> Iterator[None]:
    """Whatever is refused ends the command with its sentence, as does a file not written or a manifest not read."""
    try:
        yield
    except Refused as refusal:
        fail(refusal.sentence, refusal.do)
    except ManifestUnreadable as error:
        fail(_("{path} cannot be read.").format(path=error.path), _("Put it back from a backup, or import again."))
    except OSError as fault:
        fail(_("{file} cannot be written.").format(file=fault.filename), str(fault.strerror or ""))


def answer(rows: Sequence[Any], sentences: Iterable[str], *, as_json: bool) -> None:
    if as_json:
        show(rows, as_json=True)
        return
    for sentence in sentences:
        typer.echo(sentence)


def write_rows(rows: Sequence[Any], out: Path, *, of: type | None = None) -> None:
    """Numbers in full, so that who reads them loses nothing; ``of`` names the columns where there may be no row."""
    with out.open("w", encoding="utf-8", newline="") as file:
        names = [field.name for field in fields(of or rows[0])]
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([getattr(row, name) for name in names] for row in rows)
