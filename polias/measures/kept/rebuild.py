"""Counts a kept figure again from the very files it was counted from, and says whether the same comes out.

Equal is said only when the definition, the dated sets and every byte of every file are what they were, and the count
gives the value that was kept. Whatever else there is has its own sentence.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from polias.manifest import ManifestUnreadable, read_manifest
from polias.measures import catalogue
from polias.measures.engine import Measure, ResultRow, count_again
from polias.measures.engine.months import span
from polias.measures.engine.soundness import FaultKind, content_fault
from polias.measures.kept.figure import KeptFigure, KeptPartition, KeptRange
from polias.measures.results import judge
from polias.measures.results.together import beside
from polias.measures.words import _, count, month_name, ngettext

State = Literal[
    "equal",
    "differs",
    "other range",
    "gone",
    "cut short",
    "changed",
    "other definition",
    "other set",
    "no files",
    "withheld",
]


@dataclass(frozen=True)
class Rebuilt:
    """What came of counting a kept figure again. `found` is the value now; None where it was not counted."""

    kept: KeptFigure
    state: State
    sentence: str
    found: float | None = None

    @property
    def is_equal(self) -> bool:
        return self.state == "equal"


def rebuild(kept: KeptFigure, *, datasets: Path) -> Rebuilt:
    """The figure counted again from its kept files; never from what is current now."""
    if kept.value is None and kept.numerator is None:
        return Rebuilt(kept, "withheld", _("It was kept without a value, so there is nothing to prove."))
    measure = _measure_of(kept)
    if isinstance(measure, str):
        return Rebuilt(kept, "other definition", measure)
    own, trouble = _standing(kept.partitions, datasets)
    if trouble:
        return Rebuilt(kept, *trouble)
    counted = _counted(kept, measure, own, datasets)
    if counted.is_equal and kept.range is not None:
        return _with_its_range(counted, kept.range, measure, own, datasets)
    return counted


def _standing(
    partitions: Sequence[KeptPartition], datasets: Path
) -> tuple[list[KeptPartition], tuple[State, str] | None]:
    """The files as they were, or those with the same rows that stand in for them; or the first trouble among them."""
    if not partitions:
        return [], ("no files", _("It was kept without a file: there was nothing to count it from."))
    standing: list[KeptPartition] = []
    for one in partitions:
        found = _as_it_was(one, datasets)
        if not isinstance(found, KeptPartition):
            return [], _file_trouble(one, found)
        standing.append(found)
    return standing, None


def _measure_of(kept: KeptFigure) -> Measure | str:
    """The measure by its name and dataset, or the sentence that says why it is not the one that was counted."""
    known = [offer.measure for offer in catalogue.OFFERS if offer.measure.name == kept.measure]
    measure = next((one for one in known if one.numerator.dataset == kept.dataset), None)
    if measure is None:
        return _("Polias has no measure {measure} over {dataset} any more.").format(
            measure=kept.measure, dataset=kept.dataset
        )
    if measure.version != kept.definition_version:
        return _("It was counted by version {then} of the definition, and Polias {code} has version {now}.").format(
            then=kept.definition_version, now=measure.version, code=_code()
        )
    if measure.fingerprint != kept.definition:
        return _("The definition was changed since without a new version number: what is counted is not the same.")
    return measure


def _code() -> str:
    import polias

    return polias.__version__


def _as_it_was(one: KeptPartition, datasets: Path) -> KeptPartition | FaultKind:
    """The file, or another version of the month with the very same rows; else what is wrong with the file."""
    path = datasets / one.file
    wrong = content_fault(path, rows=one.rows, file_hash=one.file_hash)
    if wrong is None:
        return one
    return next(_with_the_same_rows(one, path.parent, datasets), wrong)


def _with_the_same_rows(one: KeptPartition, folder: Path, datasets: Path) -> Iterator[KeptPartition]:
    try:
        manifest = read_manifest(folder)
    except ManifestUnreadable:
        return
    for version in manifest.versions if manifest else ():
        same = version.content_hash == one.content_hash and version.rows == one.rows
        path = folder / version.file
        if same and content_fault(path, rows=version.rows, file_hash=version.file_hash) is None:
            yield replace(
                one, file=str(path.relative_to(datasets)), version=version.number, file_hash=version.file_hash
            )


def _file_trouble(one: KeptPartition, kind: FaultKind) -> tuple[State, str]:
    state: State = "gone" if kind == "gone" else "cut short" if kind == "cut short" else "changed"
    words = {
        "gone": _("The file it was counted from is gone: {file}. Put it back from a backup."),
        "cut short": _("The file it was counted from is cut short: {file}. Put it back from a backup."),
        "changed": _("The file it was counted from is no longer what it was: {file}. Put it back from a backup."),
    }
    return state, words[state].format(file=one.file)


def _counted(kept: KeptFigure, measure: Measure, partitions: list[KeptPartition], datasets: Path) -> Rebuilt:
    (result,) = count_again(
        [measure],
        [one.used(datasets) for one in partitions],
        forces=(kept.force,),
        months=(kept.month,),
        group_by=tuple(name for name, _value in kept.group),
    )
    if result.reference_sets != kept.reference_sets:
        names = [name for name, _hash in set(result.reference_sets) ^ set(kept.reference_sets)]
        sentence = _("The set “{name}” is no longer the one it was counted by.").format(name=min(names))
        return Rebuilt(kept, "other set", sentence)
    row = _row(measure, result.series(force=kept.force, group=kept.group))
    pairs = ((row.value, kept.value), (row.numerator, kept.numerator), (row.denominator, kept.denominator))
    if not all(_same(now, then) for now, then in pairs):
        return Rebuilt(kept, "differs", _("Counted again it is {now}, and {then} was kept.").format(
            now=_number(row.value), then=_number(kept.value)), row.value)  # fmt: skip
    sentence = ngettext(
        "Counted again from {files} kept file with {rows} rows, it is the same: {value}.",
        "Counted again from {files} kept files with {rows} rows, it is the same: {value}.",
        len(partitions),
    )
    return Rebuilt(
        kept,
        "equal",
        sentence.format(files=len(partitions), rows=count(kept.rows_in), value=_number(row.value)),
        row.value,
    )


def _with_its_range(
    counted: Rebuilt, kept: KeptRange, measure: Measure, own: list[KeptPartition], datasets: Path
) -> Rebuilt:
    """The range drawn again from the months before, and the verdict on it."""
    figure = counted.kept
    before, trouble = _standing(kept.partitions, datasets)
    if trouble:
        words = _("The value is the same, and its range cannot be drawn again. {why}")
        return replace(counted, state=trouble[0], sentence=words.format(why=trouble[1]))
    partitions = [*own, *before]
    (result,) = count_again(
        [measure],
        [one.used(datasets) for one in partitions],
        forces=(figure.force,),
        months=span(kept.first, figure.month),
        group_by=tuple(name for name, _value in figure.group),
    )
    asked: dict[str, Any] = {"force": figure.force, "month": figure.month, "group": figure.group}
    how: dict[str, Any] = {"gaps": dict.fromkeys(kept.gaps, "-"), "since": kept.first, "rule": kept.judged_by}
    again = beside(judge(measure, result, **how, **asked), {figure.month: kept.looked_at_with})
    pairs = ((again.centre, kept.centre), (again.lower, kept.lower), (again.upper, kept.upper))
    is_same = all(_same(now, then) for now, then in pairs)
    verdict = (again.exception or "", again.rule or "", again.explained or "")
    if not is_same or verdict != (kept.exception, kept.rule, kept.explained):
        words = _("The value is the same, and its range is {now} where {then} was kept.")
        ends = [f"{_number(one.lower)} to {_number(one.upper)}" for one in (again, kept)]
        return replace(counted, state="other range", sentence=words.format(now=ends[0], then=ends[1]))
    words = _("Its range, {low} to {high}, is the same too, drawn again from {files} files before it.")
    said = words.format(low=_number(kept.lower), high=_number(kept.upper), files=len(before))
    return replace(counted, sentence=f"{counted.sentence} {said}")


def _row(measure: Measure, rows: tuple[ResultRow, ...]) -> ResultRow:
    """The one row; where the group has none in these files, a count of it is nought."""
    if rows:
        return rows[0]
    nought = 0.0 if measure.numerator.aggregate in ("count", "sum", "distinct") else None
    share = measure.denominator is not None
    return ResultRow(
        force="", month="", group=(), value=None if share else nought, numerator=nought,
        denominator=0.0 if share else None, held=True,
    )  # fmt: skip


def _same(now: float | None, then: float | None) -> bool:
    """Equal to the last place that adding up in another order may change."""
    if now is None or then is None:
        return now is then
    return math.isclose(now, then, rel_tol=1e-12, abs_tol=0.0)


def _number(value: float | None) -> str:
    return _("not known") if value is None else f"{value:,.10g}"


def named(kept: KeptFigure) -> str:
    """Which figure it is, in words: measure, force, month and group."""
    groups = [value or _("not known") for _name, value in kept.group]
    return ", ".join([kept.measure, *groups, kept.force, month_name(kept.month)])
