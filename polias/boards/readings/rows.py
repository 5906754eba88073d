"""The values of a reading as rows of a page: what each asks, where it stands in the paper, how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.boards.minutes.confidence import UNSURE
from polias.boards.minutes.summary import sentence_of
from polias.boards.readings.checked import KINDS, SINGLE
from polias.kit.i18n.text import Words

#: So many empty rows of each kind wait for what the reader missed.
SPARE = 2
#: Rows that a person added are counted from here, so that they are told from those that were read.
ADDED = 1000

NAMES: dict[str, Words] = {
    "action": _("Action"),
    "told": _("Earlier action"),
    "resolution": _("Decision"),
    "item": _("Item"),
    "present": _("Present"),
    "apology": _("Apology"),
}
LABELS: dict[str, Words] = {
    "ref": _("Reference"),
    "text": _("Words"),
    "owner": _("Who"),
    "due": _("By when"),
    "item": _("Item"),
    "number": _("Number"),
    "title": _("Title"),
    "name": _("Name"),
    "role": _("Role"),
    "organisation": _("Organisation"),
    "is": _("In the action log"),
    "other": _("Or another action, by its number"),
    "state": _("What becomes of it"),
}
SINGLE_LABELS: dict[str, Words] = {
    "body_name": _("Name of the body, as printed"),
    "date": _("Day of the meeting"),
    "venue": _("Place"),
    "start_time": _("Began"),
    "end_time": _("Ended"),
    "chair": _("Chair"),
    "next_meeting": _("Next meeting"),
}


@dataclass(frozen=True)
class RowOfReading:
    """One value: its kind, its place in the list of the reading, and what was found; None where a person adds it."""

    kind: str
    number: int
    found: Mapping[str, Any] | None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.number}"

    @property
    def at(self) -> Mapping[str, int] | None:
        return (self.found or {}).get("at")

    @property
    def confidence(self) -> float | None:
        return (self.found or {}).get("confidence")

    @property
    def is_unsure(self) -> bool:
        return self.confidence is not None and self.confidence < UNSURE

    @property
    def field_names(self) -> list[str]:
        return [f"{self.key}-{field}" for field in KINDS[self.kind][1]]


def rows_of(found: Mapping[str, Any], posted: Mapping[str, Any] | None) -> list[RowOfReading]:
    """Every row of the page: what was read, what a person has added so far, and a few empty ones of each kind."""
    rows: list[RowOfReading] = []
    for kind, (key, _fields) in KINDS.items():
        rows += [RowOfReading(kind, number, one) for number, one in enumerate(found.get(key) or [])]
        added = 1 + max(_added(kind, posted), default=-1)
        rows += [RowOfReading(kind, ADDED + number, None) for number in range(added + SPARE)]
    return rows


def _added(kind: str, posted: Mapping[str, Any] | None) -> Iterator[int]:
    """Numbers of the added rows in which something was typed."""
    for name in posted or ():
        parts = name.split("-")
        if len(parts) >= 3 and parts[0] == kind and parts[1].isdecimal() and posted is not None and posted.get(name):
            number = int(parts[1]) - ADDED
            if 0 <= number < ADDED:
                yield number


def notes_in(found: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Key of its place → what the reader wants a person to know of the paper; papers read long ago have none.

    A sum of the paper's that does not come out is told as well.
    """
    sums = ({"text": sentence_of(check), "at": check["at"]} for check in found.get("sum_checks") or [])
    return {f"note-{number}": note for number, note in enumerate([*(found.get("notes") or []), *sums])}


def places_of(found: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Key of a row, single value or note → first character and the one after the last."""
    places = {f"single-{key}": at for key in SINGLE if (at := (found.get("at") or {}).get(key))}
    places |= {row.key: row.at for row in rows_of(found, None) if row.at}
    places |= {key: note["at"] for key, note in notes_in(found).items() if note["at"]}
    return {key: (int(at["start"]), int(at["end"])) for key, at in places.items() if at["end"] > at["start"]}
