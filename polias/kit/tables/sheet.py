"""One table as its header and its rows of text; a row that does not fit the header is given, not lost."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import IO, Any, NamedTuple

from polias.kit.tables.broken import mended
from polias.kit.tables.problems import CannotBeRead

#: Rows of Parquet read at a time.
BATCH = 50_000
#: A value with more line breaks than this is a quotation mark that was never closed.
LINE_BREAKS = 50
DELIMITERS = ",;\t|"
GZIP, PARQUET, UTF_16 = b"\x1f\x8b", b"PAR1", (b"\xff\xfe", b"\xfe\xff")


class Row(NamedTuple):
    """One row: the line it begins on (of Parquet, its number), and its cells.

    One that ``fits`` has a cell for each column asked for; any other has the cells as they stand in the file.
    """

    line: int
    cells: Sequence[str | None]
    fits: bool


@dataclass(frozen=True)
class Sheet:
    """A file that is a table, and the names of its columns."""

    path: Path
    header: tuple[str, ...]
    kind: bytes

    def place(self, column: str) -> int:
        """Where a column stands."""
        return place_of(column, self.header, self.path)

    def rows(self, places: Sequence[int] | None = None) -> Iterator[Row]:
        """Each row with the cells of the columns at these places, or of all; empty rows are passed over."""
        chosen = range(len(self.header)) if places is None else places
        if self.kind == PARQUET:
            return _rows_of_parquet(self.path, chosen)
        return _rows_of_text(self, chosen)


def place_of(column: str, header: Sequence[str], file: object) -> int:
    """Where a column stands; by its exact name or, where that is not there, whatever its case."""
    lower = [name.lower() for name in header]
    if header.count(column) > 1:
        raise CannotBeRead(
            _('{file} has two columns "{column}".').format(file=file, column=column), _("Rename one of them.")
        )
    if column in header:
        return header.index(column)
    if lower.count(column.lower()) == 1:
        return lower.index(column.lower())
    raise CannotBeRead(
        _('{file} has no column "{column}".').format(file=file, column=column),
        _("Its columns are: {columns}.").format(columns=", ".join(header)[:2_000]),
    )


def sheet(path: Path) -> Sheet:
    """The table in a file; raises CannotBeRead for a file that is none."""
    kind = _kind_of(path)
    header = _parquet(path).schema_arrow.names if kind == PARQUET else _header_of_text(path, kind)
    if not any(header):
        raise CannotBeRead(_("{file} is empty.").format(file=path), _("Check that it is the file."))
    return Sheet(path, tuple(_heading(column) for column in header), kind)


def _heading(text: str) -> str:
    """Without characters that cannot be seen: it is printed, and asked for by name."""
    return " ".join("".join(c for c in mended(text) if c.isprintable()).split())


def _kind_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise CannotBeRead(
            _("{file} cannot be read: {why}.").format(file=path, why=error.strerror or error), _("Check its name.")
        ) from error
    if not start:
        raise CannotBeRead(_("{file} is empty.").format(file=path), _("Check that it is the file."))
    return PARQUET if start == PARQUET else GZIP if start[:2] == GZIP else b""


# --------------------------------------------------------------------------------------------------- Parquet


def _parquet(path: Path) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise damaged(path) from error


def _rows_of_parquet(path: Path, places: Sequence[int]) -> Iterator[Row]:
    import pyarrow as pa

    file = _parquet(path)
    names = file.schema_arrow.names
    chosen = [names[place] for place in places]
    row = 0
    try:
        for batch in file.iter_batches(batch_size=BATCH, columns=list(dict.fromkeys(chosen))):
            columns = [_as_text(batch.column(name)) for name in chosen]
            for values in zip(*columns, strict=True):
                row += 1
                yield Row(row, values, fits=True)
    except (pa.ArrowInvalid, OSError) as error:
        raise damaged(path) from error


def _as_text(column: Any) -> list[str | None]:
    """Whole numbers without a point, dates as ISO, everything else as it prints."""
    return [None if value is None else _printed(value) for value in column.to_pylist()]


def _printed(value: Any) -> str:
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() else str(value)  # noqa: PLR0124  NaN
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


# ------------------------------------------------------------------------------------------------------ text


def _header_of_text(path: Path, kind: bytes) -> list[str]:
    with _read(path, kind) as text:
        first, _skipped = _first_line(text)
        return next(csv.reader([first], delimiter=_delimiter(first), skipinitialspace=True), [])


def _rows_of_text(one: Sheet, places: Sequence[int]) -> Iterator[Row]:
    with _read(one.path, one.kind) as text:
        first, skipped = _first_line(text)
        reader = csv.reader(text, delimiter=_delimiter(first), skipinitialspace=True)
        width, before = len(one.header), 0
        for row in reader:
            line, before = skipped + before + 2, reader.line_num
            if len(row) == width or (len(row) > width and not any(cell.strip() for cell in row[width:])):
                cells = [row[place] for place in places]
                if any(cell and cell.count("\n") > LINE_BREAKS for cell in cells):
                    raise _open_quotation(one.path, line)
                yield Row(line, cells, fits=True)
            elif row and not (len(row) == 1 and not row[0].strip()):
                if sum(cell.count("\n") for cell in row) > LINE_BREAKS:
                    raise _open_quotation(one.path, line)
                yield Row(line, row, fits=False)


def _first_line(text: IO[str]) -> tuple[str, int]:
    """The first line that says anything, and how many did not."""
    skipped, first = 0, text.readline()
    while first and not first.strip():
        skipped, first = skipped + 1, text.readline()
    return first, skipped


def _delimiter(first: str) -> str:
    return max(DELIMITERS, key=first.count)


def _open_quotation(path: Path, line: int) -> CannotBeRead:
    """Left alone, it would swallow all rows after it into one value."""
    return CannotBeRead(
        _("{file} opens a quotation mark on line {line} that is not closed.").format(file=path, line=line),
        _("Close it, or save the table again as CSV."),
    )


@contextmanager
def _read(path: Path, kind: bytes) -> Iterator[IO[str]]:
    """As UTF-8 (or UTF-16 with its mark); bytes that are neither stay visible, and are mended value by value."""
    with gzip.open(path, "rb") if kind == GZIP else path.open("rb") as binary, _any_length():
        try:
            encoding = "utf-16" if binary.peek(2)[:2] in UTF_16 else "utf-8-sig"
            yield io.TextIOWrapper(binary, encoding=encoding, errors="surrogateescape", newline="")
        except (gzip.BadGzipFile, EOFError, UnicodeError, OSError) as error:
            raise damaged(path) from error
        except csv.Error as error:
            raise CannotBeRead(
                _("{file} is no CSV table: {why}.").format(file=path, why=error), _("Save it again as CSV.")
            ) from error


@contextmanager
def _any_length() -> Iterator[None]:
    """A value of a million characters is a value to be named, not an error of the reader."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def damaged(path: Path) -> CannotBeRead:
    return CannotBeRead(_("{file} is damaged and cannot be read to its end.").format(file=path), _("Fetch it again."))
