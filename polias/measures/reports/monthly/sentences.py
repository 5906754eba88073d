"""The report's sentences: what a lay panel reads beside each figure, made from numbers alone and never from causes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from polias.measures.engine import Measure
from polias.measures.engine.stats.rules import Rule
from polias.measures.reports.monthly.beside_told import year_told
from polias.measures.reports.monthly.facts import Line, MonthlyReport
from polias.measures.results import could_be_seen
from polias.measures.results.confidence import FULL_HISTORY, LIMITS_SETTLE
from polias.measures.words import MONTHS, _, count, listed, month_name, ngettext

LONDON = ZoneInfo("Europe/London")


def number(value: float | None, measure: Measure) -> str:
    """A figure as people write it; “not known” where it is not."""
    if value is None:
        return _("not known")
    return f"{value:.1f}%" if measure.unit == "per cent" else count(value)


def change(value: float | None) -> str:
    if value is None:
        return _("not known")
    if abs(value) < 0.05:
        return _("no change")
    return (
        _("up {share}%").format(share=f"{value:.1f}") if value > 0 else _("down {share}%").format(share=f"{-value:.1f}")
    )


def expected_range(line: Line) -> str:
    figure = line.figure
    if figure.lower is None or figure.upper is None:
        return _("none yet") if not line.measure.matures else _("not comparable")
    return _("{lower} to {upper}").format(
        lower=number(figure.lower, line.measure), upper=number(figure.upper, line.measure)
    )


def verdict(line: Line) -> str:
    """A few words for the table: what is unusual and by which rule; never a colour or a sign alone."""
    figure = line.figure
    if line.withheld:
        return _("Withheld")
    if figure.rule and figure.exception:
        return _unusual(figure.rule, high=figure.exception == "high")
    if line.measure.matures:
        return _("Not comparable")
    if figure.explained:
        return _("Perhaps by chance")
    return _("As usual") if figure.centre is not None else _("Too early to say")


def _unusual(rule: Rule, *, high: bool) -> str:
    words: dict[Rule, tuple[str, str]] = {
        "outside limits": (_("▲ Above its range"), _("▼ Below its range")),
        "trend": (_("▲ Rising steadily"), _("▼ Falling steadily")),
        "two of three": (_("▲ Near its top, repeatedly"), _("▼ Near its bottom, repeatedly")),
        "shift": (_("▲ High for months"), _("▼ Low for months")),
    }
    return words[rule][0 if high else 1]


def trust(line: Line) -> str:
    return {"high": _("High"), "medium": _("Medium"), "low": _("Low"), "withheld": _("Withheld")}[line.confidence.grade]


def finding(line: Line, *, month: str) -> str:
    """The chart's title: what it shows, in words."""
    figure, when = line.figure, month_name(month)
    if line.withheld:
        return _("{name}: no figure for {month}").format(name=line.title, month=when)
    if figure.rule and figure.exception:
        sentence = _unusual_finding(figure.rule, high=figure.exception == "high")
    elif figure.centre is None or figure.explained:
        sentence = _("{name} in {month}: {value}")
    else:
        sentence = _("{name}: as usual in {month}, at {value}")
    return sentence.format(name=line.title, month=when, value=number(line.value, line.measure))


def _unusual_finding(rule: Rule, *, high: bool) -> str:
    words: dict[Rule, tuple[str, str]] = {
        "outside limits": (
            _("{name}: above the expected range in {month}, at {value}"),
            _("{name}: below the expected range in {month}, at {value}"),
        ),
        "trend": (
            _("{name}: up month after month, to {value} in {month}"),
            _("{name}: down month after month, to {value} in {month}"),
        ),
        "two of three": (
            _("{name}: again near or over the top of its range, at {value} in {month}"),
            _("{name}: again near or under the bottom of its range, at {value} in {month}"),
        ),
        "shift": (
            _("{name}: above average for months, at {value} in {month}"),
            _("{name}: below average for months, at {value} in {month}"),
        ),
    }
    return words[rule][0 if high else 1]


