"""The sides of a comparison, each with its own end: periods are mixed only where that is asked for, and then told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from polias.measures.engine.months import shifted, span
from polias.measures.refusal import Refused
from polias.measures.words import _, listed, month_name

YEAR = 12


@dataclass(frozen=True)
class Side:
    """One area: its events among so many people in the months up to ``until``, and those in as many months before.

    ``until`` is the end as the table says it, a month where there are months; empty where the table does not say.
    """

    name: str
    events: float
    people: float
    until: str = ""
    months: int | None = None
    previous: float | None = None


@dataclass(frozen=True)
class Sides:
    """Those that can be compared, and why others cannot, by name."""

    sides: tuple[Side, ...]
    left_out: Mapping[str, str]

    @property
    def ends(self) -> list[str]:
        """The ends that occur, earliest first."""
        return sorted({side.until for side in self.sides})


#: Events and people by month.
Months = Mapping[str, tuple[float | None, float | None]]


def ending_together(found: Sides, *, own_ends: bool) -> Sides:
    """The same; raises Refused where the sides end at different times and nobody has said that they may."""
    if len(found.ends) < 2 or own_ends:
        return found
    first, last = found.ends[0], found.ends[-1]
    of_first = [side.name for side in found.sides if side.until == first]
    of_last = [side.name for side in found.sides if side.until == last]
    raise Refused(
        _("The sides end at different times: {last_names} in {last}, {first_names} in {first}.").format(
            last_names=_few(of_last), last=named(last), first_names=_few(of_first), first=named(first)
        ),
        do=_("Add --own-ends to compare each up to its own end, or --until {month} to end all sooner.").format(
            month=first
        ),
    )


def _few(names: Sequence[str]) -> str:
    shown = list(names[:3])
    return listed(shown if len(names) <= 3 else [*shown, _("{count} others").format(count=len(names) - 3)])


def named(until: str) -> str:
    """An end as people say it: a month by its name, any other as the table writes it."""
    return month_name(until) if len(until) == 7 and until[4:5] == "-" and until[5:].isdecimal() else until


def from_months(
    areas: Mapping[str, Months], *, length: int = YEAR, until: str = "", summed: bool = False, back: int = 0
) -> Sides:
    """Each area over its last ``length`` months up to ``until`` (its own last, when empty).

    People are those of the last month; with ``summed`` (shares) those of all months. An area that lacks one of the
    months is left out, with the reason; the months before are given where all of them are known: those just before, or
    those that lie ``back`` months earlier.
    """
    sides, left_out = [], {}
    for name, months in areas.items():
        known = [
            month for month, (events, _people) in months.items() if events is not None and (not until or month <= until)
        ]
        if not known:
            left_out[name] = _("no month is known")
            continue
        end = max(known)
        wanted = span(shifted(end, 1 - length), end)
        lacking = [month for month in wanted if _known(months, month) is None]
        if until and end < until:
            left_out[name] = _("it ends in {month}").format(month=month_name(end))
        elif lacking:
            left_out[name] = _("{months} not known").format(months=listed([month_name(month) for month in lacking[:3]]))
        else:
            sides.append(_side(name, months, wanted, summed=summed, back=back or length))
    return Sides(tuple(sides), left_out)


def _known(months: Months, month: str) -> float | None:
    return months.get(month, (None, None))[0]


def _side(name: str, months: Months, wanted: Sequence[str], *, summed: bool, back: int) -> Side:
    before = [_known(months, shifted(month, -back)) for month in wanted]
    people = [months[month][1] for month in wanted]
    among = people if summed else people[-1:]
    return Side(
        name=name,
        events=sum(_known(months, month) or 0 for month in wanted),
        people=sum(one or 0 for one in among) if None not in among else 0,
        until=wanted[-1],
        months=len(wanted),
        previous=sum(one for one in before if one is not None) if None not in before else None,
    )


def without_people(found: Sides) -> Sides:
    """Those with people; an area with none has no rate and is left out with the reason."""
    lacking = {side.name: _("nobody to divide by is known") for side in found.sides if side.people <= 0}
    return replace(
        found,
        sides=tuple(side for side in found.sides if side.people > 0),
        left_out={**found.left_out, **lacking},
    )
