"""Reckons figures for pages and papers, and remembers them for as long as the manifests behind them stand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from polias.kit.datasets.months import month_of
from polias.manifest import Quality, current_partitions
from polias.measures.catalogue import Offer
from polias.measures.engine import Measure, MeasureResult, compute
from polias.measures.engine.months import shifted, span
from polias.measures.results import Confidence, JudgedFigure, grade, judge
from polias.measures.results.judgement import HISTORY_MONTHS, Group
from polias.measures.results.supply import Supply
from polias.measures.sources.assessments import Assessment, Kind, assessments
from polias.measures.sources.supply_events import supply_events
from polias.measures.supply.looking import SUPPLIES, SupplyOf, look_over
from polias.measures.words import _

_State = tuple[tuple[str, int, int], ...]
#: What one page of figures asks for, a dozen times over.
_MOST_REMEMBERED = 200
#: By what was asked, with the manifests it was counted from: what is counted anew takes the place of what it replaces.
_remembered: OrderedDict[tuple[object, ...], tuple[_State, MeasureResult]] = OrderedDict()
#: What is doubted of a supply, by what it was looked over from.
_looked_over: OrderedDict[tuple[object, ...], tuple[object, Supply]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, kw_only=True)
class Reckoned:
    """A judged figure with everything said beside it. `unfinished` is True while its month still goes on."""

    offer: Offer
    result: MeasureResult
    figure: JudgedFigure
    confidence: Confidence
    unfinished: bool

    @property
    def measure(self) -> Measure:
        return self.offer.measure


def result_of(
    offer: Offer,
    *,
    force: str,
    month: str,
    datasets: Path,
    group_by: tuple[str, ...] = (),
    as_at: datetime | None = None,
) -> MeasureResult:
    """The measure for the months up to this one; counted anew only when a manifest behind it has changed."""
    measure = offer.measure
    key = (measure.name, measure.numerator.dataset, measure.version, force, month, group_by, datasets, as_at)
    state = _state(measure, force, datasets=datasets)
    with _lock:
        kept = _remembered.get(key)
        if kept and kept[0] == state:
            _remembered.move_to_end(key)
            return kept[1]
    months = span(shifted(month, 1 - HISTORY_MONTHS), month)
    result = compute(measure, datasets, forces=(force,), months=months, group_by=group_by, as_at=as_at, every_byte=True)
    with _lock:
        _remembered[key] = (state, result)
        _remembered.move_to_end(key)
        while len(_remembered) > _MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return result


def reckon(
    offer: Offer,
    *,
    force: str,
    month: str,
    datasets: Path,
    group: str = "",
    area: str = "",
    now: datetime | None = None,
    as_at: datetime | None = None,
) -> Reckoned | None:
    """One figure for a force's month, for one kind of crime or one area where named; None for a group never seen.

    With ``as_at`` it is the figure as it was known at that moment, also as to whether the month was over.
    """
    labelled = _group(offer, group=group, area=area)
    if labelled is None:
        return None
    dimensions = tuple(name for name, _value in labelled)
    result = result_of(offer, force=force, month=month, datasets=datasets, group_by=dimensions, as_at=as_at)
    if labelled and labelled not in result.groups(force=force):
        return None
    running = month_of(now or as_at or datetime.now(UTC))
    unfinished = offer.open_month and month >= running
    supplied = _supplied(offer, force=force, month=month, datasets=datasets, as_at=as_at, until=running)
    figure = _judged(supplied, offer.measure, result, force=force, month=month, group=labelled, unfinished=unfinished)
    quality = _quality_of_month(offer.measure, force, month, datasets=datasets, as_at=as_at)
    cautions = supplied.cautions(offer.measure, labelled, month=month)
    confidence = _confidence(
        figure,
        quality=quality,
        unfinished=unfinished,
        cautions=cautions,
        found=assessments(force, offer.code, month) if not labelled else {},
    )
    if confidence.grade == "withheld" and figure.value is not None:
        figure = _as_gap(figure, confidence.reasons[0])
    return Reckoned(offer=offer, result=result, figure=figure, confidence=confidence, unfinished=unfinished)


def _group(offer: Offer, *, group: str, area: str) -> Group | None:
    """The group as the engine names it; None when the measure is not told apart that way."""
    asked = [(offer.group, group), (offer.area, area)]
    if any(value and not name for name, value in asked):
        return None
    return tuple((name, value) for name, value in asked if value)


@dataclass(frozen=True)
class _Supplied:
    """What is doubted of the supply behind a measure; of datasets that nobody looks over, nothing."""

    of: SupplyOf | None
    found: Supply

    def how_to_judge(self, measure: Measure, group: Group, *, month: str) -> dict[str, Any]:
        if self.of is None:
            return {}
        kind, dimensions = self.of.kind_of(measure, group), [name for name, _value in group]
        jump = self.found.comparable_from(month, kind=kind)
        return {
            "gaps": self.found.gaps(measure, kind=kind, group_by=dimensions),
            "since": jump.month if jump else "",
        }

    def cautions(self, measure: Measure, group: Group, *, month: str) -> list[str]:
        if self.of is None:
            return []
        kind = self.of.kind_of(measure, group)
        jump = self.found.comparable_from(month, kind=kind)
        return [*([jump.sentence] if jump else []), *self.found.cautions(measure, month, kind=kind)]


def _supplied(offer: Offer, *, force: str, month: str, datasets: Path, as_at: datetime | None, until: str) -> _Supplied:
    """Looked over once for all figures of a force's month."""
    supply = next((SUPPLIES[q.dataset] for q in offer.measure.quantities if q.dataset in SUPPLIES), None)
    if supply is None:
        return _Supplied(None, Supply())
    asked: dict[str, Any] = {"force": force, "month": month, "datasets": datasets, "as_at": as_at}
    by_kind, *beside = (
        result_of(Offer(measure, "", "", open_month=False), group_by=by, **asked)
        for measure, by in [(supply.whole, (supply.dimension,)), *((one, ()) for one in supply.beside)]
    )
    until = until if offer.open_month else "9999-12"
    key = (supply.dataset, force, month, datasets, as_at, until)
    state = (tuple(one.content_hash for one in by_kind.lineage), supply_events(force))
    with _lock:
        kept = _looked_over.get(key)
        if kept and kept[0] == state:
            return _Supplied(supply, kept[1])
    found = look_over(supply, force, by_kind=by_kind, beside=beside, months=by_kind.months, until=until)
    with _lock:
        _looked_over[key] = state, found
        while len(_looked_over) > _MOST_REMEMBERED:
            _looked_over.popitem(last=False)
    return _Supplied(supply, found)


