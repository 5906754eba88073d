"""Whether a partition's file is the one that its manifest speaks of: there, whole, unchanged, with the same columns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow

#: `gone`: no such file. `cut short`: it does not end as a Parquet file does. `changed`: other bytes or rows than when
#: it was published. `of another month`: the manifest beside it speaks of another force or month, so that its rows would
#: count twice. `lacks a column`, `other type`: written in an earlier form, in which the figure cannot be counted.
FaultKind = Literal["gone", "cut short", "changed", "of another month", "lacks a column", "other type"]
_PARQUET = b"PAR1"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Why the file of one force's month cannot be counted; `column` where it is about one."""

    dataset: str
    force: str
    month: str
    path: Path
    kind: FaultKind
    column: str = ""


@dataclass(frozen=True)
class Footer:
    """What a Parquet file says of itself: its rows, and its columns with their types."""

    rows: int
    types: Mapping[str, str]


def footer_of(path: Path) -> Footer | FaultKind:
    """Rows and columns of a file, or why they cannot be read."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return "gone"
    return _footer(path, status.st_mtime_ns, status.st_size)


# Files are never written twice, so a footer read once need not be read again; stamp and size tell one that was.
@lru_cache(maxsize=20_000)
def _footer(path: Path, _stamp: int, _size: int) -> Footer | FaultKind:
    import pyarrow
    import pyarrow.parquet as pq

    try:
        read = pq.read_metadata(path)
        return Footer(read.num_rows, {f.name: type_name(f.type) for f in read.schema.to_arrow_schema()})
    except (pyarrow.ArrowException, OSError):
        return "changed" if _ends_well(path) else "cut short"


def _ends_well(path: Path) -> bool:
    with path.open("rb") as file:
        content = file.read()
    return len(content) > 2 * len(_PARQUET) and content.startswith(_PARQUET) and content.endswith(_PARQUET)


def type_name(kind: pyarrow.DataType) -> str:
    """The type of the values; whether they are kept as a dictionary makes no difference to a figure."""
    import pyarrow as pa

    return str(kind.value_type if pa.types.is_dictionary(kind) else kind)


def content_fault(path: Path, *, rows: int, file_hash: str = "") -> FaultKind | None:
    """What is wrong with a file of so many rows; with its hash, whether a single byte differs."""
    footer = footer_of(path)
    if not isinstance(footer, Footer):
        return footer
    if footer.rows != rows:
        return "changed"
    return "changed" if file_hash and hash_of(path) != file_hash else None


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
