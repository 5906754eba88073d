"""What a report says of a line beside other forces: from its numbers alone, each side with its own end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from polias.measures.comparing.sentences import few, ordinal
from polias.measures.comparing.sides import YEAR
from polias.measures.engine.months import shifted
from polias.measures.reports.monthly.beside import Beside, Ranked
from polias.measures.words import _, count, month_name, ngettext


def beside_sentences(beside: Beside, *, first: Beside | None = None) -> list[str]:
    """The months to date, then rates, ranks and how many forces are up, then which side ends when.

    Where sides end and are left out as those of the ``first`` line of the report, that is said in one sentence.
    """
    said = [*_year(beside), *_rate(beside), *_ranks(beside)]
    if first is not None and (first.ends, first.left_out) == (beside.ends, beside.left_out):
        return [*said, _("Each side ends as in the first line.")]
    return [*said, *_ends(beside), *_left_out(beside)]


def year_told(beside: Beside) -> str:
    """The months to date in one sentence."""
    return next(_year(beside))


def _year(beside: Beside) -> Iterator[str]:
    until, events = month_name(beside.until), count(beside.events)
    values = {"months": _in_words(beside), "month": until, "events": events}
    if beside.previous is None:
        words = _("In the {months} months to {month} there were {events}; {before} are not loaded.")
        yield words.format(before=_before(beside), **values)
        return
    more = beside.events - beside.previous
    if beside.change_pct is None:
        words = _("In the {months} months to {month} there were {events}, against {number} in {before}.")
        yield words.format(number=count(beside.previous), before=_before(beside), **values)
        return
    words = (
        _("In the {months} months to {month} there were {events}: {share}% more ({by}) than in {before}.")
        if more >= 0
        else _("In the {months} months to {month} there were {events}: {share}% fewer ({by}) than in {before}.")
    )
    values |= {"share": f"{abs(beside.change_pct):.1f}", "by": count(abs(more)), "before": _before(beside)}
    yield words.format(**values)


def _in_words(beside: Beside) -> str:
    return _("twelve") if beside.months == YEAR else count(beside.months)


def _before(beside: Beside) -> str:
    """The months it is held against."""
    return _("the twelve before") if beside.months == YEAR else _("the same months of the year before")


def _rate(beside: Beside) -> Iterator[str]:
    if beside.rate is None or beside.people is None:
        yield _("No rate is given: nobody has loaded how many people live there (polias import ons).")
        return
    yield _("For each 1,000 people that is {rate} ({low} to {high}).").format(
        rate=rate(beside.rate), low=rate(beside.rate_low), high=rate(beside.rate_high)
    )
    if beside.group_rate is not None:
        yield _("The others of its group together have {rate}.").format(rate=rate(beside.group_rate))
    if beside.others_rate is not None:
        yield _("All others loaded together have {rate}.").format(rate=rate(beside.others_rate))


def _ranks(beside: Beside) -> Iterator[str]:
    for place, of_change, of_rate in (
        (_group_loaded(beside), beside.rank_of_change_in_group, beside.rank_of_rate_in_group),
        (_("All forces loaded"), beside.rank_of_change, beside.rank_of_rate),
    ):
        told = [
            *([_("{place} change of {of}").format(place=_place(of_change), of=of_change.of)] if of_change else []),
            *([_("{place} rate of {of}").format(place=_place(of_rate), of=of_rate.of)] if of_rate else []),
        ]
        if told:
            yield f"{place}: {', '.join(told)}."
    if beside.rank_of_rate and beside.rank_of_rate.alike:
        yield _("By its rate it cannot be told apart from {names}.").format(names=few(beside.rank_of_rate.alike))
    if beside.verdict in ("above", "below"):
        yield _("It stands out from the others by more than forces usually differ.")
    if beside.changes_known:
        yield ngettext("{up} of {known} force is up.", "{up} of {known} forces are up.", beside.changes_known).format(
            up=beside.up, known=beside.changes_known
        )


def _group_loaded(beside: Beside) -> str:
    """The group, and how much of it is here: a rank among few of it is none of the group."""
    ranked = beside.rank_of_rate_in_group or beside.rank_of_change_in_group
    listed_as = len(beside.group.members) + 1 if beside.group else 0
    if ranked is None or ranked.of >= listed_as:
        return _("Its most similar group")
    return _("Of its most similar group {some} of {all} are loaded").format(some=ranked.of, all=listed_as)


def _place(one: Ranked) -> str:
    """Lowest, 5th lowest or highest; or what chance leaves: 5th lowest (3rd to 6th)."""
    words = _("{rank} lowest").format(rank=ordinal(one.rank))
    words = _("lowest") if one.rank == 1 else _("highest") if one.rank == one.of else words
    if one.low == one.high:
        return words
    return _("{place} ({low} to {high})").format(place=words, low=ordinal(one.low), high=ordinal(one.high))


def _ends(beside: Beside) -> Iterator[str]:
    """The end of each side, in words, also where they are the same."""
    (own, _names), *others = beside.ends
    if all(end == own for end, _names in others):
        yield _("All sides end in {month}.").format(month=month_name(own))
        return
    for end, names in others:
        words = _("Counted to {end} as well: {names}.") if end == own else _("Counted to {end} instead: {names}.")
        yield words.format(end=month_name(end), names=few(names))


def _left_out(beside: Beside) -> Iterator[str]:
    if beside.left_out:
        yield _("Left out: {names}.").format(names=few([f"{name} ({reason})" for name, reason in beside.left_out]))


def rate(value: float | None) -> str:
    """A rate for each 1,000 people as people write it."""
    if value is None:
        return _("not known")
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3g}"


def group_told(beside: Beside) -> str:
    """Which version of the group it is; empty where none is known."""
    return beside.group.said() if beside.group else ""


def how_compared(beside: Beside) -> list[str]:
    """How a report compares, once for all lines."""
    people = beside.people.label if beside.people else ""
    return [
        *_over_which_months(beside),
        _(
            "A rate is for each 1,000 people{people}. "
            "Averages of others are all their crimes over all their people, without the force itself."
        ).format(people=f" ({people})" if people else ""),
        _(
            "A rank is followed by where chance leaves it, nine times in ten. Two forces whose ranges meet cannot be "
            "told apart. A force stands out beyond three deviations of chance and the usual spread of forces together."
        ),
        *_of_other_years(beside),
        *([group_told(beside)] if beside.group else []),
    ]


def _over_which_months(beside: Beside) -> Iterator[str]:
    if beside.months == YEAR:
        yield _("Forces are compared over their own last twelve months.")
        return
    first = month_name(shifted(beside.until, 1 - beside.months))
    words = _(
        "Forces are compared over the {months} months from {first} to {last}, the same of each. Why not twelve: {why}."
    )
    yield words.format(months=beside.months, first=first, last=month_name(beside.until), why=beside.why_shorter)
    yield _("A part of a year has its season: rates over {months} months are none of a year.").format(
        months=beside.months
    )


def _of_other_years(beside: Beside) -> Iterator[str]:
    """People of a table that is years away from the crimes: a place that has grown seems to have fewer for each."""
    if beside.people is None or not beside.people.table:
        return
    years = abs(int(beside.people.table[:4]) - int(beside.until[:4]))
    if years > 1:
        yield _(
            "The people are of a table of {table}, {years} years from these crimes: what a place has grown or shrunk "
            "by since is in its rate."
        ).format(table=month_name(beside.people.table), years=years)


def beside_as_json(beside: Beside) -> dict[str, Any]:
    """The same for programs; every side's end under `ends`."""
    return {
        "until": beside.until,
        "months": beside.months,
        "why_shorter": beside.why_shorter or None,
        "value": beside.events,
        "previous": beside.previous,
        "change_pct": beside.change_pct,
        "rate_per_1000": beside.rate,
        "rate_low": beside.rate_low,
        "rate_high": beside.rate_high,
        "people": beside.people.people if beside.people else None,
        "people_label": beside.people.label if beside.people else None,
        "group_rate_per_1000": beside.group_rate,
        "others_rate_per_1000": beside.others_rate,
        "rank_of_change": _rank_as_json(beside.rank_of_change),
        "rank_of_change_in_group": _rank_as_json(beside.rank_of_change_in_group),
        "rank_of_rate": _rank_as_json(beside.rank_of_rate),
        "rank_of_rate_in_group": _rank_as_json(beside.rank_of_rate_in_group),
        "forces_up": beside.up,
        "forces_with_change": beside.changes_known,
        "verdict": beside.verdict or None,
        "group": group_told(beside) or None,
        "ends": {end: list(names) for end, names in _merged(beside).items()},
        "left_out": dict(beside.left_out),
    }


def _merged(beside: Beside) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for end, names in beside.ends:
        found.setdefault(end, []).extend(names)
    return found


def _rank_as_json(one: Ranked | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"rank": one.rank, "low": one.low, "high": one.high, "of": one.of, "alike": list(one.alike)}
