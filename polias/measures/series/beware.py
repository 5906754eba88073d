"""What to know of a judged series before it is believed: what its limits stand on, and what was asked in vain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polias.measures.engine.stats.charts import BY_DENOMINATOR
from polias.measures.engine.stats.rules import ChartSettings
from polias.measures.series.judging import Asked, Row
from polias.measures.series.reading import Place, Series
from polias.measures.words import _, ngettext

#: Of rarer counts a chart of what lies between two tells more.
RARE = 2


def beware(series: Series, asked: Asked, rows: Sequence[Row]) -> Iterator[str]:
    """Sentences for who asked; none where there is nothing to know."""
    yield from _asked_in_vain(series, asked)
    yield from _too_rare(asked, rows)
    yield from _limits(asked, rows)
    last = {row.y for row in rows if row.rebase_group == rows[-1].rebase_group and row.y is not None}
    if len(last) == 1 and rows[-1].upl is not None and rows[-1].upl == rows[-1].lpl:
        yield _("All values are the same: there is no variation to judge by.")


def _asked_in_vain(series: Series, asked: Asked) -> Iterator[str]:
    if asked.kind not in BY_DENOMINATOR and any(one is not None for one in series.denominators):
        yield _("A chart of this kind has no denominator: it is the values themselves that are judged.")
    if asked.target is not None and asked.improve == "neutral":
        yield _("Whether the target will be met is told where --improve says which way is better, up or down.")
    for begin in asked.rebase:
        if _is_before_all(begin, series):
            yield _("Nothing comes before {first}, so no new limits begin there.").format(first=series.labels[0])


def _too_rare(asked: Asked, rows: Sequence[Row]) -> Iterator[str]:
    known = [row.y for row in rows if row.y is not None]
    is_counts = asked.kind in ("xmr", "c") and all(value >= 0 and value == int(value) for value in known)
    if is_counts and sum(known) < RARE * len(known):
        yield _(
            "On average there are fewer than {rare}: charts of how many lie between two (--chart g), or how long "
            "(--chart t), tell more."
        ).format(rare=RARE)


def _is_before_all(begin: Place, series: Series) -> bool:
    return begin <= series.places[0]  # type: ignore[operator]


def _limits(asked: Asked, rows: Sequence[Row]) -> Iterator[str]:
    known: dict[int, int] = {}
    for row in rows:
        known[row.rebase_group] = known.get(row.rebase_group, 0) + (row.y is not None)
    without = sum(all(row.mean is None for row in rows if row.rebase_group == group) for group in known)
    if without:
        yield ngettext(
            "{without} of {all} stretches has no limits: two points next to each other are needed.",
            "{without} of {all} stretches have no limits: two points next to each other are needed.",
            without,
        ).format(without=without, all=len(known))
    if asked.fix_after and (short := [count for count in known.values() if count < asked.fix_after]):
        yield _(
            "--fix-after {wanted} is more than the {count} points that there are: limits stand on all of them."
        ).format(wanted=asked.fix_after, count=min(short))
    last = min(known[rows[-1].rebase_group], asked.fix_after or len(rows))
    if rows[-1].mean is not None and last < ChartSettings.trial_below:
        few = _("The last limits stand on {count} points: with fewer than {enough} they are trial limits.")
        yield few.format(count=last, enough=ChartSettings.trial_below)
