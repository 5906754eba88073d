"""A pack of monthly counts judged for statistical exceptions: every month of each series, and which stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from polias.measures.engine.months import span
from polias.measures.engine.stats.exceptions import MonthJudged, WhyNot, benjamini_hochberg, exceptions_of_many
from polias.measures.refusal import Refused
from polias.measures.series import judging
from polias.measures.series.reading import Series, by_month
from polias.measures.words import _, month_name

#: Of the exceptions that stand in a pack, at most this share are false.
FALSE_SHARE = 0.10
#: Below it an expected number is told with a decimal.
FEW = 10


@dataclass(frozen=True)
class Row:
    """One month of one series as it is written; None where there is nothing to say.

    ``stands`` is 1 for an exception that so many looks as the pack had that month do not explain, 0 for one that they
    may. ``one_month_pct`` and ``lasting_pct`` are the smallest rises that could have been detected, in per cent of the
    expected: in that month alone, and within three months with probability .8.
    """

    series: str
    x: str
    y: float | None
    expected: float | None
    lower: float | None
    upper: float | None
    z: float | None
    p: float | None
    exception: str
    rule: str
    stands: int | None
    one_month_pct: float | None
    lasting_pct: float | None
    not_judged: str


def judge_pack(pack: dict[str, Series], *, today: date, first: str = "") -> dict[str, list[Row]]:
    """Every month from ``first`` on, or from the earliest, by series. Raises Refused for what is no count of a month.

    The series of one file are a pack: each month is looked at in all of them together.
    """
    counts = {name: counts_by_month(series) for name, series in pack.items()}
    held = sorted({month for of_one in counts.values() for month in of_one})
    months = span(held[0], held[-1])
    begin = next((place for place, month in enumerate(months) if month >= first), None)
    if begin is None:
        raise Refused(
            _("There is no month on or after the one to begin at."),
            do=_("The last is {month}.").format(month=month_name(months[-1])),
        )
    values = [[None if month >= f"{today:%Y-%m}" else one.get(month) for month in months] for one in counts.values()]
    judged = exceptions_of_many(values, start=begin)
    stands = _standing(judged)
    return {
        name: [
            _row(name, month, replace(one, value=counts[name].get(month)), stand, over=month < f"{today:%Y-%m}")
            for month, one, stand in zip(months[begin:], judged[place], stands[place], strict=True)
        ]
        for place, name in enumerate(counts)
    }


def counts_by_month(series: Series) -> dict[str, float | None]:
    """Counts by month. Raises Refused with the line that is no month, no count, or of a month that was there before."""
    found = by_month(series)
    for value, line in zip(series.values, series.lines, strict=True):
        if value is not None and (value < 0 or value != int(value)):
            raise Refused(
                _("Line {line}: {value} is no count.").format(line=line, value=f"{value:g}"),
                do=_("Give whole numbers of nought or more; rates and shares are judged by polias measures spc."),
            )
    return found


def _standing(judged: Sequence[Sequence[MonthJudged]]) -> list[list[bool]]:
    """Which exceptions stand, by series and month: those of each month are looked at together."""
    stands = [[False] * len(one) for one in judged]
    for place in range(len(judged[0])):
        looked_at = [(series, one[place]) for series, one in enumerate(judged) if one[place].p is not None]
        kept = benjamini_hochberg([month.p or 0.0 for _series, month in looked_at], share=FALSE_SHARE)
        for (series, month), one in zip(looked_at, kept, strict=True):
            stands[series][place] = one and month.fired is not None
    return stands


def _row(name: str, month: str, one: MonthJudged, stands: bool, *, over: bool) -> Row:  # noqa: FBT001
    return Row(
        series=name,
        x=month,
        y=one.value,
        expected=one.expected,
        lower=one.lower,
        upper=one.upper,
        z=one.z,
        p=one.p,
        exception=one.exception or "",
        rule=one.fired or "",
        stands=int(stands) if one.fired else None,
        one_month_pct=None if one.detectable is None else 100 * one.detectable,
        lasting_pct=None if one.lasting is None else 100 * one.lasting,
        not_judged="" if one.why_not is None else why_not(one.why_not) if over else _("The month is not over."),
    )


def why_not(reason: WhyNot) -> str:
    """Why a month is not judged, in a sentence."""
    return {
        "no value": _("The month has no value."),
        "short history": _("There are too few months before it: 37 are needed, and 43 are better."),
        "missing months": _("More than six of the 36 months that it is held against are missing."),
        "too few": _("Next to nothing was counted in the 36 months that it is held against."),
    }[reason]


def in_short(rows: dict[str, list[Row]]) -> Iterator[str]:
    """What a reader is told: the newest month of the pack that is over, every exception, and what could be detected."""
    yield from (_("{month} is not over.").format(month=month_name(month)) for month in _not_over(rows))
    newest = [one[-1] for one in map(_that_are_over, rows.values()) if one]
    if not newest:
        return
    judged = [row for row in newest if row.expected is not None]
    month = month_name(newest[0].x)
    if not judged:
        yield _("{month} cannot be judged: {why}").format(month=month, why=newest[0].not_judged)
    elif len(rows) == 1:
        is_one, is_none = _("{month} is a statistical exception."), _("{month} is as expected.")
        yield (is_one if judged[0].rule else is_none).format(month=month)
    else:
        yield from _of_the_pack(month, judged)
    yield from (_said(row) for series in rows.values() for row in series if row.rule)
    yield from (detectable(row) for row in judged)


def _that_are_over(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.not_judged != _("The month is not over.")]


def _not_over(rows: dict[str, list[Row]]) -> list[str]:
    """The months that have a value and are not over: all series of a pack have the same months."""
    return sorted(
        {row.x for one in rows.values() for row in one if row.y is not None and row not in _that_are_over(one)}
    )


def _of_the_pack(month: str, judged: Sequence[Row]) -> Iterator[str]:
    standing = sum(row.stands or 0 for row in judged)
    yield _("{month}: {judged} judged, {fired} exceptional, of which {standing} stand in the pack.").format(
        month=month, judged=len(judged), fired=sum(bool(row.rule) for row in judged), standing=standing
    )
    if standing:
        yield _("Of those that stand, {false} or fewer are expected to be false.").format(
            false=f"{FALSE_SHARE * standing:.1f}"
        )


def _said(row: Row) -> str:
    sentence = {
        "far off": _("more than three standard deviations off"),
        "two of three": _("two of three months more than two off on one side"),
    }[row.rule]
    return _("  {name}: {value}, {lower} to {upper} expected; {rule}; {stands}.").format(
        name=f"{row.series} {row.x}".strip(),
        value=f"{row.y:,.0f}",
        lower=f"{row.lower:,.0f}",
        upper=f"{row.upper:,.0f}",
        rule=sentence,
        stands=_("stands") if row.stands else _("so many looks may explain it"),
    )


def detectable(row: Row) -> str:
    """The smallest change that could have been seen, beside the chart of a series."""
    return _(
        "{name}: about {expected} expected; seen are a rise of {one} % in one month, or one of {lasting} % that lasts."
    ).format(
        name=row.series or month_name(row.x),
        expected=_about(row.expected),
        one=f"{row.one_month_pct:.0f}",
        lasting=f"{row.lasting_pct:.0f}",
    )


def _about(expected: float | None) -> str:
    """A small number with a decimal: about 0 would be nothing."""
    return f"{expected:,.1f}" if expected is not None and expected < FEW else f"{expected:,.0f}"


def under_the_title(rows: Sequence[Row]) -> list[str]:
    """What a chart prints: which rule fired in the newest month, and the smallest change that could have been seen."""
    newest = (_that_are_over(rows) or rows)[-1]
    if newest.expected is None:
        return [newest.not_judged]
    return [_said(newest).strip() if newest.rule else _("The newest month is as expected."), detectable(newest)]


def as_drawn(rows: Sequence[Row], *, improve: judging.Improve) -> list[judging.Row]:
    """The months as the chart of `polias measures spc` draws its points."""
    return [
        judging.Row(
            x=row.x,
            y=row.y,
            rebase_group=0,
            mean=row.expected,
            lpl=row.lower,
            upl=row.upper,
            special_cause_type=row.rule,
            point_type=judging.point_type(row.exception, improve) if row.exception else "common_cause",
            assurance="",
        )
        for row in rows
    ]
