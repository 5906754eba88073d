"""What is doubted of a supply, asked for by itself: of a force's published months, or of a table of counts by kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from polias.kit.datasets.months import month_of
from polias.measures.catalogue import is_published, months_published
from polias.measures.engine import compute
from polias.measures.engine.months import span
from polias.measures.refusal import Refused
from polias.measures.results.supply import Doubt, supply_of
from polias.measures.series.reading import Columns, by_month, read_pack
from polias.measures.supply.looking import SUPPLIES, look_over
from polias.measures.words import _, month_name


def doubts_of_force(force: str, *, datasets: Path) -> Iterator[tuple[str, Doubt]]:
    """Every doubt about a force's months, each with the dataset. Raises Refused where nothing of it is looked over."""
    published = [one for one in SUPPLIES.values() if is_published(one.whole, force, datasets=datasets)]
    if not published:
        raise Refused(
            _("Nothing is published of “{force}” that could be looked over.").format(force=force),
            do=_("Import its street files, or publish its records: polias datasets list."),
        )
    for supply in published:
        held = months_published(supply.whole, force, datasets=datasets)
        months = span(held[0], held[-1])
        asked = {"forces": (force,), "months": months, "every_byte": True}
        by_kind = compute(supply.whole, datasets, group_by=(supply.dimension,), **asked)  # type: ignore[arg-type]
        beside = [compute(one, datasets, **asked) for one in supply.beside]  # type: ignore[arg-type]
        until = "9999-12" if supply.comes_once else month_of(datetime.now(UTC))
        found = look_over(supply, force, by_kind=by_kind, beside=beside, months=months, until=until)
        missing = [_missing(month) for month in months if month not in held]
        yield from ((supply.dataset, one) for one in sorted([*missing, *found.doubts], key=lambda one: one.month))


def _missing(month: str) -> Doubt:
    sentence = _("Nothing was supplied for {month}, though there is for months before and after it.")
    return Doubt(check="month_missing", month=month, sentence=sentence.format(month=month_name(month)))


def doubts_of_table(path: Path, *, columns: Columns, today: date) -> list[Doubt]:
    """Those of a table with a row for each month and kind. Raises Refused with the line at fault."""
    counts = {name: by_month(series) for name, series in read_pack(path, columns).items()}
    held = sorted({month for one in counts.values() for month in one if month < f"{today:%Y-%m}"})
    if not held:
        raise Refused(_("{file} has no month that is over.").format(file=path.name))
    months = span(held[0], held[-1])
    # A kind without a row in a month that others have counts nought there; a month that none has is missing.
    kinds = {name: [one.get(month, 0.0 if month in held else None) for month in months] for name, one in counts.items()}
    return list(supply_of(months, kinds, whole=tuple(kinds)).doubts)


def missing_months(path: Path, *, columns: Columns) -> list[str]:
    """Months between the first and the last of which no kind has a row."""
    months = sorted({month for series in read_pack(path, columns).values() for month in by_month(series)})
    return [month for month in span(months[0], months[-1]) if month not in months]
