"""Reckons figures for pages and papers, and remembers them for as long as the manifests behind them stand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from polias.kit.datasets.months import month_of
from polias.manifest import Quality, current_partitions
from polias.measures.catalogue import OFFERS, Offer, is_published, offers_for
from polias.measures.definitions import records, waiting
from polias.measures.engine import Measure, MeasureResult, ResultRow, compute
from polias.measures.engine.months import shifted, span
from polias.measures.results import Confidence, JudgedFigure, RuleName, grade, judge
from polias.measures.results.judgement import (
    BEFORE_THE_CHART,
    HISTORY_MONTHS,
    Group,
    is_for_house_rule,
    rows_looked_at,
)
from polias.measures.results.own_backlog import own_backlog
from polias.measures.results.supply import Supply
from polias.measures.results.together import Look, Together, beside, looks_of, told
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
    """A judged figure with everything said beside it. `unfinished` is True while its month still goes on.

    `looked_at_with` are the chances of the figures that an exception of it was looked at together with, `together` what
    that came to in its newest month that was judged; None where no month of it is exceptional, so that nobody looked.
    """

    offer: Offer
    result: MeasureResult
    figure: JudgedFigure
    confidence: Confidence
    unfinished: bool
    looked_at_with: tuple[float, ...] = ()
    together: Together | None = None

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
    """The measure for the months up to this one, those among them by which the house rule judges the first of a chart;
    counted anew only when a manifest behind it has changed."""
    measure = offer.measure
    key = (measure.name, measure.numerator.dataset, measure.version, force, month, group_by, datasets, as_at)
    state = _state(measure, force, datasets=datasets)
    with _lock:
        kept = _remembered.get(key)
        if kept and kept[0] == state:
            _remembered.move_to_end(key)
            return kept[1]
    months = span(shifted(month, 1 - HISTORY_MONTHS - BEFORE_THE_CHART), month)
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
    rule: RuleName = "house",
    with_others: bool = False,
) -> Reckoned | None:
    """One figure for a force's month, for one kind of crime or one area where named; None for a group never seen.

    With ``as_at`` it is the figure as it was known at that moment, also as to whether the month was over. With
    ``with_others`` those beside it are looked at in any case, so that it can be told how many they are.
    """
    labelled = _group(offer, group=group, area=area)
    if labelled is None:
        return None
    dimensions = tuple(name for name, _value in labelled)
    asked = _Asked(force, month, datasets, as_at=as_at, until=month_of(now or as_at or datetime.now(UTC)))
    result = result_of(offer, group_by=dimensions, **asked.of_result)
    if labelled and labelled not in result.groups(force=force):
        return None
    unfinished = offer.open_month and month >= asked.until
    supplied = _supplied(offer, asked)
    figure = _judged(supplied, offer.measure, result, asked, group=labelled, unfinished=unfinished, rule=rule)
    looked_at_with: tuple[float, ...] = ()
    alone, together = figure, None
    if any(one.chance is not None and (one.exception or with_others) for one in figure.months):
        others = _looks_beside(offer, result, labelled, asked)
        chances = {month: tuple(sorted(chance for chance, _fired in looks)) for month, looks in others.items()}
        figure = beside(figure, chances)
        together = _told(alone, others)
        looked_at_with = chances.get(month, ()) if alone.exception else ()
    quality = _quality_of_month(offer.measure, force, month, datasets=datasets, as_at=as_at)
    cautions = supplied.cautions(offer.measure, labelled, month=month)
    confidence = _confidence(
        figure,
        quality=quality,
        unfinished=unfinished,
        cautions=cautions,
        found=_found_by_looking(offer, labelled, asked),
    )
    if confidence.grade == "withheld" and figure.value is not None:
        figure = _as_gap(figure, confidence.reasons[0])
    return Reckoned(
        offer=offer,
        result=result,
        figure=figure,
        confidence=confidence,
        unfinished=unfinished,
        looked_at_with=looked_at_with,
        together=together,
    )


def _told(alone: JudgedFigure, others: Mapping[str, Sequence[Look]]) -> Together | None:
    """The newest month of a figure that was judged, with the others of that month."""
    newest = next((one for one in reversed(alone.months) if one.chance is not None), None)
    if newest is None:
        return None
    own = (newest.chance or 0.0, newest.exception is not None)
    return told(newest.month, [own, *others.get(newest.month, ())])


@dataclass(frozen=True)
class _Asked:
    """A force's month as known at a moment; months from `until` on are not over."""

    force: str
    month: str
    datasets: Path
    as_at: datetime | None
    until: str

    @property
    def of_result(self) -> dict[str, Any]:
        return {"force": self.force, "month": self.month, "datasets": self.datasets, "as_at": self.as_at}


