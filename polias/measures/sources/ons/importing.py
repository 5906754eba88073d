"""Takes official tables into the dataset: each table whole or not at all, each area's twelve months as a partition."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polias.kit.datasets import DatasetWriter, Quality
from polias.manifest import ManifestUnreadable
from polias.measures.engine.months import shifted
from polias.measures.refusal import Refused
from polias.measures.sources.candidates import Candidate, find
from polias.measures.sources.importing import storage_refusal, unreadable
from polias.measures.sources.ons.cells import without_notes
from polias.measures.sources.ons.dataset import ONS_CRIME_TABLES
from polias.measures.sources.ons.table import Figure, Line, Table, is_a_table, lines_of, read_table

_NOTES_FOR = re.compile(r"notes? for tables?\s+(?P<tables>.*)", re.IGNORECASE)
#: Notes by table and number.
Notes = dict[str, dict[int, str]]


@dataclass(frozen=True)
class TableReport:
    """What became of one file; ``outcomes`` counts its areas by what was done with them."""

    file: str
    table: Table | None = None
    outcomes: Counter[str] | None = None
    sentence: str = ""

    @property
    def refused(self) -> bool:
        return self.table is None


@dataclass(frozen=True)
class TablesImported:
    """What became of all files, in the order in which they were read; those without a table are passed over."""

    files: tuple[TableReport, ...]
    passed_over: tuple[str, ...]

    @property
    def refused(self) -> tuple[TableReport, ...]:
        return tuple(one for one in self.files if one.refused)

    @property
    def concerned(self) -> tuple[str, ...]:
        """The twelve months ending in these that a check may concern: those read, those before, those after."""
        read = {one.table.month for one in self.files if one.table}
        return tuple(sorted({shifted(month, by) for month in read for by in (-12, 0, 12)}))


def import_ons(paths: Iterable[Path], *, datasets: Path, bring_back: bool = False) -> TablesImported:
    """Import every official table behind these names; one that is refused does not stop the others.

    Notes in the same folder are kept with the areas that they are of. Raises Refused when the datasets folder cannot
    be written.
    """
    reports: list[TableReport] = []
    passed_over: list[str] = []
    waiting: list[tuple[Candidate, list[Line]]] = []
    notes: Notes = {}
    for path in paths:
        found = find(path)
        passed_over += found.passed_over
        if found.refusal:
            reports.append(TableReport(str(path), sentence=str(found.refusal)))
        for candidate in found.candidates:
            try:
                with candidate.opened() as stream:
                    lines = lines_of(stream)
            except Refused as refusal:
                reports.append(TableReport(str(candidate), sentence=str(refusal)))
                continue
            if is_a_table(lines) or len(found.candidates) == 1:
                waiting.append((candidate, lines))
            else:
                notes |= _notes(lines)
                passed_over.append(str(candidate))
    reports += [_imported(one, lines, notes, datasets=datasets, bring_back=bring_back) for one, lines in waiting]
    return TablesImported(tuple(reports), tuple(passed_over))


def _imported(
    candidate: Candidate, lines: Sequence[Line], notes: Notes, *, datasets: Path, bring_back: bool
) -> TableReport:
    try:
        table = read_table(lines)
        outcomes = _publish(table, candidate, notes.get(table.number, {}), datasets=datasets, bring_back=bring_back)
    except Refused as refusal:
        return TableReport(str(candidate), sentence=str(refusal))
    except ManifestUnreadable as error:
        return TableReport(str(candidate), sentence=unreadable(error))
    except OSError as error:
        raise storage_refusal(error, datasets) from error
    return TableReport(str(candidate), table, outcomes)


def _publish(
    table: Table, candidate: Candidate, notes: dict[int, str], *, datasets: Path, bring_back: bool
) -> Counter[str]:
    by_force: dict[str, list[Figure]] = defaultdict(list)
    for figure in table.figures:
        by_force[figure.force].append(figure)
    source = {"name": candidate.name, "member": candidate.member, "sha256": candidate.file_hash(), "title": table.title}
    outcomes: Counter[str] = Counter()
    for force, figures in by_force.items():
        keys = {"force": force, "month": table.month, "table": table.kind}
        with DatasetWriter(ONS_CRIME_TABLES, datasets=datasets, keys=keys) as writer:
            writer.write(dict(zip(Figure._fields, zip(*figures, strict=True), strict=True)))
            published = writer.publish(
                content_hash=_content_hash(figures),
                source=source,
                counts=_counts(figures),
                notes=_said_of(table, figures, notes),
                quality=_quality(table, figures),
                bring_back=bring_back,
            )
        outcomes[published.outcome] += 1
    return outcomes


def _content_hash(figures: Sequence[Figure]) -> str:
    """The same for the same figures on whatever lines of a file."""
    said = sorted(repr(figure._replace(line=0)) for figure in figures)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _counts(figures: Sequence[Figure]) -> dict[str, int]:
    missing = Counter(figure.missing for figure in figures if figure.missing)
    return {
        "figures": sum(figure.value is not None for figure in figures),
        "missing": missing.total(),
        **{f"missing_{mark}": count for mark, count in sorted(missing.items())},
    }


def _said_of(table: Table, figures: Sequence[Figure], notes: dict[int, str]) -> dict[str, Any]:
    """The notes that concern these areas or the whole table, and what was odd about their rows."""
    lines = {figure.line for figure in figures}
    said = {label: [notes.get(number, str(number)) for number in numbers] for label, numbers in table.notes.items()}
    own = {figure.area for figure in figures} | {figure.label for figure in figures} | {table.title}
    return {
        "notes": {label: texts for label, texts in said.items() if label in own},
        "remarks": [[line, text] for line, text in table.remarks if line in lines],
        "unknown_offences": table.unknown_offences,
    }


def _quality(table: Table, figures: Sequence[Figure]) -> Quality:
    """An official table shows whether its rows could be read; accuracy and the rest are the publisher's to say."""
    read = table.areas + len(table.rejected)
    known = sum(figure.value is not None for figure in figures)
    return Quality(completeness=known / len(figures), validity=table.areas / read)


def _notes(lines: Sequence[Line]) -> Notes:
    """The texts of a sheet of notes, by the tables that it says they are for."""
    found: Notes = {}
    tables: list[str] = []
    for one in lines:
        first = one.cells[0].strip()
        if heading := _NOTES_FOR.match(first):
            tables = re.findall(r"[A-Z]\d+", heading["tables"])
        elif first.isdecimal() and len(first) < 5 and len(one.cells) > 1:
            for table in tables:
                found.setdefault(table, {}).setdefault(int(first), without_notes(one.cells[1]))
    return found
