"""The one door of measures: a figure with all that a reader must know of it, and the list of what can be asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from polias.kit.datasets.months import month_of
from polias.kit.datasets.thinning import keep
from polias.manifest import datasets_folder
from polias.measures import catalogue, saying
from polias.measures.edition import shown_parts
from polias.measures.engine import PartitionUsed
from polias.measures.engine.stats.rules import Limits
from polias.measures.engine.stats.xmr import assurance
from polias.measures.kept.figure import figure_to_keep, range_to_keep
from polias.measures.kept.store import store
from polias.measures.reckoning import Reckoned, reckon
from polias.measures.results import RuleName, could_be_seen
from polias.measures.words import _, month_name

__all__ = [
    "Figure",
    "Keeping",
    "board_edition",
    "figure",
    "keep_figure",
    "keep_for",
    "measures_offered",
    "newest_figure",
    "rule_in_words",
    "sums_that_disagree",
    "unit_of",
    "will_be_met",
]

#: A target against the range of its measure; the last three where neither way is better, `unknown` without a range.
Standing = Literal["met", "missed", "either", "unknown", "below", "inside", "above"]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure as it was known at ``as_at``: everything a paper freezes when it quotes it.

    ``value`` is None when it cannot be known (``sentence`` says why). ``centre``, ``lower`` and ``upper`` are what is
    expected, by the house rule from the years before, else from the months before and this one; None while too few are
    known. ``judged_by`` is that rule, ``exception`` "high", "low" or "" by its part ``rule``, ``explained`` the side of
    one that so many figures beside it explain, ``could_be_seen`` the smallest change that it sees.

    ``lineage`` names every file version of the month itself, then all files behind the range as one hash: with them the
    figure can be counted again. ``known_from`` and ``known_to`` say how long this was the figure.
    """

    measure: str
    question: str
    force: str
    month: date
    offence_group: str
    area: str
    value: float | None
    numerator: float | None
    denominator: float | None
    text: str
    unit: str
    centre: float | None
    lower: float | None
    upper: float | None
    exception: str
    rule: str
    judged_by: RuleName
    explained: str
    could_be_seen: str
    history_months: int
    unfinished: bool
    trust_grade: str
    trust_reasons: tuple[str, ...]
    as_at: datetime | None
    definition_version: int
    lineage: tuple[str, ...]
    sentence: str
    known_from: datetime | None = None
    known_to: datetime | None = None


def figure(
    measure_code: str,
    *,
    force: str,
    month: date,
    offence_group: str = "",
    area: str = "",
    datasets: Path | None = None,
    as_at: datetime | None = None,
    rule: RuleName = "house",
) -> Figure | None:
    """The figure of a measure for a force (slug) and a month, as published now; exact, so for eyes inside.

    With ``as_at`` it is the figure as it was known at that moment; ``rule`` "nhs" judges by the NHS rules throughout.
    None when the measure is unknown, when nothing of it is published for the force, or when the group or area has
    never occurred. A month that was not supplied gives a figure without a value, whose sentence says so.
    """
    folder = datasets or datasets_folder()
    offer = catalogue.offer_for(measure_code, force, datasets=folder)
    if offer is None:
        return None
    found = reckon(
        offer,
        force=force,
        month=f"{month:%Y-%m}",
        datasets=folder,
        group=offence_group,
        area=area,
        as_at=as_at,
        rule=rule,
    )
    return _figure(found, month=month, group=offence_group, area=area, datasets=folder) if found else None


def newest_figure(measure_code: str, *, force: str, offence_group: str = "") -> Figure | None:
    """The figure of the newest month that is over; None where there is none."""
    offer = catalogue.offer_for(measure_code, force, datasets=datasets_folder())
    if offer is None:
        return None
    running = month_of(datetime.now(UTC))
    months = catalogue.months_published(offer.measure, force, datasets=datasets_folder())
    over = [one for one in months if one < running]
    if not over:
        return None
    return figure(measure_code, force=force, month=date.fromisoformat(f"{over[-1]}-01"), offence_group=offence_group)


def will_be_met(measure_code: str, *, aimed: float, lower: float | None, upper: float | None) -> Standing:
    """Whether a target is met as things stand, told against the measure's own range; of a measure of which neither way
    is better, where the target lies."""
    if lower is None or upper is None:
        return "unknown"
    better = next((one.measure.better for one in catalogue.OFFERS if one.code == measure_code), None)
    if better is None or better == "neutral":
        return "below" if aimed < lower else "above" if aimed > upper else "inside"
    limits = Limits((lower + upper) / 2, lower, upper, None, 0, trial=False)
    found = assurance(limits, target=aimed, better=better)
    names: dict[str, Standing] = {"consistently pass": "met", "consistently fail": "missed"}
    return names.get(found or "", "either")


def board_edition(exact: Figure) -> Figure:
    """The same figure for a board or the public: without its value where a count behind it is one to four.

    What is expected and what is said of it go too, since they would give the value away.
    """
    held = shown_parts(exact.value, exact.numerator, exact.denominator, exact.unit, edition="board", text=exact.text)
    if not held.held_back:
        return exact
    sentence = _("{question} {month}: {text}.").format(
        question=exact.question, month=month_name(f"{exact.month:%Y-%m}"), text=held.text
    )
    return replace(
        exact,
        value=None,
        numerator=None,
        denominator=None,
        text=held.text,
        centre=None,
        lower=None,
        upper=None,
        exception="",
        rule="",
        explained="",
        could_be_seen="",
        sentence=sentence,
    )


