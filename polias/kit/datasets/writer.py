"""Writes one partition of a dataset: rows stream to a file of their own, and the manifest is swapped last."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self
from uuid import uuid4

import polias
from polias.kit.datasets.declaration import Dataset
from polias.manifest import Manifest, Quality, Version, locked, read_manifest, write_manifest
from polias.manifest.store import sync_folder

if TYPE_CHECKING:
    import pyarrow
    import pyarrow.parquet

#: Files that are being written, beside the partitions so that a rename moves them in; no reader looks there.
INCOMING = ".incoming"


@dataclass(frozen=True)
class Published:
    """What came of publishing: a first version, a replacement, nothing because the content was held already, or a
    current file that was damaged and is put right."""

    outcome: Literal["new", "replaced", "unchanged", "held_before", "mended"]
    version: Version
    previous: Version | None


class DatasetWriter:
    """A partition being written; nothing is seen by any reader until `publish` returns.

    Use as a context manager: leaving it without `publish`, by an error or a kill, leaves the partition as it was
    (a killed process leaves its unfinished file, which the next writer of that dataset sweeps away).
    """

    def __init__(self, dataset: Dataset, *, datasets: Path, keys: Mapping[str, str]) -> None:
        self.dataset = dataset
        self.keys = dict(keys)
        self.folder = dataset.folder(datasets, keys)
        self.rows = 0
        self._incoming = datasets / dataset.name / INCOMING
        self._schema = dataset.arrow_schema()

    def __enter__(self) -> Self:
        import pyarrow.parquet as pq

        with locked(self._incoming):
            _sweep_abandoned(self._incoming)
            self._unfinished = self._incoming / f"{uuid4().hex}.parquet"
            self._file = self._unfinished.open("wb")
            # Held until the file has its place: the sweep takes only files that nobody holds.
            fcntl.flock(self._file, fcntl.LOCK_EX)
        self._writer: pyarrow.parquet.ParquetWriter | None = pq.ParquetWriter(
            self._file, self._schema, compression="zstd"
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._writer is not None:
                self._writer.close()
            self._file.close()
        except OSError:
            # On a full disk closing fails too; the first error is the one to tell.
            if kind is None:
                raise
        finally:
            self._unfinished.unlink(missing_ok=True)

    def write(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Append rows given by column; every declared column must be there."""
        import pyarrow as pa

        assert self._writer is not None
        arrays = [_array(columns[field.name], field.type) for field in self._schema]
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))
        self.rows += len(arrays[0])

    def publish(
        self,
        *,
        content_hash: str,
        source: Mapping[str, Any],
        counts: Mapping[str, int] | None = None,
        notes: Mapping[str, Any] | None = None,
        quality: Quality | None = None,
        known_from: datetime | None = None,
        bring_back: bool = False,
    ) -> Published:
        """Make these rows the current version, unless the same content is, or once was, the version held.

        Content that a later version replaced stays replaced (else importing a folder with both would never
        settle); `bring_back` makes it current again, as a new version. A current file that is gone or damaged is put
        right when the same rows come again.
        """
        file_hash = self._finish()
        with locked(self.folder):
            manifest = read_manifest(self.folder) or self.dataset.empty_manifest(self.keys)
            _sweep_unnamed(self.folder, manifest)
            previous, held = manifest.current, manifest.version_holding(content_hash)
            is_current = held is not None and held.known_to is None
            if held is not None and is_current and _hash_of(self.folder / held.file) != held.file_hash:
                if file_hash == held.file_hash:
                    self._unfinished.replace(self.folder / held.file)
                    sync_folder(self.folder)
                    return Published("mended", held, previous)
            elif held is not None and (is_current or not bring_back):
                return Published("unchanged" if is_current else "held_before", held, previous)
            number = max((v.number for v in manifest.versions), default=0) + 1
            version = Version(
                number=number,
                file=f"v{number:04}-{content_hash[:12]}.parquet",
                rows=self.rows,
                content_hash=content_hash,
                file_hash=file_hash,
                schema_hash=self.dataset.schema_hash,
                known_from=_after(previous, known_from or datetime.now(UTC)),
                known_to=None,
                source=dict(source),
                code_version=polias.__version__,
                counts=dict(counts or {}),
                notes=dict(notes or {}),
                quality=quality or Quality(),
            )
            self._unfinished.replace(self.folder / version.file)
            sync_folder(self.folder)
            write_manifest(self.folder, _with_version(manifest, version, dataset=self.dataset))
            return Published("replaced" if previous else "new", version, previous)

    def _finish(self) -> str:
        """Close the Parquet file, force it to disk and return its hash."""
        assert self._writer is not None
        self._writer.close()
        self._writer = None
        self._file.flush()
        os.fsync(self._file.fileno())
        return _hash_of(self._unfinished)


def _hash_of(path: Path) -> str:
    """Of the bytes; empty where there is no such file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _array(values: Sequence[Any], arrow_type: pyarrow.DataType) -> pyarrow.Array:
    import pyarrow as pa

    if pa.types.is_dictionary(arrow_type):
        return pa.array(values, type=pa.string()).cast(arrow_type)
    return pa.array(values, type=arrow_type)


def _with_version(manifest: Manifest, version: Version, *, dataset: Dataset) -> Manifest:
    closed = (v if v.known_to else replace(v, known_to=version.known_from) for v in manifest.versions)
    return replace(manifest, columns=dataset.columns, versions=(*closed, version))


def _after(previous: Version | None, moment: datetime) -> datetime:
    """Two versions never share an instant, even when the clock was set back."""
    if previous is None or moment > previous.known_from:
        return moment
    return previous.known_from + timedelta(microseconds=1)


def _sweep_abandoned(incoming: Path) -> None:
    """Remove unfinished files that no living process holds."""
    for path in incoming.glob("*.parquet"):
        # Held by a living writer, or moved to its place since we looked: leave it.
        with contextlib.suppress(BlockingIOError, FileNotFoundError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)


def _sweep_unnamed(folder: Path, manifest: Manifest) -> None:
    """Remove Parquet files that came to their place but never into the manifest, after a kill between the two."""
    named = {version.file for version in manifest.versions}
    for path in folder.glob("*.parquet"):
        if path.name not in named:
            path.unlink()
