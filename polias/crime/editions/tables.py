"""The tables of reference data that a force may load, and how two versions of one compare."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from polias.crime.reference.circumstances import FILE as CIRCUMSTANCES
from polias.crime.reference.circumstances import circumstance_of
from polias.crime.reference.keywords import FILE as KEYWORDS
from polias.crime.reference.keywords import keyword_of
from polias.crime.reference.offences import FILE as OFFENCES
from polias.crime.reference.offences import offence_class_of
from polias.crime.reference.outcomes import FILE as OUTCOMES
from polias.crime.reference.outcomes import outcome_of
from polias.crime.reference.procedure import FILE as PROCEDURE
from polias.crime.reference.procedure import procedure_of_row

Rows = tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Table:
    """One table: its file in this house, and how a row becomes a fact (ValueError or KeyError where it cannot).

    ``keys`` are the columns that tell one row from the others; together they are its code. ``shared`` tables are one
    for all forces: whoever changes one changes it for everybody.
    """

    name: str
    file: Path
    of_row: Callable[[dict[str, str]], Any]
    keys: tuple[str, ...] = ("code",)
    shared: bool = False

    def code_of(self, row: Mapping[str, str]) -> str:
        """The code of a row; empty where a part of it is missing."""
        parts = [row[column] for column in self.keys]
        return ":".join(parts) if all(parts) else ""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(next(iter(self.own_rows)))

    @property
    def own_rows(self) -> Rows:
        return rows_of(self.file.read_text(encoding="utf-8"))


TABLES: Mapping[str, Table] = {
    one.name: one
    for one in (
        Table("offence_classes", OFFENCES, offence_class_of),
        Table("outcomes", OUTCOMES, outcome_of),
        Table("procedure", PROCEDURE, procedure_of_row),
        Table("keywords", KEYWORDS, keyword_of, shared=True),
        Table("circumstances", CIRCUMSTANCES, circumstance_of, keys=("kind", "code")),
    )
}


def keeper(table: str, force_id: int) -> int | None:
    """Whose a table is: the force's own, or nobody's where it is one for all forces."""
    return None if TABLES[table].shared else force_id


@lru_cache(maxsize=64)
def rows_of(content: str) -> Rows:
    """The rows of a CSV text with a first line, every value stripped; ValueError where a row is not as long as it."""
    found = []
    reader = csv.DictReader(io.StringIO(content), strict=True)
    for row in reader:
        if None in row or None in row.values():
            raise ValueError(f"line {reader.line_num}: the row is not as long as the first line")
        found.append({column: value.strip() for column, value in row.items()})
    return tuple(found)


@lru_cache(maxsize=64)
def facts_of(table: str, content: str) -> Mapping[str, Any]:
    """The table as facts by their code."""
    known = TABLES[table]
    return {known.code_of(row): known.of_row(dict(row)) for row in rows_of(content)}


@dataclass(frozen=True)
class Comparison:
    """What a new version of a table adds, leaves out and changes: (code, column, before, after)."""

    added: tuple[str, ...]
    left_out: tuple[str, ...]
    changed: tuple[tuple[str, str, str, str], ...]


def compared(table: Table, before: Iterable[Mapping[str, str]], after: Iterable[Mapping[str, str]]) -> Comparison:
    """One version beside another, by code."""
    old, new = ({table.code_of(row): row for row in rows} for rows in (before, after))
    changed = [
        (code, column, old[code].get(column, ""), value)
        for code, row in new.items()
        if code in old
        for column, value in row.items()
        if old[code].get(column, "") != value
    ]
    return Comparison(
        added=tuple(code for code in new if code not in old),
        left_out=tuple(code for code in old if code not in new),
        changed=tuple(changed),
    )
