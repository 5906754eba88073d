"""The report for machines: the keys that others rely on, unknown as null, text only where text is meant."""

from __future__ import annotations

from typing import Any

import polias
from polias.manifest.description import instant_text
from polias.measures.engine.stats.rules import Rule
from polias.measures.kept.figure import kept_partition, partition_as_json
from polias.measures.reports.monthly.beside_told import beside_as_json
from polias.measures.reports.monthly.facts import Line, MonthlyReport
from polias.measures.results.evidence import as_json as evidence_as_json

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
        "gaps": [
            {
                "measure": line.measure.name,
                "category": line.figure.category or ALL,
                "month": month,
                "reason": reason,
            }
            for line in report.lines
            for month, reason in line.figure.gaps.items()
        ],
        "together": [
            {
                "month": one.month,
                "judged": one.judged,
                "exceptional": one.exceptional,
                "standing": one.standing,
                "false_at_most": round(one.false_at_most, 1),
            }
            for one in report.together
        ],
        "lineage": _lineage(report),
    }


def _lineage(report: MonthlyReport) -> dict[str, Any]:
    """What `polias measures rebuild` needs: the code, the definitions, every file with its hash, and by line the group
    and the two counts, in the order of the lines."""
    measures = {line.measure.name: line.measure for line in report.lines}.values()
    return {
        "code_version": polias.__version__,
        "definitions": [
            {
                "measure": measure.name,
                "dataset": measure.numerator.dataset,
                "version": measure.version,
                "fingerprint": measure.fingerprint,
                "unit": measure.unit,
            }
            for measure in measures
        ],
        "counts": [_counts(line) for line in report.lines],
        "files": [partition_as_json(kept_partition(one, report.datasets)) for one in report.lineage],
    }


def _counts(line: Line) -> dict[str, Any]:
    figure, shown = line.figure, not line.withheld
    return {
        "group": dict(figure.group),
        "numerator": figure.numerator if shown else None,
        "denominator": figure.denominator if shown else None,
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
        "judged_by": _judged_by(line),
        "history_months": figure.history_months,
        "confidence": {"grade": line.confidence.grade, "reasons": list(line.confidence.reasons)},
        "beside": beside_as_json(line.beside) if line.beside and shown else None,
        "quality": {
            "sentence": line.confidence.sentence,
            **evidence_as_json(line.confidence.evidence, line.confidence.recorded),
        },
    }


def _judged_by(line: Line) -> dict[str, Any] | None:
    """The rule by name, the smallest rises that it could have seen in per cent, and what so many lines explain."""
    figure = line.figure
    if line.withheld or figure.centre is None:
        return None
    one_month, lasting = figure.detectable, figure.lasting
    return {
        "rule": figure.judged_by,
        "smallest_rise_in_one_month_pct": None if one_month is None else round(100 * one_month, 1),
        "smallest_lasting_rise_pct": None if lasting is None else round(100 * lasting, 1),
        "explained_by_chance": figure.explained,
    }


def rule_code(rule: Rule | None) -> str | None:
    return rule.replace(" ", "_") if rule else None


def _number(value: float | None) -> float | int | None:
    """Whole numbers as such; others to four places, beyond which no chart means anything."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, 4)