def keep_for(exact: Figure, *, purpose: str, datasets: Path | None = None) -> int:
    """Keep every file version behind a figure that is being published, so that it can be rebuilt; how many there are.

    ``purpose`` says what stands on them, such as the reference of a paper: `polias measures rebuild` takes it. A figure
    that has moved since it was read keeps what is current now: quote it anew.
    """
    kept = keep_figure(exact, purpose=purpose, datasets=datasets)
    return kept.files if kept else 0


@dataclass(frozen=True)
class Keeping:
    """What came of keeping a figure: its reference, and how many file versions are kept for it."""

    reference: str
    files: int


def keep_figure(
    exact: Figure, *, purpose: str, datasets: Path | None = None, as_at: datetime | None = None
) -> Keeping | None:
    """As `keep_for`, with the reference under which the figure is kept; None when it cannot be read any more."""
    folder = datasets or datasets_folder()
    offer = catalogue.offer_for(exact.measure, exact.force, datasets=folder)
    found = offer and reckon(
        offer,
        force=exact.force,
        month=f"{exact.month:%Y-%m}",
        datasets=folder,
        group=exact.offence_group,
        area=exact.area,
        as_at=as_at,
        rule=exact.judged_by,
    )
    if not found:
        return None
    files = sum(keep(u.path.parent, content_hash=u.content_hash, purpose=purpose) for u in found.result.lineage)
    judged = found.figure
    kept = figure_to_keep(
        found.measure, found.result, force=judged.force, month=judged.month, group=judged.group, datasets=folder
    )
    if not found.unfinished:
        kept_range = range_to_keep(judged, found.result, looked_at_with=found.looked_at_with, datasets=folder)
        kept = replace(kept, range=kept_range)
    if judged.value is None:
        # What is not shown is not kept either.
        kept = replace(kept, value=None, numerator=None, denominator=None)
    store(kept, purpose=purpose, home=folder.parent)
    return Keeping(kept.reference, files)


def sums_that_disagree(text: str) -> list[str]:
    """What a text states of changes and cannot be true: a sentence for each, with what it would have to be."""
    from polias.measures.sums.in_text import sums_that_disagree as found_in

    return [why for found in found_in(text) for why in found.why]


def measures_offered() -> list[tuple[str, str]]:
    """Code and question of every measure, those over a force's own records first."""
    found: dict[str, str] = {}
    for offer in catalogue.OFFERS:
        found.setdefault(offer.code, _(offer.measure.question))
    return list(found.items())


def unit_of(code: str) -> str:
    """What a measure is counted in; empty for one that is not offered."""
    return next((offer.measure.unit for offer in catalogue.OFFERS if offer.code == code), "")


def rule_in_words(rule: str, *, high: bool) -> str:
    """Why a month is an exception: the part of the rule that fired, in plain words; empty where none did."""
    return saying.why(rule, high=high) if rule else ""  # type: ignore[arg-type]


def _figure(found: Reckoned, *, month: date, group: str, area: str, datasets: Path) -> Figure:
    judged, measure = found.figure, found.measure
    row = next(r for r in found.result.series(force=judged.force, group=judged.group) if r.month == judged.month)
    own = [one for one in found.result.lineage if one.month == judged.month]
    return Figure(
        measure=measure.name,
        question=_(measure.question),
        force=judged.force,
        month=month.replace(day=1),
        offence_group=group,
        area=area,
        value=judged.value,
        numerator=row.numerator if judged.value is not None else None,
        denominator=row.denominator if judged.value is not None else None,
        text=saying.number(judged.value, measure),
        unit=measure.unit,
        centre=judged.centre,
        lower=judged.lower,
        upper=judged.upper,
        exception=judged.exception or "",
        rule=judged.rule or "",
        judged_by=judged.judged_by,
        explained=judged.explained or "",
        could_be_seen=could_be_seen(judged),
        history_months=judged.history_months,
        unfinished=found.unfinished,
        trust_grade=found.confidence.grade,
        trust_reasons=found.confidence.reasons,
        as_at=found.result.as_at,
        definition_version=measure.version,
        lineage=_lineage(found, datasets=datasets),
        sentence=saying.sentence(found),
        known_from=max((one.known_from for one in own), default=None),
        known_to=min((one.known_to for one in own if one.known_to), default=None),
    )


def _lineage(found: Reckoned, *, datasets: Path) -> tuple[str, ...]:
    used = sorted(found.result.lineage, key=lambda one: str(one.path))
    own = [_named(one, datasets) for one in used if one.month == found.figure.month]
    whole = hashlib.sha256("\n".join(_named(one, datasets) for one in used).encode()).hexdigest()
    sets = [f"set {name} sha256:{content}" for name, content in found.result.reference_sets]
    return (*own, f"history: {len(used)} files sha256:{whole}", *sets)


def _named(one: PartitionUsed, datasets: Path) -> str:
    return f"{one.path.relative_to(datasets)} sha256:{one.content_hash}"
