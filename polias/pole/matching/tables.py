"""Reads tables that somebody sent (CSV, also gzipped; Parquet) into columns of text, with a line for every bad row."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import IO, Any

from polias.pole.matching.cleaning import is_broken, mended
from polias.pole.matching.problems import CannotBeMatched
from polias.pole.matching.rejects import Rejects

#: Rows put into columns at a time.
BATCH = 50_000
#: A value with more line breaks than this is a quotation mark that was never closed.
LINE_BREAKS = 50
DELIMITERS = ",;\t|"
GZIP, PARQUET, UTF_16 = b"\x1f\x8b", b"PAR1", (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Records:
    """The rows of all files, one below the other: the id, the number of its file, and the text of each column."""

    ids: Any
    files: Any
    columns: dict[str, Any]
    names: tuple[str, ...]

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
    rows: Iterator[tuple[int, list[str | None]]],
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


def _rows_of(path: Path, wanted: list[str], name: str, rejects: Rejects) -> Iterator[tuple[int, list[str | None]]]:
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise CannotBeMatched(
            _("{file} cannot be read: {why}.").format(file=path, why=error.strerror or error), _("Check its name.")
        ) from error
    if not start:
        raise CannotBeMatched(_("{file} is empty.").format(file=path), _("Check that it is the file."))
    if start == PARQUET:
        return _rows_of_parquet(path, wanted)
    return _rows_of_text(path, wanted, name, rejects, zipped=start[:2] == GZIP)


def _places(header: Sequence[str], wanted: list[str], path: Path) -> list[int]:
    """Where each wanted column stands; by its exact name or, where that is not there, whatever its case."""
    names = [mended(column).strip() for column in header]
    lower = [column.lower() for column in names]
    places = []
    for column in wanted:
        if names.count(column) > 1:
            raise CannotBeMatched(
                _('{file} has two columns "{column}".').format(file=path, column=column), _("Rename one of them.")
            )
        if column in names:
            places.append(names.index(column))
        elif lower.count(column.lower()) == 1:
            places.append(lower.index(column.lower()))
        else:
            raise CannotBeMatched(
                _('{file} has no column "{column}".').format(file=path, column=column),
                _("Its columns are: {columns}.").format(columns=", ".join(names)[:2_000]),
            )
    return places


def _rows_of_parquet(path: Path, wanted: list[str]) -> Iterator[tuple[int, list[str | None]]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise _damaged(path) from error
    names = file.schema_arrow.names
    chosen = [names[place] for place in _places(names, wanted, path)]
    row = 0
    for batch in file.iter_batches(batch_size=BATCH, columns=list(dict.fromkeys(chosen))):
        columns = [_as_text(batch.column(name)) for name in chosen]
        for values in zip(*columns, strict=True):
            row += 1
            yield row, list(values)


def _as_text(column: Any) -> list[str | None]:
    """Whole numbers without a point, dates as ISO, everything else as it prints."""
    return [None if value is None else _printed(value) for value in column.to_pylist()]


def _printed(value: Any) -> str:
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() else str(value)  # noqa: PLR0124  NaN
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _rows_of_text(
    path: Path, wanted: list[str], name: str, rejects: Rejects, *, zipped: bool
) -> Iterator[tuple[int, list[str | None]]]:
    with _opened(path, zipped=zipped) as text, _any_length():
        try:
            yield from _rows_of_csv(text, path, wanted, name, rejects)
        except (gzip.BadGzipFile, EOFError, UnicodeError) as error:
            raise _damaged(path) from error
        except csv.Error as error:
            raise CannotBeMatched(
                _("{file} is no CSV table: {why}.").format(file=path, why=error), _("Save it again as CSV.")
            ) from error


def _rows_of_csv(
    text: IO[str], path: Path, wanted: list[str], name: str, rejects: Rejects
) -> Iterator[tuple[int, list[str | None]]]:
    first = text.readline()
    while first and not first.strip():
        first = text.readline()
    delimiter = max(DELIMITERS, key=first.count)
    header = next(csv.reader([first], delimiter=delimiter, skipinitialspace=True), [])
    places = _places(header, wanted, path)
    reader = csv.reader(text, delimiter=delimiter, skipinitialspace=True)
    for row in reader:
        if len(row) == len(header):
            values: list[str | None] = [row[place] for place in places]
        elif not row or (len(row) == 1 and not row[0].strip()):
            continue
        elif len(row) > len(header) and not any(cell.strip() for cell in row[len(header) :]):
            values = [row[place] for place in places]
        else:
            _refuse_open_quotation(row, reader.line_num, path)
            reason = _("The row has {count} values, the header names {expected} columns.")
            rejects.add(
                name,
                line=reader.line_num + 1,
                record=mended(row[places[0]]).strip() if places[0] < len(row) else "",
                reason=reason.format(count=len(row), expected=len(header)),
                value=mended(delimiter.join(row)),
            )
            continue
        if any(value and value.count("\n") > LINE_BREAKS for value in values):
            _refuse_open_quotation(row, reader.line_num, path)
        yield reader.line_num + 1, values


def _refuse_open_quotation(row: list[str], last: int, path: Path) -> None:
    """Left alone, it would swallow all rows after it into one value."""
    breaks = sum(value.count("\n") for value in row)
    if breaks > LINE_BREAKS:
        raise CannotBeMatched(
            _("{file} opens a quotation mark on or before line {line} that is not closed.").format(
                file=path, line=last + 1 - breaks
            ),
            _("Close it, or save the table again as CSV."),
        )


@contextmanager
def _opened(path: Path, *, zipped: bool) -> Iterator[IO[str]]:
    """As UTF-8 (or UTF-16 with its mark); bytes that are neither stay visible, and are mended value by value."""
    with gzip.open(path, "rb") if zipped else path.open("rb") as binary:
        try:
            start = binary.peek(2)[:2]
        except (gzip.BadGzipFile, EOFError, OSError) as error:
            raise _damaged(path) from error
        encoding = "utf-16" if start in UTF_16 else "utf-8-sig"
        yield io.TextIOWrapper(binary, encoding=encoding, errors="surrogateescape", newline="")


@contextmanager
def _any_length() -> Iterator[None]:
    """A value of a million characters is a value to be named, not an error of the reader."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _damaged(path: Path) -> CannotBeMatched:
    return CannotBeMatched(
        _("{file} is damaged and cannot be read to its end.").format(file=path), _("Fetch it again.")
    )
