"""A past day as the moment whose knowledge a figure is asked for: its end in London."""

from __future__ import annotations

from datetime import UTC, date, datetime

from polias.kit.calendar import end_of_london_day, london_date
from polias.measures.refusal import Refused
from polias.measures.words import _


def end_of_day(text: str) -> datetime:
    """The instant at which a London day ends: every partition keeps what was true then. Raises Refused."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(_("“{text}” is no day.").format(text=text), do=_("Write it as 2019-02-01.")) from None
    if day > london_date(datetime.now(UTC)):
        raise Refused(_("{day} is yet to come.").format(day=day), do=_("Name a day that has been."))
    return end_of_london_day(day)
