"""Whether official tables agree with each other: sums, rates and changes reckoned again from the numbers of offences.

Pure functions on figures. What was published is never put right: a difference is listed with both sides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from polias.measures.engine.stats.comparison import change_pct
from polias.measures.sources.ons.table import Figure
from polias.measures.sources.reference import offence_groups

Check = Literal["sum", "rate", "change"]
_ROUNDED = re.compile(r"rounded to (?:the nearest )?(?P<to>[\d,]+)", re.IGNORECASE)
#: Published in full, so that only the last digits of a floating-point number may differ.
_EXACT = 1e-9

#: Area, partnership and offence group.
Key = tuple[str, str | None, str | None]


@dataclass(frozen=True)
class Compared:
    """One published figure beside what it should be: at least ``lowest``, at most ``highest``, or not given at all.

    ``published`` and ``reckoned`` are None where the figure is not given. ``said`` is what stands in place of it.
    """

    check: Check
    month: str
    area: str
    offence_group: str
    published: float | None
    said: str | None
    reckoned: float | None
    lowest: float | None
    highest: float | None
    agrees: bool


def compared(figures: Iterable[Figure]) -> list[Compared]:
    """Everything in these figures that can be reckoned again from others among them."""
    figures = list(figures)
    counts = [one for one in figures if one.measured == "offences" and one.table.startswith("counts")]
    by_key: dict[tuple[str, Key], Figure] = {}
    for one in counts:
        by_key.setdefault((one.month, _key(one)), one)
    people = {
        (one.measured, one.month, one.force, one.partnership): one
        for one in figures
        if one.measured in ("population", "households")
    }
    return [
        *_sums_of_offences(counts),
        *_sums_of_areas(counts),
        *_sums_of_partnerships(counts),
        *(one for figure in figures if figure.measured.startswith("rate") for one in _rate(figure, people, by_key)),
        *(one for figure in figures if figure.measured == "change" for one in _change(figure, by_key)),
    ]


def _key(one: Figure) -> Key:
    return one.force, one.partnership, one.offence_group


def _sums_of_offences(counts: Sequence[Figure]) -> Iterator[Compared]:
    """Offence groups against their parts, in each area."""
    parts: dict[str, set[str]] = defaultdict(set)
    for group in offence_groups().values():
        parts[group.part_of].add(group.name)
    found = {(one.table, one.month, _key(one)): one for one in counts}
    for one in counts:
        names = sorted(parts.get(one.offence_group or "", ()))
        yield from _summed(
            one, [found.get((one.table, one.month, (one.force, one.partnership, name))) for name in names]
        )


def _sums_of_areas(counts: Sequence[Figure]) -> Iterator[Compared]:
    """Regions and Wales against the forces that follow them, England against regions, both together against all."""
    tables: dict[tuple[str, str, str | None], list[Figure]] = defaultdict(list)
    for one in sorted(counts, key=lambda one: one.line):
        if one.table.endswith("forces"):
            tables[(one.table, one.month, one.offence_group)].append(one)
    for rows in tables.values():
        within: dict[str, list[Figure | None]] = {}
        for one in rows:
            if one.area_kind in ("country", "region"):
                within[one.force] = forces = []
            elif one.area_code and within:
                forces.append(one)
        regions = [one for one in rows if one.area_kind == "region"]
        countries = [one for one in rows if one.area_code[:3] in ("E92", "W92")]
        apart = [one for one in rows if not one.area_code]
        for one in rows:
            if one.area_code.startswith("K"):
                yield from _summed(one, [*countries, *apart] if len(countries) > 1 else [])
            elif one.area_code.startswith("E92"):
                yield from _summed(one, regions)
            else:
                yield from _summed(one, within.get(one.force, []))


def _sums_of_partnerships(counts: Sequence[Figure]) -> Iterator[Compared]:
    within: dict[tuple[str, str, str | None], list[Figure | None]] = defaultdict(list)
    for one in counts:
        if one.partnership:
            within[(one.month, one.force, one.offence_group)].append(one)
    for one in counts:
        if one.table.endswith("partnerships") and not one.partnership:
            yield from _summed(one, within[(one.month, one.force, one.offence_group)])


def _summed(whole: Figure, parts: Sequence[Figure | None]) -> Iterator[Compared]:
    known = [part.value for part in parts if part is not None and part.value is not None]
    if whole.value is None or not known or len(known) < len(parts):
        return
    total = sum(known)
    yield _told("sum", whole, reckoned=total, lowest=total, highest=total)


def _rate(
    one: Figure, people: Mapping[tuple[str, str, str, str | None], Figure], counts: Mapping[tuple[str, Key], Figure]
) -> Iterator[Compared]:
    """A rate against its number of offences and the population, which is published rounded."""
    among = people.get(
        ("households" if one.measured == "rate_households" else "population", one.month, one.force, one.partnership)
    )
    offences = counts.get((one.month, _key(one)))
    if among is None or among.value is None or offences is None or offences.value is None:
        return
    rounded = _ROUNDED.search(among.label)
    half = float(rounded["to"].replace(",", "")) / 2 if rounded else 0.0
    most, least = 1000 * offences.value / (among.value - half), 1000 * offences.value / (among.value + half)
    yield _told("rate", one, reckoned=1000 * offences.value / among.value, lowest=least, highest=most)


def _change(one: Figure, counts: Mapping[tuple[str, Key], Figure]) -> Iterator[Compared]:
    """A change against both numbers; where the earlier one is small it must not be given."""
    if one.compared_with is None:
        return
    now, before = counts.get((one.month, _key(one))), counts.get((one.compared_with, _key(one)))
    if now is None or before is None or now.value is None or before.value is None:
        return
    change = change_pct(now.value, before.value)
    yield _told("change", one, reckoned=change, lowest=change, highest=change)


def _told(
    check: Check, one: Figure, *, reckoned: float | None, lowest: float | None, highest: float | None
) -> Compared:
    if one.value is None or lowest is None or highest is None:
        agrees = one.value is None and (reckoned is None or check == "rate")
    else:
        slack = _EXACT * max(abs(one.value), 1.0)
        agrees = lowest - slack <= one.value <= highest + slack
    area = f"{one.area}, {one.partnership}" if one.partnership else one.area
    return Compared(
        check, one.month, area, one.offence_group or "", one.value, one.missing, reckoned, lowest, highest, agrees
    )
