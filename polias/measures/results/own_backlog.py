"""The backlog of a force's own records: reports of crime not yet decided, and how many of earlier ones counted."""

from __future__ import annotations

from polias.measures.engine import MeasureResult
from polias.measures.engine.months import shifted, span
from polias.measures.sources.assessments import Assessment
from polias.measures.words import _

#: Of reports decided in so many months, the month itself among them, the share that counted speaks for those waiting.
DECIDED_WITHIN = 12


def own_backlog(
    waiting: MeasureResult, became: MeasureResult, *, force: str, measure: str, month: str
) -> Assessment | None:
    """What waited at the end of the month; None where that is not known, or nothing was decided to tell by."""
    by_month = {row.month: row.value for row in waiting.series(force=force)}
    months = span(shifted(month, 1 - DECIDED_WITHIN), month)
    decided = [row for row in became.series(force=force) if row.month in months and row.held]
    tried, found = sum(row.denominator or 0 for row in decided), sum(row.numerator or 0 for row in decided)
    if by_month.get(month) is None or not tried:
        return None
    return Assessment(
        force=force,
        measure=measure,
        month=month,
        kind="backlog",
        waiting=round(by_month[month] or 0),
        tried=round(tried),
        found=round(found),
        source=_("Logs of the force"),
    )