def _judged(
    supplied: _Supplied,
    measure: Measure,
    result: MeasureResult,
    *,
    force: str,
    month: str,
    group: Group,
    unfinished: bool,
) -> JudgedFigure:
    """A month that goes on is never judged: it stands against the range of the months before it."""
    how = supplied.how_to_judge(measure, group, month=month)
    figure = judge(measure, result, force=force, month=month, group=group, **how)
    if not unfinished:
        return figure
    before = judge(measure, result, force=force, month=shifted(month, -1), group=group, **how)
    running = replace(
        figure.months[-1], centre=before.centre, lower=before.lower, upper=before.upper, exception=None, rule=None
    )
    return replace(
        figure,
        centre=before.centre,
        lower=before.lower,
        upper=before.upper,
        exception=None,
        rule=None,
        trial=before.trial,
        change_pct=None,
        months=(*before.months, running) if any(one.held for one in before.months) else (running,),
    )


def _as_gap(figure: JudgedFigure, why: str) -> JudgedFigure:
    """A figure that is withheld, without its value and its verdict; the months before it stay."""
    *before, last = figure.months
    gap = replace(last, value=None, exception=None, rule=None, why_not=why)
    return replace(
        figure, value=None, change_pct=None, exception=None, rule=None, numerator=None, denominator=None,
        months=(*before, gap),
    )  # fmt: skip


def _confidence(
    figure: JudgedFigure,
    *,
    quality: Quality,
    unfinished: bool,
    cautions: Sequence[str] = (),
    found: Mapping[Kind, Assessment] | None = None,
) -> Confidence:
    given = grade(figure, quality=quality, cautions=cautions, found=found)
    if not unfinished or given.grade == "withheld":
        return given
    reason = _("The month is not over, so the figure still changes.")
    return replace(given, grade="low" if given.grade == "low" else "medium", reasons=(reason, *given.reasons))


def _quality_of_month(
    measure: Measure, force: str, month: str, *, datasets: Path, as_at: datetime | None = None
) -> Quality:
    """Each score at its lowest over the datasets of the measure: a figure is no better than its weakest part."""
    found = [
        version.quality
        for dataset in {q.dataset for q in measure.quantities}
        for _folder, manifest in current_partitions(datasets, dataset=dataset, forces={force}, months={month})
        if (version := manifest.version_at(as_at)) is not None
    ]
    names = ("accuracy", "completeness", "uniqueness", "consistency", "timeliness", "validity")
    scores = {name: [s for q in found if (s := getattr(q, name)) is not None] for name in names}
    return Quality(**{name: min(known) if known else None for name, known in scores.items()})


def _state(measure: Measure, force: str, *, datasets: Path) -> _State:
    """Which manifests there are, and when each was last swapped: another version gives another state."""
    folders = [datasets / q.dataset / f"force={force}" for q in measure.quantities]
    paths = sorted({path for folder in folders for path in folder.glob("month=*/**/manifest.json")})
    return tuple((str(path), (stat := path.stat()).st_mtime_ns, stat.st_ino) for path in paths)
