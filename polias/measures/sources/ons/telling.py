"""What is said of official tables that were taken in: what each holds and lacks, and where tables disagree."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from polias.measures.sources.ons.agreement import Check, Compared
from polias.measures.sources.ons.cells import EMPTY
from polias.measures.sources.ons.importing import TableReport, TablesImported
from polias.measures.words import _, count, listed, month_name

#: So many differences are told one by one; the file of checks has all of them.
DIFFERENCES_TOLD = 20


def rows_told(report: TablesImported) -> list[dict[str, str]]:
    """A row for each table that was read."""
    return [_row(one) for one in report.files if one.table]


def _row(one: TableReport) -> dict[str, str]:
    assert one.table is not None
    assert one.outcomes is not None
    missing = sorted(one.table.missing.items())
    known = sum(figure.value is not None for figure in one.table.figures)
    return {
        _("Table"): one.table.number or Path(one.file).name,
        _("Year to"): one.table.month,
        _("Areas"): count(one.table.areas),
        _("Figures"): count(known),
        # Without brackets: a table on the screen would take them for a style.
        _("Not given"): ", ".join(f"{mark} {count(times)}" for mark, times in missing) or "0",
        _("Loaded"): count(one.outcomes["new"] + one.outcomes["replaced"]),
        _("Held already"): count(one.outcomes["unchanged"] + one.outcomes["held_before"]),
    }


def remarks_told(report: TablesImported) -> Iterator[str]:
    """What is odd, refused or not understood, with file and line; then what each mark means."""
    meant: dict[str, str] = {}
    for one in report.files:
        name = Path(one.file).name
        if one.table is None:
            yield _("Refused: {file}: {sentence}").format(file=one.file, sentence=one.sentence)
            continue
        for line, reason in one.table.rejected:
            yield _("{file}, line {line}: not kept, {reason}").format(file=name, line=line, reason=reason)
        for line, text in one.table.remarks:
            yield _("{file}, line {line}: {text}.").format(file=name, line=line, text=text)
        if one.table.unknown_offences:
            yield _("{file}: kept under their own names, which no table knows: {names}.").format(
                file=name, names=listed(one.table.unknown_offences)
            )
        for figure in one.table.figures:
            if figure.missing and figure.missing not in meant:
                meant[figure.missing] = figure.missing_meaning or ""
                sentence = _("[{mark}] is no number and never nought: {meaning}.")
                if figure.missing == EMPTY:
                    sentence = _("A cell that is empty is no number and never nought.")
                yield sentence.format(mark=figure.missing, meaning=figure.missing_meaning)


def checks_told(checks: Sequence[Compared]) -> Iterator[str]:
    """How many figures were reckoned again and how many differ, by kind; then the differences."""
    names: dict[Check, str] = {"sum": _("Sums"), "rate": _("Rates"), "change": _("Percentage changes")}
    for check, name in names.items():
        found = [one for one in checks if one.check == check]
        if found:
            yield _("{name}: {count} reckoned again from numbers of offences, {differ} differ.").format(
                name=name, count=count(len(found)), differ=count(sum(not one.agrees for one in found))
            )
    different = [one for one in checks if not one.agrees]
    for one in different[:DIFFERENCES_TOLD]:
        yield "  " + difference_told(one)
    if len(different) > DIFFERENCES_TOLD:
        yield _("  and {count} more; --checks writes all of them.").format(
            count=count(len(different) - DIFFERENCES_TOLD)
        )


def difference_told(one: Compared) -> str:
    """One figure with both sides of its difference."""
    if one.lowest is None or one.highest is None:
        should = _("not given, since it stands on a small base")
    elif one.lowest == one.highest:
        should = f"{one.reckoned:,.6g}"
    else:
        should = _("{low} to {high}").format(low=f"{one.lowest:,.6g}", high=f"{one.highest:,.6g}")
    said = f"[{one.said}]" if one.published is None else f"{one.published:,.6g}"
    return _("{area}, {group}, year to {month}: published {said}, reckoned {should}").format(
        area=one.area, group=one.offence_group, month=month_name(one.month), said=said, should=should
    )


def write_checks(checks: Sequence[Compared], path: Path) -> None:
    """Every comparison as a row, numbers in full."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([one.name for one in fields(Compared)])
        writer.writerows([getattr(one, name.name) for name in fields(Compared)] for one in checks)


def as_json(report: TablesImported, checks: Sequence[Compared]) -> dict[str, Any]:
    """The whole for programs."""
    return {
        "files": [_file_as_json(one) for one in report.files],
        "passed_over": list(report.passed_over),
        "checks": {
            check: {"compared": len(found), "differ": sum(not one.agrees for one in found)}
            for check in ("sum", "rate", "change")
            for found in [[one for one in checks if one.check == check]]
        },
        "differences": [one for one in checks if not one.agrees],
    }


def _file_as_json(one: TableReport) -> dict[str, Any]:
    if one.table is None:
        return {"file": one.file, "outcome": "refused", "sentence": one.sentence}
    return {
        "file": one.file,
        "outcome": "read",
        "table": one.table.number,
        "kind": one.table.kind,
        "month": one.table.month,
        "compared_with": one.table.compared_with,
        "areas": one.table.areas,
        "figures": sum(figure.value is not None for figure in one.table.figures),
        "missing": dict(one.table.missing),
        "outcomes": dict(one.outcomes or {}),
        "rejected_rows": [{"line": line, "reason": reason} for line, reason in one.table.rejected],
        "remarks": [{"line": line, "remark": text} for line, text in one.table.remarks],
    }
