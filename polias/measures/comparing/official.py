"""The sides of a comparison from the official tables that are held: each force's offences and people over a year."""

from __future__ import annotations

import difflib
from pathlib import Path

from polias.measures.comparing.sides import YEAR, Side, Sides
from polias.measures.engine.months import shifted
from polias.measures.refusal import Refused
from polias.measures.sources.ons.held import figures_held
from polias.measures.sources.ons.table import Figure
from polias.measures.sources.reference import folded, offence_groups
from polias.measures.words import _, month_name

COUNTS, RATES = "counts-forces", "rates-forces"


def official_sides(datasets: Path, *, offences: str = "", until: str = "") -> tuple[Sides, str]:
    """The sides of an offence group over the year to a month (the newest held, when empty), and a title for them.

    A force whose rate the tables hold back, or whose people they do not give, is left out with the reason. Raises
    Refused where the tables that are needed are not held.
    """
    figures = list(figures_held(datasets, tables=(COUNTS, RATES)))
    months = sorted({one.month for one in figures if one.table == COUNTS})
    if not months:
        raise Refused(_("No official table is loaded."), do=_("Take the tables in first: polias import ons FOLDER."))
    month = until or months[-1]
    if month not in months:
        held = ", ".join(month_name(one) for one in months)
        raise Refused(
            _("No official table is loaded for the year to {month}.").format(month=month_name(month)),
            do=_("Loaded are the years to {months}.").format(months=held),
        )
    group = _group(figures, offences)
    now, before = (_counts(figures, group, year) for year in (month, shifted(month, -YEAR)))
    people = {one.force: one.value for one in figures if (one.measured, one.month) == ("population", month)}
    held_back = {one.force: one for one in figures if _is_held_back(one, group, month)}
    if not any(people.values()):
        raise Refused(
            _("The table of rates for the year to {month}, which has the people, is not loaded.").format(
                month=month_name(month)
            ),
            do=_("Take it in as well: polias import ons FOLDER."),
        )
    sides: list[Side] = []
    left_out: dict[str, str] = {}
    for force, one in now.items():
        if held_now := held_back.get(force):
            left_out[one.area] = held_now.missing_meaning or _("its rate is not published")
        elif not (among := people.get(force)):
            left_out[one.area] = _("nobody to divide by is known")
        elif one.value is None:
            left_out[one.area] = one.missing_meaning or _("its number is not published")
        else:
            earlier = before.get(force)
            sides.append(Side(one.area, one.value, among, month, YEAR, earlier.value if earlier else None))
    return Sides(tuple(sides), left_out), _("{group}, year to {month}").format(group=group, month=month_name(month))


def _group(figures: list[Figure], asked: str) -> str:
    """The offence group by any of its headings; the first of the tables, which is all crime, when none is asked for."""
    named = list(dict.fromkeys(one.offence_group for one in figures if one.table == COUNTS and one.offence_group))
    if not asked:
        return named[0]
    known = offence_groups().get(folded(asked))
    found = known.name if known else next((name for name in named if folded(name) == folded(asked)), "")
    if found in named:
        return found
    near = difflib.get_close_matches(asked, named, n=3, cutoff=0.4) or named[:3]
    raise Refused(
        _("The tables have no offence group “{group}”.").format(group=asked),
        do=_("Did you mean {names}?").format(names=_(" or ").join(near)),
    )


def _counts(figures: list[Figure], group: str, month: str) -> dict[str, Figure]:
    return {
        one.force: one
        for one in figures
        if (one.table, one.month, one.offence_group, one.area_kind) == (COUNTS, month, group, "force")
    }


def _is_held_back(one: Figure, group: str, month: str) -> bool:
    wanted = (one.table, one.month, one.measured, one.offence_group) == (RATES, month, "rate", group)
    return wanted and one.missing is not None
