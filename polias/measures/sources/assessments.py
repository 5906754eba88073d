"""What people have found of a figure's data by looking: audits, reconciliations, timeliness, and what still waits.

`POLIAS_HOME/reference/assessments.csv`, one row each: force, measure (empty: every measure), month, kind, waiting,
tried, found, source. `accuracy`: of so many cases tried by an audit, so many were found right. `consistency` and
`timeliness`: the same for cases that agreed with another system, and that were entered within the target. `backlog`: so
many records were waiting at the end of the month, and of so many tried earlier, so many were found to count.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from polias.manifest import polias_home
from polias.measures.engine.months import shifted
from polias.measures.refusal import Refused
from polias.measures.sources.installed import rows_of
from polias.measures.sources.street_header import MONTH
from polias.measures.words import _

NAME = "assessments.csv"
COLUMNS = ("force", "measure", "month", "kind", "waiting", "tried", "found", "source")
Kind = Literal["accuracy", "consistency", "timeliness", "backlog"]
#: An audit speaks for the months up to a year after the one it looked at.
SPEAKS_FOR = 12


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One finding of people about one month's data; `waiting` only of a backlog."""

    force: str
    measure: str
    month: str
    kind: Kind
    tried: int
    found: int
    source: str
    waiting: int = 0


def assessments(force: str, measure: str, month: str, *, home: Path | None = None) -> dict[Kind, Assessment]:
    """The newest of each kind that speaks for the figure of this month. Raises Refused with the line at fault."""
    chosen: dict[Kind, Assessment] = {}
    for one in _read((home or polias_home()) / "reference" / NAME):
        first = month if one.kind == "backlog" else shifted(month, -SPEAKS_FOR)
        if one.force == force and one.measure in ("", measure) and first <= one.month <= month:
            before = chosen.get(one.kind)
            if before is None or (one.month, one.measure) >= (before.month, before.measure):
                chosen[one.kind] = one
    return chosen


def _read(path: Path) -> list[Assessment]:
    """Of what is there twice nobody could say which one holds."""
    found: list[Assessment] = []
    lines: dict[tuple[str, str, str, str], int] = {}
    for line, said in rows_of(path, COLUMNS):
        one = _assessment(path, line, said)
        key = (one.force, one.measure, one.month, one.kind)
        if key in lines:
            words = _("it says the same a second time, first on line {first}").format(first=lines[key])
            raise _refused(path, line, words, _("one row for each force, measure, month and kind"))
        lines[key] = line
        found.append(one)
    return found


def _assessment(path: Path, line: int, row: dict[str, str]) -> Assessment:
    said = dict(row)
    if said["kind"] not in get_args(Kind):
        raise _refused(path, line, _("“{text}” is no kind").format(text=said["kind"]), ", ".join(get_args(Kind)))
    if not MONTH.fullmatch(said["month"]):
        raise _refused(path, line, _("“{text}” is no month").format(text=said["month"]), _("such as 2018-12"))
    if not said["source"]:
        raise _refused(path, line, _("nobody is named as its source"), _("who looked, and when"))
    numbers = {name: _number(said.pop(name), path, line, name) for name in ("waiting", "tried", "found")}
    if not 0 < numbers["tried"] >= numbers["found"]:
        raise _refused(path, line, _("more were found than tried, or none was tried"), _("both as whole numbers"))
    return Assessment(**said, **numbers)  # type: ignore[arg-type]


def _number(text: str, path: Path, line: int, name: str) -> int:
    if not text and name == "waiting":
        return 0
    if not text.isdecimal() or len(text) > 9:
        raise _refused(path, line, _("“{text}” in {name} is no whole number").format(text=text, name=name), "0, 1, 2 …")
    return int(text)


def _refused(path: Path, line: int, what: str, do: str) -> Refused:
    return Refused(
        _("{path}, line {line}: {what}.").format(path=path, line=line, what=what), do=_("Write {do}.").format(do=do)
    )
