"""The sides of a comparison from a table: a row for each area, or a row for each area and month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from polias.kit.tables.broken import mended
from polias.kit.tables.problems import CannotBeRead
from polias.kit.tables.sheet import sheet
from polias.measures.comparing.sides import YEAR, Months, Side, Sides, from_months, without_people
from polias.measures.engine.stats.funnel import Kind
from polias.measures.refusal import Refused
from polias.measures.series.reading import MOST_ROWS, Columns, Series, by_month, number, read_pack
from polias.measures.sources.reference import folded
from polias.measures.words import _


def one_row_each(path: Path, *, area: str, value: str, among: str, until: str = "", kind: Kind = "rate") -> Sides:
    """The sides of a table with one row for each area; ``until`` is the heading of the end of each."""
    sides: dict[str, tuple[int, Side]] = {}
    left_out: dict[str, str] = {}
    for line, cells in _rows(path, [area, value, among, *([until] if until else [])]):
        name = cells[0] or _refuse_nameless(line)
        if folded(name) in {folded(other) for other in [*sides, *left_out]}:
            raise Refused(
                _("Line {line} gives {area} a second time.").format(line=line, area=name),
                do=_("Keep one row for each area, or name the column of the months by --date."),
            )
        events, people = number(cells[1], value, line), number(cells[2], among, line)
        if events is None or people is None:
            left_out[name] = _("line {line} lacks a number").format(line=line)
            continue
        _require_sound(events, people, line=line, value=value, among=among, kind=kind)
        sides[name] = (line, Side(name, events, people, cells[3] if until else ""))
    return _some(without_people(Sides(tuple(side for _line, side in sides.values()), left_out)), path)


def month_by_month(
    path: Path,
    *,
    area: str,
    date: str,
    value: str,
    among: str,
    length: int = YEAR,
    until: str = "",
    kind: Kind = "rate",
) -> Sides:
    """The sides of a table with a row for each area and month, each over so many months."""
    pack = read_pack(path, Columns(date, value, among, area))
    months = {name: _months(one, value=value, among=among, kind=kind) for name, one in pack.items() if name}
    found = from_months(months, length=length, until=until, summed=kind == "share")
    return _some(without_people(found), path)


def _months(one: Series, *, value: str, among: str, kind: Kind) -> Months:
    for events, people, line in zip(one.values, one.denominators, one.lines, strict=True):
        if events is not None:
            _require_sound(events, people, line=line, value=value, among=among, kind=kind)
    counted = by_month(one)
    return {month: (events, people) for (month, events), people in zip(counted.items(), one.denominators, strict=True)}


def _rows(path: Path, columns: Sequence[str]) -> list[tuple[int, list[str]]]:
    try:
        table = sheet(path)
        places = [table.place(name) for name in columns]
        found = []
        for row in table.rows(places):
            if not row.fits:
                raise Refused(
                    _("Line {line} has not as many cells as there are headings.").format(line=row.line),
                    do=_("Put it right, or save the table again as CSV."),
                )
            cells = [mended(cell or "").strip() for cell in row.cells]
            if any(cells):
                found.append((row.line, cells))
            if len(found) > MOST_ROWS:
                raise Refused(_("{file} has more than {most} rows.").format(file=path.name, most=f"{MOST_ROWS:,}"))
    except CannotBeRead as fault:
        raise Refused(fault.sentence, do=fault.do) from None
    return found


def _refuse_nameless(line: int) -> str:
    raise Refused(_("Line {line} names no area.").format(line=line), do=_("Name it, or take the row out."))


def _require_sound(events: float, people: float | None, *, line: int, value: str, among: str, kind: Kind) -> None:
    """Raises Refused for a number that cannot be of events, or of those among whom they happened."""
    if events < 0 or (people is not None and people < 0):
        raise Refused(_("Line {line}: a number is below nought.").format(line=line), do=_("Give counts."))
    if kind == "share" and people is not None and events > people:
        raise Refused(
            _("Line {line}: {value} is {events}, more than {among}, which is {people}.").format(
                line=line, value=value, events=f"{events:g}", among=among, people=f"{people:g}"
            ),
            do=_("A share is of some among all; for events among people use --kind rate."),
        )


def _some(found: Sides, path: Path) -> Sides:
    if len(found.sides) > 1:
        return found
    reasons = "; ".join(f"{name}: {reason}" for name, reason in list(found.left_out.items())[:5])
    raise Refused(
        _("{file} leaves fewer than two areas to compare.").format(file=path.name)
        + (f" {reasons}." if reasons else ""),
        do=_("Give two areas or more, each with a number of events and of people."),
    )


def named_among(found: Sides, asked: str, *, slug_of: Callable[[str], str | None]) -> str:
    """The name in the table for what was asked: by the same letters, or as a force under another of its names.

    Raises Refused where it is not there.
    """
    for name in [side.name for side in found.sides]:
        if folded(name) == folded(asked):
            return name
    slug = slug_of(asked) or asked
    for name in [side.name for side in found.sides]:
        if slug_of(name) == slug or folded(name) == folded(slug):
            return name
    for name, reason in found.left_out.items():
        if folded(name) == folded(asked) or slug_of(name) == slug:
            raise Refused(_("{area} cannot be compared: {reason}.").format(area=name, reason=reason))
    raise Refused(
        _("There is no area “{area}” in the table.").format(area=asked),
        do=_("There are {names}.").format(names=", ".join(side.name for side in found.sides)[:500]),
    )


def month_of(text: str) -> str:
    """A month as typed, `2018-11`. Raises Refused."""
    from polias.measures.series.reading import read_place

    try:
        place = read_place(text)
        return f"{place:%Y-%m}"
    except (ValueError, TypeError):
        raise Refused(_("“{text}” is no month.").format(text=text), do=_("Write it as 2018-11.")) from None
