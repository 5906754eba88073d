"""The reading of one paper in lines that a person can read on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import gettext as _
from typing import Any


def summary(reading: dict[str, Any]) -> str:
    """Body, date, notes, people, items, decisions and actions; what the paper does not say is said too."""
    return "\n".join(
        [
            *_head(reading),
            *_notes(reading),
            *_people(reading),
            *_items(reading),
            *_decisions(reading),
            *_actions(reading),
            *_sums(reading),
        ]
    )


def _head(reading: dict[str, Any]) -> Iterator[str]:
    yield f"{reading['file']}: {reading['body'] or _('body not said')}, {reading['date'] or _('date not said')}"
    labels = {
        "start_time": _("Began"),
        "end_time": _("Ended"),
        "venue": _("Venue"),
        "chair": _("Chair"),
        "next_meeting": _("Next meeting"),
    }
    yield from (f"  {label}: {reading[key]}" for key, label in labels.items() if reading[key])


def _notes(reading: dict[str, Any]) -> Iterator[str]:
    yield from (f"  {_('Note')}: {note['text']}" for note in reading["notes"])


def _people(reading: dict[str, Any]) -> Iterator[str]:
    for key, label in (("attendees", _("Present")), ("apologies", _("Apologies"))):
        names = [who["name"] or who["role"] for who in reading[key]]
        yield f"  {label} ({len(names)}): {', '.join(names) or _('none said')}"


def _items(reading: dict[str, Any]) -> Iterator[str]:
    yield f"  {_('Items')} ({len(reading['items'])}):"
    yield from (f"    {item['number'] or '-'}  {item['title'] or ''}" for item in reading["items"])


def _decisions(reading: dict[str, Any]) -> Iterator[str]:
    yield f"  {_('Decisions')} ({len(reading['resolutions'])}):"
    yield from (f"    {each['item'] or '-'}  {each['text']}" for each in reading["resolutions"])


def _actions(reading: dict[str, Any]) -> Iterator[str]:
    yield f"  {_('Actions')} ({len(reading['actions'])}):"
    for action in reading["actions"]:
        owner = action["owner"]
        who = ", ".join(owner) if isinstance(owner, list) else owner
        yield f"    {action['ref'] or '-'}  {action['text']}  [{who or _('no owner')}; {action['due'] or _('no date')}]"
    if reading["carried_forward"]:
        yield f"  {_('Earlier actions reported on')} ({len(reading['carried_forward'])}):"
        yield from (f"    {each['ref'] or '-'}  {each['text'][:100]}" for each in reading["carried_forward"])


def _sums(reading: dict[str, Any]) -> Iterator[str]:
    """What the paper says comes to a figure and does not."""
    yield from (f"  {sentence_of(check)} {check['text'][:100]}" for check in reading["sum_checks"])


def sentence_of(check: Mapping[str, Any]) -> str:
    """A sum that does not come out, in one sentence."""
    numbers = {key: f"{check[key]:,.10g}" for key in ("stated", "worked_out")}
    parts = ", ".join(f"{part:,.10g}" for part in check["parts"])
    words = _("A sum does not come out: the paper says {stated}, but {parts} give {worked_out}.")
    return words.format(**numbers, parts=parts)