def sentences(line: Line, *, month: str) -> list[str]:
    """What is said under the title of one line: the figure, what is unusual, the year before, and what to beware of."""
    if line.withheld:
        return [*line.confidence.reasons, _("Polias shows no figure rather than a wrong one.")]
    said = [_figure(line, month)]
    if not line.measure.matures:
        said += [*_against_range(line), _against_year(line), *filter(None, [could_be_seen(line.figure)])]
    if line.figure.category is None and line.measure.caution:
        said.append(_(line.measure.caution))
    return said


def _figure(line: Line, month: str) -> str:
    value, when = number(line.value, line.measure), month_name(month)
    if line.measure.name == "recorded_crime" and line.figure.category is None:
        return _("{value} crimes were recorded in {month}.").format(value=value, month=when)
    if line.measure.name == "asb_incidents":
        return _("{value} incidents were published for {month}.").format(value=value, month=when)
    if line.measure.unit == "per cent":
        return _("{value} of the crimes recorded in {month}.").format(value=value, month=when)
    return ngettext(
        "{value} crime of this kind was recorded in {month}.",
        "{value} crimes of this kind were recorded in {month}.",
        int(line.value or 0),
    ).format(value=value, month=when)


def _against_range(line: Line) -> list[str]:
    figure = line.figure
    if figure.centre is None:
        return [_("Too few months are loaded to say what is usual.")]
    words = _("An ordinary month lies between {lower} and {upper}; the average is {centre}.")
    if figure.judged_by == "house":
        words = _("By its earlier years, season and trend, {lower} to {upper} was expected, most likely {centre}.")
    said = [
        words.format(
            lower=number(figure.lower, line.measure),
            upper=number(figure.upper, line.measure),
            centre=number(figure.centre, line.measure),
        )
    ]
    if figure.rule and figure.exception:
        said.append(_why(figure.rule, high=figure.exception == "high", months=figure.run_length()))
    elif figure.explained:
        said.append(_("It would be an exception alone. Among so many lines, one like it is to be expected by chance."))
    else:
        said.append(_("Nothing here differs from the usual ups and downs."))
    if figure.trial:
        said.append(
            _("The range rests on {months} months only and may still move.").format(months=figure.history_months)
        )
    return said


def _why(rule: Rule, *, high: bool, months: int) -> str:
    """The rule that fired, in plain words."""
    if rule == "outside limits":
        return (
            _("This is above anything that ordinary ups and downs explain.")
            if high
            else _("This is below anything that ordinary ups and downs explain.")
        )
    if rule == "trend":
        return (
            _("It has gone up at every step for at least seven months, which chance rarely does.")
            if high
            else _("It has gone down at every step for at least seven months, which chance rarely does.")
        )
    if rule == "two of three":
        return (
            _("Two of three months in a row were near or over the top of the range, which chance rarely does.")
            if high
            else _("Two of three months in a row were near or under the bottom of the range, which chance rarely does.")
        )
    return (
        _("At least seven months in a row were above the average, which chance rarely does.")
        if high
        else _("At least seven months in a row were below the average, which chance rarely does.")
    )


def _against_year(line: Line) -> str:
    figure = line.figure
    if figure.previous_year is None:
        return _("The same month a year before is not loaded, so no yearly change can be given.")
    before = number(figure.previous_year, line.measure)
    if figure.change_pct is None:
        return _("A year before it was {before}.").format(before=before)
    return _("A year before it was {before}: {change}.").format(before=before, change=change(figure.change_pct))


