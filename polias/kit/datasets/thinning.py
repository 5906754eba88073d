"""Keeps the past of a partition without keeping every few seconds of it.

A busy month is renewed hundreds of times a day. Kept are: what is current; all of the last hour, which somebody may be
reading; what was true at a full hour of the last two days; what was true at midnight in London before that; and every
version that a published figure stands on. So a figure can be asked as at any past day, and a quoted one can be rebuilt.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from polias.kit.calendar import london_date
from polias.manifest import Manifest, Version, locked, read_manifest, write_manifest

#: Under so many versions nobody gains by thinning.
FEW = 24
KEPT_FOR = "kept_for"
_ALL_OF, _HOURS_OF = timedelta(hours=1), timedelta(hours=48)


def thinned(manifest: Manifest, *, now: datetime) -> Manifest:
    """The manifest without the versions that nobody will ask for; the same one while it has few."""
    if len(manifest.versions) <= FEW:
        return manifest
    return replace(manifest, versions=tuple(v for v in manifest.versions if _is_kept(v, now=now)))


def _is_kept(version: Version, *, now: datetime) -> bool:
    if version.known_to is None or version.notes.get(KEPT_FOR) or now - version.known_to <= _ALL_OF:
        return True
    if now - version.known_to <= _HOURS_OF:
        return _hour(version.known_from) != _hour(version.known_to)
    return london_date(version.known_from) != london_date(version.known_to)


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def thin(folder: Path, *, now: datetime) -> int:
    """Thin one partition and remove the files that go; how many went."""
    with locked(folder):
        manifest = read_manifest(folder)
        if manifest is None:
            return 0
        kept = thinned(manifest, now=now)
        if kept is manifest:
            return 0
        gone = {v.file for v in manifest.versions} - {v.file for v in kept.versions}
        # The manifest first: a file too many is swept by the next writer, one too few would be a hole.
        write_manifest(folder, kept)
        for name in gone:
            (folder / name).unlink(missing_ok=True)
        return len(gone)


def keep(folder: Path, *, content_hash: str, purpose: str) -> bool:
    """Mark a version as one that a published figure stands on; False when it is no longer there."""
    with locked(folder):
        manifest = read_manifest(folder)
        held = manifest.version_holding(content_hash) if manifest else None
        if manifest is None or held is None:
            return False
        purposes: Collection[str] = held.notes.get(KEPT_FOR, ())
        if purpose not in purposes:
            marked = replace(held, notes={**held.notes, KEPT_FOR: [*purposes, purpose]})
            write_manifest(
                folder, replace(manifest, versions=tuple(marked if v is held else v for v in manifest.versions))
            )
        return True