def _found_by_looking(offer: Offer, group: Group, asked: _Asked) -> dict[Kind, Assessment]:
    """What people found of a figure's data, of a measure as a whole; and what waits to be recorded, where the force's
    own logs tell it and nobody has counted it by hand."""
    if group:
        return {}
    found = assessments(asked.force, offer.code, asked.month)
    own = [one for one in OFFERS if one.measure in waiting.ALL]
    if (
        "backlog" not in found
        and offer.measure == records.RECORDED_CRIME
        and all(is_published(one.measure, asked.force, datasets=asked.datasets) for one in own)
    ):
        waits, became = (result_of(one, **asked.of_result) for one in own)
        backlog = own_backlog(waits, became, force=asked.force, measure=offer.code, month=asked.month)
        found |= {"backlog": backlog} if backlog else {}
    return found


def _looks_beside(offer: Offer, result: MeasureResult, group: Group, asked: _Asked) -> dict[str, list[Look]]:
    """By month the looks at the figures that one is looked at with, itself left out: each measure of the force as a
    whole and every kind of recorded crime, as in its monthly report; for another grouping, the groups of that one."""
    lines = list(_lines_of_report(asked))
    own = (offer.measure, group)
    if own not in [(one.measure, labels) for one, _counted, labels in lines]:
        lines = [(offer, result, labels) for labels in result.groups(force=asked.force)]
    series = tuple(tuple(row.value for row in _rows(one, counted, labels, asked)) for one, counted, labels in lines)
    others = [
        looks
        for looks, (one, _counted, labels) in zip(looks_of(series), lines, strict=True)
        if (one.measure, labels) != own
    ]
    found: dict[str, list[Look]] = {}
    for looks in others:
        for back, look in enumerate(reversed(looks)):
            if look is not None:
                found.setdefault(shifted(asked.month, -back), []).append(look)
    return found


def _lines_of_report(asked: _Asked) -> Iterator[tuple[Offer, MeasureResult, Group]]:
    for offer in offers_for(asked.force, datasets=asked.datasets):
        if not is_for_house_rule(offer.measure):
            continue
        yield offer, result_of(offer, **asked.of_result), ()
        supply = SUPPLIES.get(offer.measure.numerator.dataset)
        if supply and supply.whole == offer.measure:
            by_kind = result_of(offer, group_by=(supply.dimension,), **asked.of_result)
            yield from ((offer, by_kind, group) for group in by_kind.groups(force=asked.force))


def _rows(offer: Offer, result: MeasureResult, group: Group, asked: _Asked) -> list[ResultRow]:
    """What a line is judged by, without the months of its supply that are doubted."""
    how = _supplied(offer, asked).how_to_judge(offer.measure, group, month=asked.month)
    rows, _reasons = rows_looked_at(result, force=asked.force, month=asked.month, group=group, **how)
    return rows


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


def _supplied(offer: Offer, asked: _Asked) -> _Supplied:
    """Looked over once for all figures of a force's month."""
    supply = next((SUPPLIES[q.dataset] for q in offer.measure.quantities if q.dataset in SUPPLIES), None)
    if supply is None:
        return _Supplied(None, Supply())
    by_kind, *others = (
        result_of(Offer(measure, "", "", open_month=False), group_by=by, **asked.of_result)
        for measure, by in [(supply.whole, (supply.dimension,)), *((one, ()) for one in supply.beside)]
    )
    until = asked.until if offer.open_month else "9999-12"
    key = (supply.dataset, asked.force, asked.month, asked.datasets, asked.as_at, until)
    state = (tuple(one.content_hash for one in by_kind.lineage), supply_events(asked.force))
    with _lock:
        kept = _looked_over.get(key)
        if kept and kept[0] == state:
            return _Supplied(supply, kept[1])
    found = look_over(supply, asked.force, by_kind=by_kind, beside=others, months=by_kind.months, until=until)
    with _lock:
        _looked_over[key] = state, found
        while len(_looked_over) > _MOST_REMEMBERED:
            _looked_over.popitem(last=False)
    return _Supplied(supply, found)


def _judged(
    supplied: _Supplied,
    measure: Measure,
    result: MeasureResult,
    asked: _Asked,
    *,
    group: Group,
    unfinished: bool,
    rule: RuleName,
) -> JudgedFigure:
    """A month that goes on is never judged: it stands against what is expected of it by the house rule, or else against
    the range of the months before it."""
    how = supplied.how_to_judge(measure, group, month=asked.month) | {"force": asked.force, "group": group}
    figure = judge(measure, result, month=asked.month, rule=rule, **how)
    if not unfinished:
        return figure
    if figure.judged_by == "house":
        *earlier, last = figure.months
        months = (*earlier, replace(last, exception=None, rule=None, chance=None))
        return replace(figure, exception=None, rule=None, chance=None, change_pct=None, months=months)
    before = judge(measure, result, month=shifted(asked.month, -1), **how)
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
    gap = replace(last, value=None, exception=None, rule=None, chance=None, explained=None, why_not=why)
    return replace(
        figure, value=None, change_pct=None, exception=None, rule=None, explained=None, numerator=None,
        denominator=None, months=(*before, gap),
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
