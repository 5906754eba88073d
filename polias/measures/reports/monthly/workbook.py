"""The report as a workbook: values only, one table a sheet, each under its source and the moment it speaks of."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from polias.kit.screens.harmless import would_run
from polias.measures.reports.monthly.as_json import ALL, rule_code
from polias.measures.reports.monthly.beside import Beside
from polias.measures.reports.monthly.facts import Line, MonthlyReport
from polias.measures.reports.monthly.page import rule_names, severity_names, title_of
from polias.measures.reports.monthly.sentences import london, trust, verdict
from polias.measures.results.evidence import SCORES, score_names
from polias.measures.words import _

Cell = str | float | int | None
_NOTE_ROWS = 4


def workbook_bytes(report: MonthlyReport) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    # Text that looks like a formula or an address stays text: categories come from files that anybody may have made.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(buffer, options)
    workbook.set_properties({"title": title_of(report), "comments": _source(report)})
    for name, header, rows in _tables(report):
        _write_table(workbook, report, name=name, header=header, rows=rows)
    workbook.close()
    return buffer.getvalue()


def _tables(report: MonthlyReport) -> list[tuple[str, Sequence[str], list[Sequence[Cell]]]]:
    return [
        (_("Lines"), _lines_header(), [_line(line) for line in report.lines]),
        *_beside_sheet(report),
        (_("Months"), _months_header(), [row for line in report.lines for row in _months(line)]),
        *_together_sheet(report),
        (
            _("Data quality"),
            (_("Check"), _("Weight"), _("Finding")),
            [(check.check, severity_names()[check.severity], check.message) for check in report.checks],
        ),
        (_("Definitions"), _definitions_header(), _definitions(report)),
        (
            _("Files"),
            (_("Month"), _("Rows"), _("Version"), _("Taken in (UTC)"), _("Content mark")),
            [
                (part.month, part.rows, part.version, part.known_from.isoformat(timespec="seconds"), part.content_hash)
                for part in report.lineage
            ],
        ),
    ]


def _lines_header() -> Sequence[str]:
    return (
        _("Measure"), _("Category"), _("Value"), _("A year before"), _("Change (%)"), _("Average"),
        _("Expected from"), _("Expected to"), _("Exception"), _("Rule"), _("What it says"), _("Months known"),
        _("Trust"), _("Why"), _("Judged by"), _("Smallest rise seen in one month (%)"),
        _("Smallest lasting rise seen (%)"), *score_names().values(), _("lowest score"), _("Range with what waits, to"),
    )  # fmt: skip


def _line(line: Line) -> Sequence[Cell]:
    figure, shown = line.figure, not line.withheld
    judged = (figure.change_pct, figure.centre, figure.lower, figure.upper, figure.exception, rule_code(figure.rule))
    return (
        line.measure.name,
        figure.category or ALL,
        line.value,
        figure.previous_year,
        *(judged if shown else (None,) * 6),
        verdict(line),
        figure.history_months,
        trust(line),
        " ".join(line.confidence.reasons),
        *(_seen(line) if shown and figure.centre is not None else (None,) * 3),
        *_quality(line),
    )


def _quality(line: Line) -> Sequence[Cell]:
    """The six scores, the lowest, and the upper end of what a backlog leaves."""
    evidence, recorded = line.confidence.evidence, line.confidence.recorded
    scores = [getattr(evidence.scores, name) for name in SCORES]
    lowest = evidence.lowest()
    high = evidence.backlog.range(recorded)[1] if evidence.backlog and recorded is not None else None
    return (*scores, lowest[1] if lowest else None, high)


def _seen(line: Line) -> Sequence[Cell]:
    figure = line.figure
    shares = [None if share is None else round(100 * share, 1) for share in (figure.detectable, figure.lasting)]
    return (rule_names()[figure.judged_by], *shares)


def _beside_sheet(report: MonthlyReport) -> list[tuple[str, Sequence[str], list[Sequence[Cell]]]]:
    """Each line beside other forces, and which side ends when; no sheet where none is held against others."""
    compared = [(line, line.beside) for line in report.lines if line.beside and not line.withheld]
    if not compared:
        return []
    header = (
        _("Measure"), _("Category"), _("Months"), _("To"), _("Value"), _("In as many a year before"), _("Change (%)"),
        _("Per 1,000 people"), _("Others of the group"), _("All others"), _("Rank of the rate"), _("At best"),
        _("At worst"), _("Of"), _("Rank in the group"), _("Of the group"), _("Rank of the change"), _("Of changes"),
        _("Forces up"), _("Cannot be told apart from"), _("Ends"), _("Left out"),
    )  # fmt: skip
    return [(_("Beside others"), header, [_beside(line, beside) for line, beside in compared])]


def _beside(line: Line, beside: Beside) -> Sequence[Cell]:
    by_rate, in_group, by_change = beside.rank_of_rate, beside.rank_of_rate_in_group, beside.rank_of_change
    return (
        line.measure.name,
        line.figure.category or ALL,
        beside.months,
        beside.until,
        beside.events,
        beside.previous,
        beside.change_pct,
        beside.rate,
        beside.group_rate,
        beside.others_rate,
        *((by_rate.rank, by_rate.low, by_rate.high, by_rate.of) if by_rate else (None,) * 4),
        *((in_group.rank, in_group.of) if in_group else (None, None)),
        *((by_change.rank, by_change.of) if by_change else (None, None)),
        beside.up if beside.changes_known else None,
        ", ".join(by_rate.alike) if by_rate else "",
        "; ".join(f"{end}: {', '.join(names)}" for end, names in beside.ends),
        "; ".join(f"{name}: {reason}" for name, reason in beside.left_out),
    )


def _together_sheet(report: MonthlyReport) -> list[tuple[str, Sequence[str], list[Sequence[Cell]]]]:
    """What looking at the lines of each month together came to; no sheet where the house rule judged none."""
    header = (_("Month"), _("Lines judged"), _("Exceptional alone"), _("Marked"), _("Expected to be false, at most"))
    rows: list[Sequence[Cell]] = [
        (one.month, one.judged, one.exceptional, one.standing, round(one.false_at_most, 1)) for one in report.together
    ]
    return [(_("Looked at together"), header, rows)] if rows else []


def _months_header() -> Sequence[str]:
    return (
        _("Measure"), _("Category"), _("Month"), _("Value"), _("Average"), _("Expected from"), _("Expected to"),
        _("Exception"), _("Rule"), _("Perhaps by chance"), _("Loaded"), _("Why it is not shown"),
    )  # fmt: skip


def _months(line: Line) -> list[Sequence[Cell]]:
    if not line.shows_months:
        return []
    return [
        (
            line.measure.name,
            line.figure.category or ALL,
            month.month,
            month.value,
            month.centre,
            month.lower,
            month.upper,
            month.exception,
            rule_code(month.rule),
            month.explained,
            _("yes") if month.held else _("no"),
            month.why_not or None,
        )
        for month in line.figure.months
    ]


def _definitions_header() -> Sequence[str]:
    return (_("Measure"), _("Version"), _("Title"), _("Question"), _("Unit"), _("Source"), _("Owner"), _("Caution"))


def _definitions(report: MonthlyReport) -> list[Sequence[Cell]]:
    measures = {line.measure.name: line.measure for line in report.lines}.values()
    return [(m.name, m.version, _(m.title), _(m.question), m.unit, m.source, m.owner, _(m.caution)) for m in measures]


def _source(report: MonthlyReport) -> str:
    return _("Source: street files of data.police.uk, Open Government Licence v3.0. Taken in on {when}.").format(
        when=london(report.as_at)
    )


def _write_table(
    workbook: Any, report: MonthlyReport, *, name: str, header: Sequence[str], rows: list[Sequence[Cell]]
) -> None:
    sheet = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True, "bottom": 2})
    # What a spreadsheet would run as soon as somebody edits the cell is marked as text.
    stays_text = workbook.add_format({"quote_prefix": True})
    sheet.write_string(0, 0, title_of(report), workbook.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, _source(report))
    sheet.write_string(2, 0, _("Values only: an empty cell is not known, and no cell holds a formula."))
    for column, text in enumerate(header):
        sheet.write_string(_NOTE_ROWS, column, text, bold)
    for place, row in enumerate(rows, start=_NOTE_ROWS + 1):
        for column, value in enumerate(row):
            _write_cell(sheet, place, column, value, stays_text)
    for column, text in enumerate(header):
        longest = max([len(text), *(len(_shown(row[column])) for row in rows)], default=10)
        sheet.set_column(column, column, min(longest + 2, 60))
    sheet.freeze_panes(_NOTE_ROWS + 1, 0)
    if rows:
        sheet.autofilter(_NOTE_ROWS, 0, _NOTE_ROWS + len(rows), len(header) - 1)


def _write_cell(sheet: Any, row: int, column: int, value: Cell, stays_text: Any) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value, stays_text if would_run(value) else None)
    else:
        sheet.write_number(row, column, value)


def _shown(value: Cell) -> str:
    return "" if value is None else f"{value:.1f}" if isinstance(value, float) else str(value)