def in_short(report: MonthlyReport) -> list[str]:
    """The few sentences that a reader with one minute takes away."""
    total, asb = report.lines[0], report.line("asb_incidents")
    said = [_opening(report, total), *(total.confidence.reasons[:1] if total.withheld else ())]
    said += [year_told(total.beside)] if total.beside and not total.withheld else []
    kinds = [line for line in report.exceptions if line.figure.category]
    gone = [line.title for line in report.lines if line.figure.category and line.withheld]
    high = [_named(line) for line in kinds if line.figure.exception == "high"]
    low = [_named(line) for line in kinds if line.figure.exception == "low"]
    said += [_("Unusually high: {names}.").format(names=listed(high))] if high else []
    said += [_("Unusually low: {names}.").format(names=listed(low))] if low else []
    if gone and not total.withheld:
        said.append(_("No figure is shown for {names}: their supply is in doubt.").format(names=listed(gone)))
    if not kinds and not gone and total.figure.centre is not None:
        said.append(_("No single kind of crime differed from its usual ups and downs."))
    if asb.withheld:
        said.append(_("Anti-social behaviour is counted apart: there is no figure for it that is fit to be shown."))
    else:
        words = _("Anti-social behaviour is counted apart: {value} incidents, {verdict}.")
        said.append(words.format(value=number(asb.value, asb.measure), verdict=_in_a_sentence(asb)))
    said += [one.sentence for one in report.together if one.month == report.month]
    said.append(_trust_in_short(report))
    return said


def _named(line: Line) -> str:
    return f"{line.title} ({number(line.value, line.measure)})"


def _opening(report: MonthlyReport, total: Line) -> str:
    values = {
        "force": report.force.name,
        "value": number(total.value, total.measure),
        "month": month_name(report.month),
        "verdict": _in_a_sentence(total),
    }
    if total.withheld:
        return _("No figure for {force} in {month} is fit to be shown.").format(**values)
    return _("{force} recorded {value} crimes in {month}: {verdict}.").format(**values)


def _in_a_sentence(line: Line) -> str:
    """The verdict in running text."""
    if line.is_exception:
        return _("unusually high") if line.figure.exception == "high" else _("unusually low")
    words = verdict(line)
    return words[:1].lower() + words[1:]


def _trust_in_short(report: MonthlyReport) -> str:
    months = report.lines[0].figure.history_months
    if months < LIMITS_SETTLE:
        return _("Read “usual” with care: only {months} months are loaded.").format(months=months)
    if months < FULL_HISTORY:
        return _("{months} months are loaded; with 24 or more the expected ranges are firmer.").format(months=months)
    return _("{months} months are loaded, enough to judge this one by.").format(months=months)


def london(moment: datetime) -> str:
    """24 November 2026, 08:31, in London time."""
    local = moment.astimezone(LONDON)
    return f"{local.day} {_(MONTHS[local.month - 1])} {local.year}, {local:%H:%M}"


def alternative_text(line: Line, *, month: str) -> str:
    """What the chart shows, for who cannot see it; the table below it has every number."""
    figure = line.figure
    known = [point.value for point in figure.months if point.value is not None]
    if not known:
        return _("Chart without a figure.")
    said = [
        finding(line, month=month) + ".",
        _("Line chart by month from {first} to {last}.").format(
            first=month_name(figure.months[0].month), last=month_name(month)
        ),
        _("Lowest {low}, highest {high}.").format(
            low=number(min(known), line.measure), high=number(max(known), line.measure)
        ),
    ]
    if figure.lower is not None:
        said.append(_("A band marks the expected range, {range}.").format(range=expected_range(line)))
    marked = [f"{month_name(m.month)} ({_mark(m.exception)})" for m in figure.months if m.exception]
    if marked:
        said.append(_("Marked: {months}.").format(months=listed(marked)))
    if gaps := sorted({*figure.missing_months, *figure.gaps}):
        said.append(_("Gaps: {months}.").format(months=listed([month_name(m) for m in gaps])))
    return " ".join(said)


def _mark(exception: str | None) -> str:
    return _("high") if exception == "high" else _("low")
