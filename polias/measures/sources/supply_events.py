"""What somebody has declared about a supply: the day a new system came in, and months that were shown to be right.

`POLIAS_HOME/reference/supply_events.csv`, one row each: force, kind (`go-live` or `shown right`), month, and optionally
category, reason and owner. Without a reason and an owner a month is not taken to be shown right.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from polias.manifest import polias_home
from polias.measures.refusal import Refused
from polias.measures.sources.installed import rows_of
from polias.measures.sources.street_header import MONTH
from polias.measures.words import _

NAME = "supply_events.csv"
COLUMNS = ("force", "kind", "month", "category", "reason", "owner")
GO_LIVE, SHOWN_RIGHT = "go-live", "shown right"


@dataclass(frozen=True, kw_only=True)
class SupplyEvent:
    """One declared event of one force; `category` is empty where it is about all of the supply."""

    force: str
    kind: Literal["go-live", "shown right"]
    month: str
    category: str = ""
    reason: str = ""
    owner: str = ""


def supply_events(force: str, *, home: Path | None = None) -> tuple[SupplyEvent, ...]:
    """Those of one force, by month. Raises Refused with the line that cannot be understood."""
    path = (home or polias_home()) / "reference" / NAME
    found = [_event(path, line, said) for line, said in rows_of(path, COLUMNS)]
    return tuple(sorted((one for one in found if one.force == force), key=lambda one: one.month))


def declare(event: SupplyEvent, *, home: Path | None = None) -> Path:
    """Add an event to the table, which is made where there is none. Raises Refused for one that says too little."""
    path = (home or polias_home()) / "reference" / NAME
    row = {name: getattr(event, name) for name in COLUMNS}
    _event(path, _next_line(path), row)
    if not event.force:
        raise Refused(_("No force is named."), do=_("Say of which force it is declared: --force SLUG."))
    supply_events(event.force, home=home)
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if is_new:
            writer.writeheader()
        writer.writerow(row)
    return path


def _next_line(path: Path) -> int:
    return len(path.read_text(encoding="utf-8-sig").splitlines()) + 1 if path.exists() else 2


def _event(path: Path, line: int, row: dict[str, str]) -> SupplyEvent:
    said = {name: row[name].strip() for name in COLUMNS}
    kind = said.pop("kind")
    if kind not in (GO_LIVE, SHOWN_RIGHT):
        raise _refused(path, line, _("“{kind}” is no kind of event").format(kind=kind), f"{GO_LIVE} / {SHOWN_RIGHT}")
    if not MONTH.fullmatch(said["month"]):
        raise _refused(path, line, _("“{month}” is no month").format(month=said["month"]), _("such as 2018-12"))
    if not (said["reason"] and said["owner"]):
        raise _refused(path, line, _("reason or owner is missing"), _("who says so, and why"))
    return SupplyEvent(kind=kind, **said)  # type: ignore[arg-type]


def _refused(path: Path, line: int, what: str, do: str) -> Refused:
    return Refused(
        _("{path}, line {line}: {what}.").format(path=path, line=line, what=what), do=f"{do[:1].upper()}{do[1:]}."
    )
