"""The words of a manifest: columns, versions and what each version knew of its own quality."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a dataset. `type` is an Arrow type name; `source` says where its value comes from."""

    name: str
    type: str
    meaning: str
    source: str
    unit: str | None = None
    classification: str = "OFFICIAL"


@dataclass(frozen=True, kw_only=True)
class Quality:
    """The six scores of the Government Data Quality Framework, 0 to 1; None where nobody can know."""

    accuracy: float | None = None
    completeness: float | None = None
    uniqueness: float | None = None
    consistency: float | None = None
    timeliness: float | None = None
    validity: float | None = None

    def lowest(self) -> tuple[str, float] | None:
        """The weakest known score and its name: the figure is no better than that."""
        known = [(name, score) for name, score in asdict(self).items() if score is not None]
        return min(known, key=lambda item: item[1]) if known else None


@dataclass(frozen=True, kw_only=True)
class Version:
    """One state of a partition: its file, where it came from, and from when until when it was the truth we held.

    `content_hash` is over the rows themselves, so that the same content in another wrapping is recognised;
    `file_hash` is over the Parquet file. `notes` are findings about the content, by name, as counts or lists.
    """

    number: int
    file: str
    rows: int
    content_hash: str
    file_hash: str
    schema_hash: str
    known_from: datetime
    known_to: datetime | None
    source: Mapping[str, Any]
    code_version: str
    counts: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)
    quality: Quality = Quality()

    def known_at(self, moment: datetime) -> bool:
        return self.known_from <= moment and (self.known_to is None or moment < self.known_to)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """All versions of one partition, oldest first; at most the last has no `known_to`."""

    dataset: str
    title: str
    grain: str
    source: str
    licence: str
    keys: Mapping[str, str]
    columns: tuple[Column, ...]
    versions: tuple[Version, ...] = ()

    @property
    def current(self) -> Version | None:
        return next((v for v in reversed(self.versions) if v.known_to is None), None)

    def version_at(self, moment: datetime | None) -> Version | None:
        """The version that was held at that moment; the current one when no moment is named."""
        if moment is None:
            return self.current
        return next((v for v in reversed(self.versions) if v.known_at(moment)), None)

    def version_holding(self, content_hash: str) -> Version | None:
        return next((v for v in reversed(self.versions) if v.content_hash == content_hash), None)


def schema_hash(columns: Iterable[Column]) -> str:
    """Changes when a column is added, dropped, renamed or retyped; not when its wording is improved."""
    shape = [[c.name, c.type, c.unit] for c in columns]
    return hashlib.sha256(json.dumps(shape).encode()).hexdigest()


def manifest_as_json(manifest: Manifest) -> dict[str, Any]:
    content = asdict(manifest)
    content["format"] = FORMAT
    content["schema_hash"] = schema_hash(manifest.columns)
    for version in content["versions"]:
        version["known_from"] = instant_text(version["known_from"])
        version["known_to"] = instant_text(version["known_to"]) if version["known_to"] else None
    return content


def manifest_from_json(content: Mapping[str, Any]) -> Manifest:
    """Raises KeyError, TypeError or ValueError when the content is no manifest of this format."""
    if content["format"] != FORMAT:
        raise ValueError(f"manifest format {content['format']!r} is not {FORMAT}")
    names = ("dataset", "title", "grain", "source", "licence", "keys")
    return Manifest(
        **{name: content[name] for name in names},
        columns=tuple(Column(**column) for column in content["columns"]),
        versions=tuple(_version_from_json(version) for version in content["versions"]),
    )


def _version_from_json(content: Mapping[str, Any]) -> Version:
    fields = dict(content)
    fields["known_from"] = datetime.fromisoformat(fields["known_from"])
    fields["known_to"] = datetime.fromisoformat(fields["known_to"]) if fields["known_to"] else None
    fields["quality"] = Quality(**fields["quality"])
    return Version(**fields)


def instant_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
