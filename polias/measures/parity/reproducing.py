"""Reproduces a report after the migration: from a table that was written, or by counting a measure anew."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from polias.measures import catalogue
from polias.measures.engine import compute
from polias.measures.engine.compute import ColumnNotPublished, DimensionUnknown
from polias.measures.parity.reading import MEASURE, Report, table
from polias.measures.parity.reconciling import Key
from polias.measures.refusal import Refused
from polias.measures.sources.street_header import MONTH
from polias.measures.words import _


def reproduced(report: Report, *, before: Collection[Key], datasets: Path) -> dict[Key, tuple[str, ...]]:
    """The report's rows as they are now, by key. A measure is counted for the months of the keys before.

    `after` is a file beside the list, or `measure:CODE force:SLUG [by:DIMENSION]`, whose rows are month, group, value.
    """
    if not report.after.startswith(MEASURE):
        return table(report.folder / report.after, keys=report.keys, values=report.values)
    said = dict(part.split(":", 1) for part in report.after.split() if ":" in part)
    return _counted(report, said, before=before, datasets=datasets)


def _counted(
    report: Report, said: dict[str, str], *, before: Collection[Key], datasets: Path
) -> dict[Key, tuple[str, ...]]:
    code, force, by = said.get("measure", ""), said.get("force", ""), said.get("by", "")
    offer = catalogue.offer_for(code, force, datasets=datasets)
    if offer is None:
        raise _refused(report, _("nothing is published of {measure} for “{force}”").format(measure=code, force=force))
    if len(report.values) != 1 or len(report.keys) != (2 if by else 1):
        raise _refused(report, _("a measure gives a month, a group where there is one, and one value"))
    months = sorted({key[0] for key in before})
    if wrong := [month for month in months if not MONTH.fullmatch(month)]:
        raise _refused(report, _("“{month}” is no month").format(month=wrong[0]))
    by_group = (by,) if by else ()
    try:
        result = compute(offer.measure, datasets, forces=(force,), months=months, group_by=by_group, every_byte=True)
    except (ColumnNotPublished, DimensionUnknown) as error:
        raise _refused(report, str(error)) from error
    counted = {(row.month, *(value or "" for _name, value in row.group)): row.value for row in result.rows}
    # Of a group that had no row in a month the report said nothing, unless it said nought.
    return {
        key: ("" if value is None else f"{value:.12g}",)
        for key, value in counted.items()
        if value or not by or key in before
    }


def _refused(report: Report, what: str) -> Refused:
    return Refused(
        _("Report “{name}” cannot be reproduced: {what}.").format(name=report.name, what=what),
        do=_("Give a file, or measure:CODE force:SLUG by:DIMENSION."),
    )
