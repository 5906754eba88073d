"""Puts the rows of tables that somebody sent into columns of text, with a line for every bad row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any

from polias.kit.tables.broken import is_broken, mended
from polias.kit.tables.problems import CannotBeRead
from polias.kit.tables.sheet import sheet
from polias.pole.matching.problems import CannotBeMatched
from polias.pole.matching.rejects import Rejects

#: Rows put into columns at a time.
BATCH = 50_000


@dataclass(frozen=True)
class Records:
    """The rows of all files, one below the other: the id, the number of its file, and the text of each column.

    Where a record has several rows, one for each name that somebody goes by, ``owners`` gives the first row of each.
    """

    ids: Any
    files: Any
    columns: dict[str, Any]
    names: tuple[str, ...]
    owners: Any = None

    def __len__(self) -> int:
        return len(self.ids)


def read_tables(
    paths: Sequence[Path], *, id_column: str, columns: Sequence[str], rejects: Rejects, prefix_ids: bool = False
) -> Records:
    """The named columns of every file; raises CannotBeMatched for a file that is no table or lacks a column."""
    import pyarrow as pa

    names = _short_names(paths)
    tables: list[dict[str, list[Any]]] = []
    seen: dict[str, int] = {}
    for number, (path, name) in enumerate(zip(paths, names, strict=True)):
        rows = _rows_of(path, [id_column, *columns], name, rejects)
        kept = list(
            _batches(rows, number=number, name=name, columns=columns, seen=seen, rejects=rejects, prefix_ids=prefix_ids)
        )
        if not kept:
            raise CannotBeMatched(_("{file} has no rows to match.").format(file=path), _("Check that it is the file."))
        tables += kept
    schema = pa.schema(
        [("id", pa.string()), ("file", pa.int32()), *((f"c{n}", pa.string()) for n in range(len(columns)))]
    )
    table = pa.concat_tables([pa.Table.from_pydict(each, schema=schema) for each in tables])
    return Records(table["id"], table["file"], {c: table[f"c{n}"] for n, c in enumerate(columns)}, names)


def _short_names(paths: Sequence[Path]) -> tuple[str, ...]:
    """The file's name, or its whole path where two have the same name."""
    short = [path.name for path in paths]
    return tuple(name if short.count(name) == 1 else str(path) for name, path in zip(short, paths, strict=True))


def _batches(
    rows: Iterator[tuple[int, Sequence[str | None]]],
    *,
    number: int,
    name: str,
    columns: Sequence[str],
    seen: dict[str, int],
    rejects: Rejects,
    prefix_ids: bool,
) -> Iterator[dict[str, list[Any]]]:
    """Columns of a few rows at a time; a row without an id, or with one that occurred, goes to the rejects."""
    batch: dict[str, list[Any]] = _empty(len(columns))
    for line, (raw, *values) in rows:
        record = mended(raw or "").strip()
        if not record:
            rejects.add(name, line=line, reason=_("The row has no id."), value=mended(_joined(values)))
            continue
        record = f"{name}:{record}" if prefix_ids else record
        if record in seen:
            if seen[record] != number:
                raise _in_two_files(record)
            reason = _("The id occurs on an earlier row of the file.")
            rejects.add(name, line=line, record=record, reason=reason, value=mended(_joined(values)))
            continue
        seen[record] = number
        batch["id"].append(record)
        batch["file"].append(number)
        for n, value in enumerate(values):
            if value and is_broken(value):
                reason = _("Not in UTF-8; it was read as Windows-1252.")
                value = mended(value)  # noqa: PLW2901
                rejects.add(
                    name, line=line, record=record, left_out="nothing", column=columns[n], reason=reason, value=value
                )
            batch[f"c{n}"].append(value)
        if len(batch["id"]) == BATCH:
            yield batch
            batch = _empty(len(columns))
    if batch["id"]:
        yield batch


def _empty(width: int) -> dict[str, list[Any]]:
    return {"id": [], "file": [], **{f"c{n}": [] for n in range(width)}}


def _joined(values: Iterable[str | None]) -> str:
    return " | ".join(value or "" for value in values)


def _in_two_files(record: str) -> CannotBeMatched:
    """Nobody could tell the two records apart afterwards."""
    return CannotBeMatched(
        _('Two files have a record "{record}"; their ids could not be told apart.').format(record=record),
        _("Add --prefix-ids to write each id with its file's name before it."),
    )


# ------------------------------------------------------------------------------------------------- one file


def _rows_of(path: Path, wanted: list[str], name: str, rejects: Rejects) -> Iterator[tuple[int, Sequence[str | None]]]:
    """The cells of the wanted columns, row by row; one that does not fit the header goes to the rejects."""
    try:
        table = sheet(path)
        places = [table.place(column) for column in wanted]
        for line, cells, fits in table.rows(places):
            if fits:
                yield line, cells
                continue
            reason = _("The row has {count} values, the header names {expected} columns.")
            rejects.add(
                name,
                line=line,
                record=mended(cells[places[0]] or "").strip() if places[0] < len(cells) else "",
                reason=reason.format(count=len(cells), expected=len(table.header)),
                value=mended(",".join(cell or "" for cell in cells)),
            )
    except CannotBeRead as error:
        raise CannotBeMatched(error.sentence, error.do) from error
