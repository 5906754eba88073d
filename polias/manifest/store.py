"""Reading and changing manifests so that a reader always sees a whole one and two writers never cross."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from polias.manifest.description import Manifest, manifest_as_json, manifest_from_json
from polias.manifest.layout import LOCK_NAME, MANIFEST_NAME


class ManifestUnreadable(Exception):
    """A manifest exists but cannot be understood: a damaged file, or one of a later Polias."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a partition folder, or None when it holds none yet."""
    path = folder / MANIFEST_NAME
    try:
        return manifest_from_json(json.loads(path.read_bytes()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (KeyError, TypeError, ValueError) as error:
        raise ManifestUnreadable(path, str(error)) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Swap in a new manifest in one step: this is the moment at which a new version becomes the truth."""
    write_json(folder / MANIFEST_NAME, manifest_as_json(manifest))


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write beside the target, force it to disk, then rename over it: whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf-8") as file:
            json.dump(content, file, indent=1, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to disk; a rename alone may be lost when the power goes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a partition for writing. The kernel lets go when the process ends, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK_NAME).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def current_partitions(
    datasets: Path,
    *,
    dataset: str,
    forces: Collection[str] | None = None,
    months: Collection[str] | None = None,
) -> Iterator[tuple[Path, Manifest]]:
    """Every partition folder of a dataset with its manifest, by force and month; without names, all of them."""
    for path in sorted((datasets / dataset).glob(f"force=*/month=*/**/{MANIFEST_NAME}")):
        force, month = (part.partition("=")[2] for part in path.relative_to(datasets / dataset).parts[:2])
        if (forces is None or force in forces) and (months is None or month in months):
            manifest = read_manifest(path.parent)
            if manifest is not None:
                yield path.parent, manifest
