"""Reads the list of reports, their tables before and after, and the explanations; each fault with its file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from polias.kit.tables.broken import mended
from polias.kit.tables.problems import CannotBeRead
from polias.kit.tables.sheet import sheet
from polias.measures.parity.reconciling import Explanation, Key
from polias.measures.refusal import Refused
from polias.measures.words import _
from polias.measures.written import number_in

LIST = ("report", "before", "after", "keys", "values", "tolerance", "owner", "lost_because")
EXPLAINED = ("report", "key", "column", "before", "after", "reason", "owner")
#: Between the parts of a key, and between headings in one cell.
BETWEEN = ";"
MEASURE = "measure:"


@dataclass(frozen=True, kw_only=True)
class Report:
    """One report that existed before. It is lost where `lost_because` says why; then somebody must own that."""

    name: str
    before: str
    after: str
    keys: tuple[str, ...]
    values: tuple[str, ...]
    tolerance: float
    owner: str
    lost_because: str
    folder: Path

    @property
    def is_lost(self) -> bool:
        return bool(self.lost_because)


def reports_in(path: Path) -> list[Report]:
    """The list, in its order. Raises Refused for a report named twice, or one that nobody can reconcile."""
    found: dict[str, Report] = {}
    for line, cells in _rows(path, LIST):
        report = _report(path, line, dict(zip(LIST, cells, strict=True)))
        if report.name in found:
            raise _refused(path, line, _("the report “{name}” is there a second time").format(name=report.name))
        found[report.name] = report
    if not found:
        raise Refused(
            _("{path} names no report.").format(path=path), do=_("A row for each report that existed before.")
        )
    return list(found.values())


def _report(path: Path, line: int, said: dict[str, str]) -> Report:
    if not said["report"]:
        raise _refused(path, line, _("the report has no name"))
    if not said["lost_because"]:
        for name in ("before", "after", "keys", "values"):
            if not said[name]:
                raise _refused(
                    path, line, _("{column} is empty, and the report is not marked lost").format(column=name)
                )
    tolerance = number_in(said["tolerance"] or "0")
    if tolerance is None or tolerance < 0:
        raise _refused(path, line, _("“{text}” is no tolerance").format(text=said["tolerance"]))
    return Report(
        name=said["report"],
        before=said["before"],
        after=said["after"],
        keys=_headings(said["keys"]),
        values=_headings(said["values"]),
        tolerance=tolerance,
        owner=said["owner"],
        lost_because=said["lost_because"],
        folder=path.parent,
    )


def _headings(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(BETWEEN) if part.strip())


def table(path: Path, *, keys: Sequence[str], values: Sequence[str]) -> dict[Key, tuple[str, ...]]:
    """Rows by their key. Raises Refused where two rows have one key: nobody could say which is which."""
    found: dict[Key, tuple[str, ...]] = {}
    lines: dict[Key, int] = {}
    for line, cells in _rows(path, (*keys, *values)):
        key = tuple(cells[: len(keys)])
        if key in found:
            words = _("the key {key} is there a second time, first on line {first}")
            raise _refused(path, line, words.format(key=BETWEEN.join(key), first=lines[key]))
        found[key], lines[key] = tuple(cells[len(keys) :]), line
    return found


def explanations_in(path: Path | None) -> list[Explanation]:
    if path is None:
        return []
    return [
        Explanation(cells[0], tuple(part.strip() for part in cells[1].split(BETWEEN)), *cells[2:])
        for _line, cells in _rows(path, EXPLAINED)
    ]


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    try:
        opened = sheet(path)
        places = [opened.place(name) for name in columns]
        for row in opened.rows(places):
            if not row.fits:
                raise _refused(path, row.line, _("it has not as many cells as there are headings"))
            cells = [mended(cell or "").strip() for cell in row.cells]
            if any(cells):
                yield row.line, cells
    except CannotBeRead as fault:
        raise Refused(fault.sentence, do=fault.do) from None


def _refused(path: Path, line: int, what: str) -> Refused:
    return Refused(
        _("{path}, line {line}: {what}.").format(path=path, line=line, what=what), do=_("Put the table right.")
    )
