"""Reads a table that an installation keeps beside its data, written by hand and often by a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from polias.measures.refusal import Refused
from polias.measures.words import _


def rows_of(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Each row with its line, cells without spaces around them; none where there is no such table.

    Raises Refused for one that lacks a column or cannot be read.
    """
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            found = [
                (reader.line_num, {name: (row.get(name) or "").strip() for name in columns})
                for row in reader
                if not missing
            ]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(
            _("{path} cannot be read: it is not written in UTF-8, or is no table.").format(path=path),
            do=_("Save it as CSV UTF-8."),
        ) from error
    if missing:
        raise Refused(
            _("{path} has no column {name}.").format(path=path, name=missing[0]),
            do=_("It needs {columns}.").format(columns=", ".join(columns)),
        )
    return found
