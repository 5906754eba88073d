"""What a person made of a reading, as plain values: the shape of the labelled papers, and what joins it to the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from polias.boards.readings.model import Reading
from polias.kit.govuk.templatetags.polias import day

#: What becomes of an earlier action that a paper reports on. One that the paper only calls closed has no evidence.
LEFT_OPEN, CLOSED, BARE = "open", "closed", "bare"
#: Of a line that tells that something is done, so much is kept as evidence.
LONGEST_EVIDENCE = 600

#: Kind of row on the page → key of the reading, and its fields in their order.
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "action": ("actions", ("ref", "text", "owner", "due", "item", "is", "other")),
    "told": ("carried_forward", ("ref", "text", "is", "other", "state")),
    "resolution": ("resolutions", ("item", "text")),
    "item": ("items", ("number", "title")),
    "present": ("attendees", ("name", "role", "organisation")),
    "apology": ("apologies", ("name", "role", "organisation")),
}
SINGLE = ("body", "date", "venue", "next_meeting", "start_time", "end_time", "chair")
#: Keys of an example that are what the labelled papers hold, by kind of row.
LABELLED = {"action": ("ref", "text", "owner", "due", "item"), "told": ("ref", "text", "state")}


def as_found(reading: Reading) -> dict[str, Any]:
    """What was read, in the shape of what was checked, before anybody has changed it or joined it to the log."""
    usual = {"is": "", "state": LEFT_OPEN, "owner": "", "ref": "", "due": ""}
    rows = {
        key: [usual | _in_words(one) | {"at": one["at"]} for one in reading.found[key]]
        for key, _fields in KINDS.values()
    }
    return _in_words({name: reading.found.get(name) for name in SINGLE}) | rows


def _in_words(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: words_of(value) for name, value in values.items()}


def words_of(value: Any) -> str:
    """A value of a reading as it stands in a box: several owners in one line, nothing as nothing."""
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def evidence_in(one: Mapping[str, Any], *, reading: Reading, on: date) -> str:
    """The line of the paper that tells of an earlier action, as the evidence that it is done."""
    at = one.get("at") or {}
    words = line_at(reading.text, at["start"], at["end"]) if at else one["text"]
    return _("Evidence: minutes of %(day)s: “%(words)s”") % {"day": day(on), "words": words[:LONGEST_EVIDENCE]}


def line_at(text: str, start: int, end: int) -> str:
    """The whole lines around a place, in one."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return " ".join(text[first : last if last >= 0 else len(text)].split())


def example_of(reading: Reading, checked: Mapping[str, Any]) -> dict[str, Any]:
    """A new labelled paper: what a person says is in it, in the keys and with the nulls of the labelled ones."""
    single = {key: checked.get(key) or None for key in SINGLE}
    rows = {
        key: [{name: one.get(name) or None for name in LABELLED.get(kind, fields)} for one in checked[key]]
        for kind, (key, fields) in KINDS.items()
    }
    return {"file": reading.name, **single, **rows, "text": reading.text}
