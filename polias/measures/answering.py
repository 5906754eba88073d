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
from polias.measures.refusal import Refused
from polias.measures.words import _


@contextmanager
def refusals_told() -> Iterator[None]:
    """Whatever a table or an option is refused for ends the command with its sentence, as does a file not written."""
    try:
        yield
    except Refused as refusal:
        fail(refusal.sentence, refusal.do)
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
