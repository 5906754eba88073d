"""What else the demonstration knows of its people: surnames before marriage, and markers on those often suspected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from gettext import gettext as _
from itertools import cycle
from typing import TYPE_CHECKING

from demo.records import Crime
from polias.kit.calendar import london_date
from polias.kit.record.importing import bring_in_parts
from polias.kit.record.model import Record
from polias.pole.models import Marker, PersonName
from polias.pole.public import OtherName

if TYPE_CHECKING:
    from polias.site.demo.records import Loader

#: One woman in so many has a surname of before; of those suspected so often, one in so many carries a marker.
ONE_IN, OFTEN, MARKED_ONE_IN = 25, 4, 7
KINDS = (("VI", Marker.HIGH), ("WE", Marker.HIGH), ("DR", Marker.LOW), ("ES", Marker.MEDIUM), ("AG", Marker.LOW))
HOLDS_FOR = timedelta(days=180)


def earlier_names(loader: Loader) -> dict[str, OtherName]:
    """By the key of a person, the surname before marriage; it is somebody else's of the same history."""
    people = loader.history.people
    found = {}
    for number, one in enumerate(people[::ONE_IN]):
        before = people[(number * 7 + 3) % len(people)].surname
        if one.sex == "F" and before != one.surname:
            found[one.key] = OtherName("maiden", before)
    return found


def load_names(loader: Loader, names: dict[str, OtherName]) -> None:
    bring_in_parts((loader.made[key], PersonName(**vars(one))) for key, one in names.items())


def load_markers(loader: Loader) -> None:
    """A marker holds for half a year from the last crime: of two years of history some have run out."""
    bring_in_parts(_markers(loader))


def _markers(loader: Loader) -> Iterator[tuple[Record, Marker]]:
    suspected: dict[str, list[Crime]] = defaultdict(list)
    for crime in loader.history.crimes:
        for key in crime.suspects:
            suspected[key].append(crime)
    often = {key: crimes for key, crimes in suspected.items() if len(crimes) >= OFTEN and key in loader.made}
    for (key, crimes), (kind, severity) in zip(sorted(often.items())[::MARKED_ONE_IN], cycle(KINDS), strict=False):
        last = max(crimes, key=lambda one: one.recorded_at)
        marker = Marker(
            kind=kind,
            severity=severity,
            reason=_("Suspect in {count} recorded crimes; so the supervisor's review of the last.").format(
                count=len(crimes)
            ),
            owner=loader.cast.actor(last.supervisor or last.investigator),
            added_at=last.recorded_at,
            until=london_date(last.recorded_at) + HOLDS_FOR,
        )
        yield loader.made[key], marker
