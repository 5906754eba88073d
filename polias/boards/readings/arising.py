"""Which items of a paper that a person has checked name a minute of an earlier meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from polias.boards.minutes.earlier_minutes import EarlierMinute, Heading, earlier_minutes
from polias.boards.readings.model import Reading


def arising_in(reading: Reading, checked: Mapping[str, Any], *, met_on: date) -> tuple[EarlierMinute, ...]:
    """The earlier minutes with the position of their item among the checked ones; not those of an item left out.

    Where an item stands in the paper is known from its reading alone, so one that a person added names nothing.
    """
    read = sorted((one for one in reading.found["items"] if one["at"]), key=lambda one: one["at"]["start"])
    headings = [Heading(one["at"]["start"], one["number"] or "", one["title"] or "") for one in read]
    kept = {one["at"]["start"]: n for n, one in enumerate(checked["items"]) if one.get("at")}
    named = earlier_minutes(reading.text, headings, met_on=met_on.isoformat())
    return tuple(replace(one, item=kept[headings[one.item].start]) for one in named if headings[one.item].start in kept)
