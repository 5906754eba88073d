"""Gathers the facts of a monthly report: every line computed, judged and graded, and the data behind it checked."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from polias.manifest import Quality, current_partitions
from polias.measures.definitions import police_uk
from polias.measures.engine import Measure, MeasureResult, compute, compute_all
from polias.measures.engine.months import shifted, span
from polias.measures.refusal import Refused
from polias.measures.reports.monthly.beside import Beside, LineKey, beside_others
from polias.measures.reports.monthly.checks import Held, checks, not_compared
from polias.measures.reports.monthly.facts import Line, MonthlyReport
from polias.measures.results import JudgedFigure, RuleName, grade, judge, what_stands
from polias.measures.results.judgement import BEFORE_THE_CHART, HISTORY_MONTHS, Group
from polias.measures.results.supply import Supply
from polias.measures.sources.assessments import assessments
from polias.measures.sources.reference import Force, folded, forces, slug_of
from polias.measures.sources.street_header import MONTH
from polias.measures.supply.looking import STREET, look_over
from polias.measures.words import _, listed, month_name

DATASET = police_uk.DATASET


def build_monthly_report(
    *, force: str, month: str, datasets: Path, as_at: datetime | None = None, rule: RuleName = "house"
) -> MonthlyReport:
    """The report for a force (slug or name) and a month (`2018-12`), as known at `as_at` (now, when None).

    Raises Refused for an unknown force, a month that is none, and a month that is not loaded.
    """
    known_force, month = force_named(force), month_named(month)
    held = held_months(datasets, known_force, as_at=as_at)
    if month not in held:
        raise _not_loaded(known_force, month, sorted(held))
    months = span(shifted(month, 1 - HISTORY_MONTHS), month)
    in_sight = {name: content for name, content in held.items() if name in months}
    # The house rule holds the first month of the chart against those before it.
    looked_at = span(shifted(months[0], -BEFORE_THE_CHART), month) if rule == "house" else months
    asked: dict[str, Any] = {"forces": [known_force.slug], "months": looked_at, "as_at": as_at, "every_byte": True}
    results = compute_all(police_uk.ALL, datasets, **asked)
    by_measure = {result.measure: result for result in results}
    by_type = compute(police_uk.RECORDED_CRIME, datasets, **asked, group_by=("crime_type",))
    incidents = [by_measure[measure.name] for measure in STREET.beside]
    supply = look_over(STREET, known_force.slug, by_kind=by_type, beside=incidents, months=looked_at)
    figures = list(_figures(known_force, month, by_measure, by_type, supply=supply, rule=rule))
    beside = beside_others(known_force.slug, month, datasets=datasets, as_at=as_at)
    quality = held[month].version.quality
    lines = tuple(_line(known_force, one, quality, beside.lines, supply=supply) for one in what_stands(figures))
    whole = by_measure[police_uk.RECORDED_CRIME.name]
    assert whole.as_at is not None
    return MonthlyReport(
        force=known_force,
        month=month,
        as_at=whole.as_at,
        lines=lines,
        checks=(
            *checks(known_force, month, held=in_sight, lines=lines, supply=supply),
            *not_compared(beside.why_not),
        ),
        lineage=whole.lineage,
        months_held=tuple(sorted(held)),
        rule=rule,
        datasets=datasets,
        not_compared=beside.why_not,
    )


def force_named(text: str) -> Force:
    """The force of that slug, title or name; else Refused with the nearest."""
    known = forces()
    slug = text.strip().lower()
    if slug in known:
        return known[slug]
    by_title = {folded(force.title): force for force in known.values()}
    by_name = slug_of(text)
    if by_name or folded(text) in by_title:
        return known[by_name] if by_name else by_title[folded(text)]
    near = difflib.get_close_matches(slug, known, n=3, cutoff=0.5)
    raise Refused(
        _("There is no force “{force}”.").format(force=text),
        do=_("Did you mean {forces}?").format(forces=_(" or ").join(near))
        if near
        else _("Use its short name on data.police.uk, such as essex."),
    )


def month_named(text: str) -> str:
    if not MONTH.fullmatch(text.strip()):
        raise Refused(_("“{text}” is no month.").format(text=text), do=_("Write it as year and month: 2018-12."))
    return text.strip()


def held_months(datasets: Path, force: Force, *, as_at: datetime | None) -> dict[str, Held]:
    """What is held of a force, by month, with the version known at that moment."""
    partitions = current_partitions(datasets, dataset=DATASET, forces={force.slug})
    held = ((manifest, manifest.version_at(as_at), folder) for folder, manifest in partitions)
    return {
        manifest.keys["month"]: Held(manifest, version, folder / version.file)
        for manifest, version, folder in held
        if version is not None
    }


def _not_loaded(force: Force, month: str, held: list[str]) -> Refused:
    if not held:
        return Refused(
            _("Nothing is loaded for {force}.").format(force=force.title),
            do=_("Import its street files first: polias import police-uk FOLDER."),
        )
    return Refused(
        _("{month} is not loaded for {force}.").format(month=month_name(month), force=force.title),
        do=_("Loaded are {months}. Import the file of that month, or ask for another.").format(months=ranges(held)),
    )


def ranges(months: list[str]) -> str:
    """January 2018 to July 2018 and October 2018 to February 2019."""
    stretches: list[list[str]] = []
    for month in months:
        if stretches and shifted(stretches[-1][-1], 1) == month:
            stretches[-1].append(month)
        else:
            stretches.append([month])
    return listed([_stretch(stretch) for stretch in stretches])


def _stretch(months: list[str]) -> str:
    if len(months) == 1:
        return month_name(months[0])
    return _("{first} to {last}").format(first=month_name(months[0]), last=month_name(months[-1]))


def _figures(
    force: Force,
    month: str,
    by_measure: dict[str, MeasureResult],
    by_type: MeasureResult,
    *,
    supply: Supply,
    rule: RuleName,
) -> Iterator[JudgedFigure]:
    """All crime, each kind of it, anti-social behaviour apart, then what is known of outcomes."""
    total, *others = police_uk.ALL
    asked: dict[str, Any] = {"force": force.slug, "month": month, "rule": rule}

    def judged(measure: Measure, result: MeasureResult, group: Group = ()) -> JudgedFigure:
        kind = STREET.kind_of(measure, group)
        jump = supply.comparable_from(month, kind=kind)
        gaps = supply.gaps(measure, kind=kind, group_by=[name for name, _value in group])
        return judge(measure, result, group=group, gaps=gaps, since=jump.month if jump else "", **asked)

    yield judged(total, by_measure[total.name])
    for group in by_type.groups(force=force.slug):
        yield judged(total, by_type, group)
    for measure in others:
        yield judged(measure, by_measure[measure.name])


def _line(
    force: Force, figure: JudgedFigure, quality: Quality, beside: Mapping[LineKey, Beside], *, supply: Supply
) -> Line:
    supplied = force.publishes_outcomes or not figure.measure.matures
    kind = STREET.kind_of(figure.measure, figure.group)
    jump = supply.comparable_from(figure.month, kind=kind)
    cautions = [*([jump.sentence] if jump else []), *supply.cautions(figure.measure, figure.month, kind=kind)]
    # People look at a measure as a whole; nothing is said of single kinds.
    found = {} if figure.group else assessments(force.slug, figure.measure.name, figure.month)
    confidence = grade(figure, quality=quality, supplied=supplied, cautions=cautions, found=found)
    others = beside.get((figure.measure.name, figure.category))
    # A sum with a doubted month in it would be a wrong figure.
    if others and not others.stands_on.isdisjoint(figure.gaps):
        others = None
    return Line(figure=figure, confidence=confidence, beside=others)
