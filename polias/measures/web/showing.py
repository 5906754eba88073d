"""Turns a reckoned figure into what the pages show, in the reader's edition: card, chart and table from one series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from polias.manifest import datasets_folder
from polias.measures import saying
from polias.measures.catalogue import Offer, months_published
from polias.measures.edition import Edition, Shown, shown
from polias.measures.engine import ResultRow
from polias.measures.reckoning import Reckoned, reckon
from polias.measures.results import JudgedMonth, RuleName, could_be_seen
from polias.measures.web import charts
from polias.measures.words import listed, month_name


@dataclass(frozen=True)
class Series:
    """A figure with each of its months as this reader may see it."""

    reckoned: Reckoned
    months: tuple[tuple[JudgedMonth, Shown], ...]
    edition: Edition

    @property
    def newest(self) -> Shown:
        return self.months[-1][1]

    @property
    def any_held_back(self) -> bool:
        return any(value.held_back for _month, value in self.months)


def series_of(
    offer: Offer,
    *,
    force: str,
    edition: Edition,
    month: str = "",
    group: str = "",
    area: str = "",
    datasets: Path | None = None,
    as_at: datetime | None = None,
    rule: RuleName = "house",
    with_others: bool = False,
) -> Series | None:
    """The series up to a month (the newest published, when none is named); None when nothing is known of it.

    With ``as_at`` it is what was known at that moment; ``with_others`` is for who tells how many were looked at.
    """
    folder = datasets or datasets_folder()
    held = months_published(offer.measure, force, datasets=folder)
    if not held:
        return None
    asked: dict[str, Any] = {"force": force, "month": month or held[-1], "datasets": folder, "as_at": as_at}
    found = reckon(offer, group=group, area=area, rule=rule, with_others=with_others, **asked)
    if found is None:
        return None
    rows = {row.month: row for row in found.result.series(force=force, group=found.figure.group)}
    months = tuple(
        (one, shown(_as_judged(rows[one.month], one), offer.measure, edition=edition)) for one in found.figure.months
    )
    return Series(found, months, edition)


def _as_judged(row: ResultRow, month: JudgedMonth) -> ResultRow:
    """The row without the value of a month that is a gap."""
    return replace(row, value=None, numerator=None, denominator=None) if month.why_not else row


def card(series: Series, *, force: str) -> dict[str, Any]:
    """The figure card: the newest month, where it lies, its sparkline, and how far to trust it."""
    reckoned, measure = series.reckoned, series.reckoned.measure
    return {
        "title": _(measure.title),
        "url": f"/measures/{measure.name}/?{urlencode({'force': force})}",
        "value": series.newest.text,
        "unit": in_which_month(reckoned),
        "range_sentence": where_it_lies(series),
        "level": level(series),
        "seen": what_it_sees(series),
        "sparkline": mark_safe(charts.sparkline(dots(series), alt=in_words(series))),  # noqa: S308
        "trust": reckoned.confidence.grade,
        "trust_sentence": next(
            iter(reckoned.confidence.reasons), _("Supplied in full, with two years to judge it by.")
        ),
        "as_at": reckoned.result.as_at,
    }


def in_which_month(reckoned: Reckoned) -> str:
    month = month_name(reckoned.figure.month)
    return _("in %(month)s so far") % {"month": month} if reckoned.unfinished else _("in %(month)s") % {"month": month}


def last_judged(series: Series) -> JudgedMonth | None:
    """The newest month that has ended and has a value."""
    months = [one for one, value in series.months if value.value is not None]
    if series.reckoned.unfinished:
        months = [one for one in months if one.month != series.reckoned.figure.month]
    return months[-1] if months else None


def level(series: Series) -> str:
    """The sign beside the sentence: that of the newest month that has ended; calm where chance explains it."""
    judged = last_judged(series)
    if judged is None or judged.explained:
        return "calm"
    return judged.exception or "within"


def what_it_sees(series: Series) -> str:
    """By which rule the chart is judged, and the smallest change that it could have shown."""
    return "" if series.newest.held_back else could_be_seen(series.reckoned.figure)


def where_it_lies(series: Series) -> str:
    """Where the figure lies in its expected range; while its month goes on, where the month before lay."""
    if series.newest.held_back:
        return _("The count is too small to be shown here.")
    said = saying.where_it_lies(series.reckoned)
    before = last_judged(series)
    if not series.reckoned.unfinished or before is None or before.centre is None:
        return said
    names = {"high": _("higher than expected"), "low": _("lower than expected"), None: _("as expected")}
    verdict = _("perhaps by chance") if before.explained else names[before.exception]
    measure = series.reckoned.measure
    return said + " " + _("%(month)s was %(verdict)s: %(value)s.") % {
        "month": month_name(before.month),
        "verdict": verdict,
        "value": saying.number(before.value, measure),
    }  # fmt: skip


def dots(series: Series) -> list[charts.Dot]:
    """The months as the chart draws them; what is held back is a gap."""
    newest, unfinished = series.reckoned.figure.month, series.reckoned.unfinished
    return [
        charts.Dot(
            label=short_month(one.month),
            value=value.value,
            lower=one.lower,
            centre=one.centre,
            upper=one.upper,
            exception=(one.exception or "") if value.value is not None else "",
            open=unfinished and one.month == newest,
        )
        for one, value in series.months
    ]


def chart_image(series: Series) -> str:
    """The chart as a picture with its words."""
    measure = series.reckoned.measure
    picture = charts.as_picture(
        dots(series),
        say=lambda value: saying.number(value, measure),
        on_axis=lambda value: saying.on_axis(value, measure),
        alt=in_words(series),
    )
    return mark_safe(picture)  # noqa: S308 (made of numbers and escaped words)


def in_words(series: Series) -> str:
    """What the chart shows, for who cannot see it; the table has every number."""
    known = [value.value for _one, value in series.months if value.value is not None]
    if not known:
        return _("A chart without a figure.")
    measure, figure = series.reckoned.measure, series.reckoned.figure
    said = [
        _("Line by month from %(first)s to %(last)s.")
        % {"first": month_name(series.months[0][0].month), "last": month_name(figure.month)},
        _("Lowest %(low)s, highest %(high)s.")
        % {"low": saying.number(min(known), measure), "high": saying.number(max(known), measure)},
    ]
    if usual := saying.expected(series.reckoned):
        said.append(_("The expected range is %(range)s.") % {"range": usual})
    said += [note for note in (_marked(series), _gaps(series)) if note]
    return " ".join(said)


def _marked(series: Series) -> str:
    """The marked months in words, those next to one another as a stretch."""
    stretches: list[list[JudgedMonth]] = []
    before: JudgedMonth | None = None
    for one, value in series.months:
        marked = bool(one.exception) and value.value is not None
        if marked and before is not None and before.exception == one.exception:
            stretches[-1].append(one)
        elif marked:
            stretches.append([one])
        before = one if marked else None
    return _("Marked: %(months)s.") % {"months": listed([_stretch(s) for s in stretches])} if stretches else ""


def _by_chance(series: Series) -> str:
    """The months that would be exceptions alone, and are none among the figures of their month."""
    months = [month_name(one.month) for one, value in series.months if one.explained and value.value is not None]
    return (
        _("Perhaps by chance, among the figures of its month: %(months)s.") % {"months": listed(months)}
        if months
        else ""
    )


def _stretch(months: list[JudgedMonth]) -> str:
    names = {"high": _("high"), "low": _("low"), None: ""}
    first, last, way = month_name(months[0].month), month_name(months[-1].month), names[months[0].exception]
    if len(months) == 1:
        return _("%(month)s (%(way)s)") % {"month": first, "way": way}
    return _("%(first)s to %(last)s (%(way)s)") % {"first": first, "last": last, "way": way}


def _gaps(series: Series) -> str:
    missing = [month_name(one.month) for one, _value in series.months if not one.held and not one.why_not]
    said = [_("Nothing was supplied for %(months)s.") % {"months": listed(missing)}] if missing else []
    return " ".join([*said, *dict.fromkeys(series.reckoned.figure.gaps.values())])


def notes(series: Series) -> list[str]:
    """What stands below the chart: how to read it, what is marked, and what is missing."""
    said = []
    if saying.expected(series.reckoned):
        by_house = series.reckoned.figure.judged_by == "house"
        said.append(
            _("The grey band is what was expected of each month by its earlier years, most likely the dashed line.")
            if by_house
            else _("The grey band is the expected range; the dashed line is the average.")
        )
    said += [seen] if (seen := what_it_sees(series)) else []
    said += [note for note in (_marked(series), _by_chance(series), _gaps(series)) if note]
    said += [series.reckoned.together.sentence] if series.reckoned.together else []
    if series.reckoned.unfinished:
        said.append(_("The hollow dot is a month that is not over."))
    if series.any_held_back:
        said.append(_("Counts below five are not shown to boards, and leave a gap."))
    return said


def table(series: Series) -> tuple[list[str], list[list[Any]]]:
    """Heads and rows of the table, the newest month first."""
    heads = [_("Month"), _("Figure"), _("Expected range"), _("Verdict")]
    return heads, [_table_row(series, one, value) for one, value in reversed(series.months)]


def _table_row(series: Series, one: JudgedMonth, value: Shown) -> list[Any]:
    measure = series.reckoned.measure
    usual = (
        f"{saying.number(one.lower, measure)} – {saying.number(one.upper, measure)}" if one.lower is not None else ""
    )
    return [
        month_name(one.month),
        _("not shown") if one.why_not else value.text if one.held else _("not supplied"),
        usual,
        verdict(series, one, value),
    ]


def verdict(series: Series, one: JudgedMonth, value: Shown) -> str:
    """A few words, never a colour alone."""
    if value.value is None:
        return ""
    if series.reckoned.unfinished and one.month == series.reckoned.figure.month:
        return _("Not over")
    if one.explained:
        return _("Perhaps by chance")
    if one.exception:
        return _("▲ Higher than expected") if one.exception == "high" else _("▼ Lower than expected")
    return _("As expected") if one.centre is not None else _("Too early to say")


def numbers(series: Series) -> tuple[list[str], list[list[Any]]]:
    """The same for a file: numbers as numbers, what is unknown or held back as nothing, with a word for why."""
    heads = ["month", "value", "unit", "centre", "lower", "upper", "exception", "rule", "note"]
    unit = series.reckoned.measure.unit
    return heads, [
        [one.month, value.value, unit, one.centre, one.lower, one.upper, one.exception, one.rule, _note(one, value)]
        for one, value in series.months
    ]


def _note(one: JudgedMonth, value: Shown) -> str:
    if value.held_back:
        return value.text
    return one.why_not or ("" if one.held else _("not supplied"))


def short_month(month: str) -> str:
    """`2026-11` as Nov 2026."""
    from django.utils.formats import date_format

    return date_format(date.fromisoformat(f"{month}-01"), "M Y")


def groups_of(offer: Offer, *, force: str, by: str, months: Sequence[str], datasets: Path) -> list[str]:
    """The kinds of crime or areas that have occurred, by name."""
    from polias.measures.reckoning import result_of

    if not by or not months:
        return []
    result = result_of(offer, force=force, month=months[-1], datasets=datasets, group_by=(by,))
    return [value for ((_name, value),) in result.groups(force=force) if value]


def london(moment: datetime | None) -> str:
    from polias.kit.govuk.templatetags.polias import when

    return when(moment)
