"""Takes street files into the dataset: each force's month whole or not at all, each with what was found on reading."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from polias.kit.datasets import DatasetWriter, Quality
from polias.manifest import ManifestUnreadable, Version
from polias.measures.refusal import Refused
from polias.measures.sources.candidates import Candidate, find
from polias.measures.sources.street_dataset import POLICE_UK_STREET
from polias.measures.sources.street_findings import Findings
from polias.measures.sources.street_header import Unit
from polias.measures.sources.street_rows import StreetReader
from polias.measures.words import _

Outcome = Literal["new", "replaced", "unchanged", "held_before", "mended", "refused"]
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class FileReport:
    """What became of one file."""

    file: str
    outcome: Outcome
    unit: Unit | None = None
    findings: Findings = field(default_factory=Findings)
    version: Version | None = None
    previous: Version | None = None
    sentence: str = ""


@dataclass(frozen=True)
class ImportReport:
    """What became of all files, in the order in which they were read."""

    files: tuple[FileReport, ...]
    passed_over: tuple[str, ...]

    @property
    def refused(self) -> tuple[FileReport, ...]:
        return tuple(file for file in self.files if file.outcome == "refused")


def import_police_uk(
    paths: Iterable[Path],
    *,
    datasets: Path,
    on_start: Callable[[int], None] = lambda files: None,
    on_file: Callable[[FileReport], None] = lambda report: None,
    bring_back: bool = False,
) -> ImportReport:
    """Import every street file behind these names; a file that is refused does not stop the others.

    Raises Refused when the datasets folder itself cannot be written or is full: then going on is no use.
    """
    reports: list[FileReport] = []
    passed_over: list[str] = []
    candidates: list[Candidate] = []
    for path in paths:
        found = find(path)
        candidates += found.candidates
        passed_over += found.passed_over
        if found.refusal:
            reports.append(FileReport(str(path), "refused", sentence=str(found.refusal)))
            on_file(reports[-1])
    on_start(len(candidates))
    for candidate in candidates:
        reports.append(import_file(candidate, datasets=datasets, bring_back=bring_back))
        on_file(reports[-1])
    return ImportReport(tuple(reports), tuple(passed_over))


def import_file(candidate: Candidate, *, datasets: Path, bring_back: bool = False) -> FileReport:
    """Read one file and, if it is sound, make it its month's current version."""
    try:
        with candidate.opened() as stream:
            reader = StreetReader(stream, name=candidate.name)
            return _read(candidate, reader, datasets=datasets, bring_back=bring_back)
    except Refused as refusal:
        return FileReport(str(candidate), "refused", sentence=str(refusal))
    except ManifestUnreadable as error:
        return FileReport(str(candidate), "refused", sentence=unreadable(error))
    except OSError as error:
        raise storage_refusal(error, datasets) from error


def _read(candidate: Candidate, reader: StreetReader, *, datasets: Path, bring_back: bool) -> FileReport:
    batches = iter(reader)
    first = next(batches, None)
    unit, findings = reader.unit, reader.findings
    if first is None or unit is None:
        raise Refused(_nothing_sound(findings))
    keys = {"force": unit.force.slug, "month": unit.month}
    with DatasetWriter(POLICE_UK_STREET, datasets=datasets, keys=keys) as writer:
        writer.write(first)
        for batch in batches:
            writer.write(batch)
        published = writer.publish(
            content_hash=findings.content_hash,
            source={"name": candidate.name, "member": candidate.member, "sha256": candidate.file_hash()},
            counts=_counts(findings),
            notes=_notes(findings),
            quality=_quality(findings),
            bring_back=bring_back,
        )
    return FileReport(str(candidate), published.outcome, unit, findings, published.version, published.previous)


def _nothing_sound(findings: Findings) -> str:
    if not findings.read:
        return _("It holds the names of the columns and no row.")
    reason = findings.reasons.most_common(1)[0][0]
    return _("None of its {count} rows could be kept; of most: {reason}.").format(count=findings.read, reason=reason)


def _counts(findings: Findings) -> dict[str, int]:
    return {
        "read": findings.read,
        "kept": findings.kept,
        "rejected": findings.rejected,
        "recorded_crimes": findings.recorded_crimes,
        "without_location": findings.without_location,
        "crimes_without_id": findings.crimes_without_id,
        "open_cases": findings.open_cases,
        "repeated_ids": findings.repeated_ids(),
        "misread_letters": findings.misread_letters,
        "odd_points": findings.odd_points,
    }


def _notes(findings: Findings) -> dict[str, Any]:
    return {
        "rejected_by_reason": dict(findings.reasons.most_common(20)),
        "rejected_examples": [[row.line, row.reason] for row in findings.examples[:20]],
        "unknown_types": dict(findings.unknown_types.most_common(20)),
        "unknown_outcomes": dict(findings.unknown_outcomes.most_common(20)),
    }


def _quality(findings: Findings) -> Quality:
    """Of the six scores a street file can show three; the others need the force's own systems."""
    crimes = findings.recorded_crimes
    return Quality(
        completeness=1 - findings.crimes_without_id / crimes if crimes else None,
        uniqueness=1 - findings.repeated_ids() / crimes if crimes else None,
        validity=findings.kept / findings.read,
    )


def unreadable(error: ManifestUnreadable) -> str:
    return _("The manifest {path} cannot be read. Put it back from a backup, or move the folder away.").format(
        path=error.path
    )


def storage_refusal(error: OSError, datasets: Path) -> Refused:
    """A fault of the disk or of rights; what was imported before it stays, what was being read leaves nothing."""
    if error.errno in _FULL:
        return Refused(
            _("The disk is full, so {folder} cannot be written.").format(folder=datasets),
            do=_("Make room and run the same command again; months already imported are not read twice."),
        )
    place = error.filename or datasets
    return Refused(
        _("{place} cannot be read or written: {reason}.").format(place=place, reason=error.strerror or error),
        do=_("Check POLIAS_HOME and your rights to it."),
    )
