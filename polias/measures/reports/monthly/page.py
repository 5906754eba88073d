"""Lays the report out as one HTML page that travels alone: its style, its charts and every number inside it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polias
from polias.measures.engine.stats.expectation import ExceptionSettings
from polias.measures.engine.stats.rules import ChartSettings
from polias.measures.reports.monthly.beside_told import beside_sentences, how_compared
from polias.measures.reports.monthly.charts import chart_svg
from polias.measures.reports.monthly.facts import Line, MonthlyReport, Severity
from polias.measures.reports.monthly.sentences import (
    alternative_text,
    change,
    expected_range,
    in_short,
    london,
    number,
    sentences,
    trust,
    verdict,
)
from polias.measures.results.evidence import said
from polias.measures.results.judgement import HISTORY_MONTHS, HOUSE_SETTINGS, JudgedMonth, RuleName
from polias.measures.words import MONTHS, _, count, language, month_name

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True)
class Page:
    """The report as HTML. `fonts` is a style rule that names shipped fonts, or empty for those of the system."""

    report: MonthlyReport
    charts: Mapping[str, str]

    def html(self, *, fonts: str = "") -> str:
        import jinja2

        loader = jinja2.FileSystemLoader(TEMPLATES)
        environment = jinja2.Environment(
            loader=loader,
            autoescape=jinja2.select_autoescape(["html"]),
            trim_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        environment.globals["_"] = _
        title = title_of(self.report)
        # The title stands in a quoted string of the style sheet: nothing in it may end that string or the element.
        css = environment.get_template("monthly.css").render(fonts=fonts, running_title=re.sub(r'[<>"\\\n]', "", title))
        content = _content(self.report, self.charts)
        return environment.get_template("monthly.html").render(css=css, title=title, **content)


def title_of(report: MonthlyReport) -> str:
    return _("Recorded crime in {force}, {month}").format(force=report.force.title, month=month_name(report.month))


def draw_charts(report: MonthlyReport) -> dict[str, str]:
    """SVG by the line's anchor; none for a line of which no month can be shown."""
    return {anchor(line): chart_svg(line, month=report.month) for line in report.lines if line.shows_months}


def anchor(line: Line) -> str:
    """A name for links inside the page, the same from report to report."""
    words = f"{line.measure.name} {line.figure.category or ''}"
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _content(report: MonthlyReport, charts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "language": language(),
        "code_version": polias.__version__,
        "as_at": london(report.as_at),
        "month": month_name(report.month),
        "month_names": [_(name)[:3] for name in MONTHS],
        "in_short": in_short(report),
        "warnings": [check for check in report.checks if check.severity != "information"],
        "checks": report.checks,
        "severities": severity_names(),
        "has_year_before": any(line.figure.previous_year is not None for line in report.lines),
        "rows": [_row(report, line, charts) for line in report.lines],
        "method": [*(house_method() if report.rule == "house" else []), *method(HOUSE_SETTINGS)],
        "together": _together(report),
        "compared": _compared(report),
        "grades": grade_meanings(),
        "measures": _measures(report),
        "lineage": [
            {
                "month": month_name(part.month),
                "rows": count(part.rows),
                "version": part.version,
                "taken_in": london(part.known_from),
                "mark": part.content_hash[:12],
            }
            for part in report.lineage
        ],
    }


def severity_names() -> dict[Severity, str]:
    return {"serious": _("Serious"), "warning": _("Take care"), "information": _("For information")}


def _row(report: MonthlyReport, line: Line, charts: Mapping[str, str]) -> dict[str, Any]:
    svg = charts.get(anchor(line))
    return {
        "anchor": anchor(line),
        "title": line.title,
        "strong": line.figure.category is None,
        "value": _("not shown") if line.withheld else number(line.value, line.measure),
        "previous": number(line.figure.previous_year, line.measure),
        "change": change(line.figure.change_pct) if not line.measure.matures else _("not comparable"),
        "range": expected_range(line),
        "verdict": verdict(line),
        "mark": (line.figure.exception or "") if line.is_exception else "",
        "trust": trust(line),
        "reasons": line.confidence.reasons if not line.withheld else (),
        # The kinds are rows of the same files: what is known of these is said once, with the whole.
        "quality": said(line.confidence.evidence, line.confidence.recorded) if not line.figure.category else [],
        "sentences": sentences(line, month=report.month),
        "beside": _beside(report, line),
        "image": f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}" if svg else "",
        "image_height": _height_of(svg) if svg else 0,
        "alt": alternative_text(line, month=report.month),
        "gaps": [why for month, why in line.figure.gaps.items() if month != line.month],
        "table_caption": _("{name} by month").format(name=line.title),
        "years": list(_years(line)) if line.shows_months else [],
    }


def _together(report: MonthlyReport) -> list[dict[str, Any]]:
    return [
        {
            "month": month_name(one.month),
            "judged": one.judged,
            "exceptional": one.exceptional,
            "standing": one.standing,
            "false": f"{one.false_at_most:.1f}",
        }
        for one in report.together
    ]


