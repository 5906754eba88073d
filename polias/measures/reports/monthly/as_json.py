"""The report for machines: the keys that others rely on, unknown as null, text only where text is meant."""

from __future__ import annotations

from typing import Any

from polias.manifest.description import instant_text
from polias.measures.engine.stats.rules import Rule
from polias.measures.reports.monthly.facts import Line, MonthlyReport

#: Category of the line that counts all of them.
ALL = "all"


def report_as_json(report: MonthlyReport) -> dict[str, Any]:
    return {
        "force": report.force.slug,
        "month": report.month,
        "as_at": instant_text(report.as_at),
        "lines": [_line(line) for line in report.lines],
        "data_quality": [
            {"check": check.check, "severity": check.severity, "message": check.message} for check in report.checks
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    figure, shown = line.figure, not line.withheld
    return {
        "measure": line.measure.name,
        "category": figure.category or ALL,
        "value": _number(line.value),
        "previous_year": _number(figure.previous_year),
        "change_pct": _number(figure.change_pct) if shown else None,
        "centre": _number(figure.centre) if shown else None,
        "lower": _number(figure.lower) if shown else None,
        "upper": _number(figure.upper) if shown else None,
        "exception": figure.exception if shown else None,
        "rule": rule_code(figure.rule) if shown else None,
        "history_months": figure.history_months,
        "confidence": {"grade": line.confidence.grade, "reasons": list(line.confidence.reasons)},
    }


def rule_code(rule: Rule | None) -> str | None:
    return rule.replace(" ", "_") if rule else None


def _number(value: float | None) -> float | int | None:
    """Whole numbers as such; others to four places, beyond which no chart means anything."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, 4)