def _compared(report: MonthlyReport) -> list[str]:
    """How lines stand beside other forces, or why none does; nothing where no other force is loaded."""
    if report.not_compared:
        return [_("No line is compared with other forces: {why}.").format(why=report.not_compared)]
    return next((how_compared(line.beside) for line in report.lines if line.beside), [])


def _beside(report: MonthlyReport, line: Line) -> list[str]:
    if line.beside is None or line.withheld:
        return []
    return beside_sentences(line.beside, first=None if line is report.lines[0] else report.lines[0].beside)


def _height_of(svg: str) -> int:
    """The height that belongs to a width of 700, so that the page does not jump while it loads."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return round(700 * float(box[2]) / float(box[1])) if box else 300


def _years(line: Line) -> Iterator[dict[str, Any]]:
    by_month = {month.month: month for month in line.figure.months}
    years = sorted({month[:4] for month in by_month})
    for year in years:
        yield {"name": year, "cells": [_cell(line, by_month.get(f"{year}-{place:02}")) for place in range(1, 13)]}


def _cell(line: Line, month: JudgedMonth | None) -> dict[str, str]:
    if month is None:
        return {"text": "", "mark": ""}
    if month.value is None:
        why = _("not shown") if month.why_not else _("not known") if month.held else _("no file")
        return {"text": why, "mark": "gap"}
    sign = {"high": " ▲", "low": " ▼", None: ""}[month.exception]
    return {"text": number(month.value, line.measure) + sign, "mark": month.exception or ""}


def rule_names() -> dict[RuleName, str]:
    return {"house": _("House rule"), "nhs": _("NHS rules")}


def house_method() -> list[str]:
    """The house rule, and when the other one stands in for it."""
    rule = ExceptionSettings()
    return [
        _(
            "Each count is held against its own earlier years: {base} months that ended {gap} before this one. "
            "They say how many to expect, by level, season and, where there is one, trend. "
            "They also say how much one month differs from the next."
        ).format(base=rule.base, gap=rule.left_out + 1),
        _(
            "A month is an exception when it lies more than {beyond:.0f} standard deviations off. "
            "It also is when two of three months in a row lie more than {near:.0f} off on the same side. "
            "A missing month breaks the run."
        ).format(beyond=rule.beyond, near=rule.near),
        _(
            "All lines of a month are looked at together, by the method of Benjamini and Hochberg. "
            "Of those marked, a tenth or fewer are marked by chance. "
            "Beside each line stands the smallest change that could have been seen. "
            "A lasting rise of so much is seen within three months four times out of five."
        ),
        _(
            "Lines with fewer than {least} months before them, and shares, are judged by the NHS rules that follow. "
            "Each chart says which rule judged it."
        ).format(least=rule.least + rule.left_out),
    ]


def method(settings: ChartSettings) -> list[str]:
    """How figures are judged, in words a reader without statistics can follow, with the numbers for who wants them."""
    screening = (
        _("Unusually large steps between months ({screen} times the average step or more) are left out of it.")
        if settings.screening
        else _("No step is left out of it.")
    )
    return [
        _(
            "Every count goes up and down by chance. The expected range shows how far it ordinarily does. "
            "It lies on both sides of the average, {k} times the average step from one month to the next away."
        ).format(k=settings.k)
        + " "
        + screening.format(screen=settings.screen_at),
        _(
            "A month is marked by the first of these that holds. It lies outside the range. It is part of {trend} "
            "months that each rise, or each fall. It is one of two in three months close to or over one edge of the "
            "range, all three on that side of the average. It is part of {shift} months on one side of the average."
        ).format(trend=settings.trend_length, shift=settings.shift_length),
        _(
            "This is the XmR chart with the rules that the NHS calls “Making data count”. "
            "It looks back at most {months} months. With fewer than {least} it draws no range, and with fewer than "
            "{trial} it calls the range a first estimate. A missing month breaks every run."
        ).format(months=HISTORY_MONTHS, least=settings.least, trial=settings.trial_below),
        _(
            "With many lines some are marked by chance alone, and lines with strong seasons more often. "
            "A mark is a reason to ask, not an answer."
        ),
    ]


def grade_meanings() -> list[tuple[str, str]]:
    return [
        (_("High"), _("Two years or more without a gap, and at least 95% of every key field filled and sound.")),
        (
            _("Medium"),
            _("A gap, fewer than 24 months, small numbers, 2% or more still to be processed, or 85% to 95% sound."),
        ),
        (_("Low"), _("Fewer than 13 months, months that cannot be compared, or 70% to 85% sound.")),
        (
            _("Withheld"),
            _(
                "The figure is not known, its supply is in doubt, or under 70% of the rows behind it are sound. "
                "It is not shown."
            ),
        ),
        (
            _("Every grade"),
            _("It speaks of the figure as published. Whether crimes were rightly recorded cannot be seen from here."),
        ),
    ]


def _measures(report: MonthlyReport) -> list[dict[str, Any]]:
    seen = {line.measure.name: line.measure for line in report.lines}
    return [
        {
            "title": _(measure.title),
            "version": measure.version,
            "question": _(measure.question),
            "caution": _(measure.caution),
            "source": measure.source,
            "owner": measure.owner,
        }
        for measure in seen.values()
    ]
