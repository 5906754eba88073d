"""How far to trust a figure: the rules for high, medium, low and withheld, each with its reason in words.

The grade is the worst that any rule gives. It speaks of the figure as published: how completely it was supplied and
how much history it can be judged on. Whether crimes were rightly recorded cannot be seen from a published file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from polias.measures.definitions import police_uk
from polias.measures.engine import QualityScores
from polias.measures.results.evidence import Backlog, Evidence, audit_words, backlog_words, evidence_of
from polias.measures.results.judgement import JudgedFigure
from polias.measures.sources.assessments import Assessment, Kind
from polias.measures.words import _, listed, month_name, ngettext

Grade = Literal["high", "medium", "low", "withheld"]
_ORDER: tuple[Grade, ...] = ("high", "medium", "low", "withheld")

#: Government Data Quality Framework scores: at least .95 is high, .85 medium, .70 low; below, the figure is withheld.
HIGH, MEDIUM, LOW = 0.95, 0.85, 0.70
FULL_HISTORY, LIMITS_SETTLE = 24, 13
#: Below this average a month can double by chance alone.
SMALL_NUMBER = 10
#: Of all records, this share may wait to be processed without a word.
SMALL_BACKLOG = 0.02


NO_EVIDENCE = Evidence()


@dataclass(frozen=True)
class Confidence:
    """A grade and every reason why it is not higher, the gravest first; no reason when it is high.

    `evidence` is what is known of the data, `recorded` the figure that a backlog is added to; None when it is withheld.
    """

    grade: Grade
    reasons: tuple[str, ...]
    evidence: Evidence = NO_EVIDENCE
    recorded: float | None = None

    @property
    def sentence(self) -> str:
        """The grade and why, in one sentence: the gravest reason, what waits, and what an audit found."""
        named = {
            "high": _("High confidence"), "medium": _("Medium confidence"), "low": _("Low confidence"),
            "withheld": _("Withheld"),
        }  # fmt: skip
        parts = [self.reasons[0].rstrip(".")] if self.reasons else []
        if self.recorded is not None and self.evidence.backlog:
            words = backlog_words(self.evidence.backlog, self.recorded)
            parts = [part for part in parts if part != words]
            parts.append(words)
        if self.evidence.audit:
            parts.append(audit_words(self.evidence.audit))
        return f"{named[self.grade]}: {'; '.join(parts or [_('supplied in full, with two years to judge it by')])}."


def grade(
    figure: JudgedFigure,
    *,
    quality: QualityScores,
    supplied: bool = True,
    cautions: Sequence[str] = (),
    found: Mapping[Kind, Assessment] | None = None,
) -> Confidence:
    """Grade a judged figure. `quality` is that of the month's own data; `supplied` is False when the source never
    carries what the measure needs (a force that publishes no outcomes). `cautions` are what else makes it doubtful,
    `found` what people found of the data by looking."""
    evidence = evidence_of(quality, found)
    if not supplied:
        return Confidence("withheld", (_("This force does not publish what the figure is made from."),), evidence)
    if figure.value is None and (why := figure.gaps.get(figure.month)):
        return Confidence("withheld", (why,), evidence)
    if figure.value is None:
        why = _("The figure for this month cannot be known from what is loaded.")
        return Confidence("withheld", (why,), evidence)
    findings: list[tuple[Grade, str]] = [("low", caution) for caution in cautions]
    findings += _findings(figure, evidence)
    findings.sort(key=lambda finding: -_ORDER.index(finding[0]))
    worst: Grade = findings[0][0] if findings else "high"
    recorded = figure.value if worst != "withheld" and figure.measure.unit == "count" else None
    return Confidence(worst, tuple(reason for _given, reason in findings), evidence, recorded)


def _findings(figure: JudgedFigure, evidence: Evidence) -> Iterator[tuple[Grade, str]]:
    yield from _by_quality(evidence.scores, has_identifiers=figure.measure.numerator.dataset == police_uk.DATASET)
    yield from _by_backlog(figure, evidence.backlog)
    if figure.measure.matures:
        yield "low", _("Months differ in how long they had to reach an outcome, so they cannot be compared.")
        return
    yield from _by_history(figure)
    if figure.centre is not None and figure.measure.unit == "count" and figure.centre < SMALL_NUMBER:
        yield "medium", _("The numbers are small: they can double or halve by chance alone.")


def _by_quality(quality: QualityScores, *, has_identifiers: bool) -> Iterator[tuple[Grade, str]]:
    lowest = quality.lowest()
    if lowest is None or lowest[1] >= HIGH:
        return
    name, score = lowest
    given: Grade = "medium" if score >= MEDIUM else "low" if score >= LOW else "withheld"
    reasons = {
        "validity": _("Only {share} of the rows in the month's file could be used."),
        "completeness": _("Only {share} of the month's crimes carry an identifier.")
        if has_identifiers
        else _("Only {share} of the month's records have what the figure is made from."),
        "uniqueness": _("Only {share} of the month's crimes have an identifier of their own; some may count twice."),
        "accuracy": _("An audit can vouch for {share} of the cases and no more."),
        "consistency": _("Only {share} of the cases agree with what else is known of them."),
        "timeliness": _("Only {share} of the cases were entered in good time."),
    }
    other = _("The weakest quality score of the month's data is {share}.")
    yield given, reasons.get(name, other).format(share=f"{100 * score:.0f}%")


def _by_backlog(figure: JudgedFigure, backlog: Backlog | None) -> Iterator[tuple[Grade, str]]:
    """What waits is missing from the figure: a share of it counts as the lowest score does."""
    if backlog is None or figure.value is None or figure.measure.unit != "count":
        return
    share = backlog.share(figure.value)
    if share >= SMALL_BACKLOG:
        words = backlog_words(backlog, figure.value)
        yield "medium" if 1 - share >= MEDIUM else "low", f"{words}."


def _by_history(figure: JudgedFigure) -> Iterator[tuple[Grade, str]]:
    months = figure.history_months
    if figure.centre is None:
        yield (
            "low",
            ngettext(
                "Only {months} month is loaded: too few to say what is usual.",
                "Only {months} months are loaded: too few to say what is usual.",
                months,
            ).format(months=months),
        )
    elif months < LIMITS_SETTLE:
        yield (
            "low",
            _("Only {months} months are loaded, so the expected range is a first estimate.").format(months=months),
        )
    elif months < FULL_HISTORY:
        yield "medium", _("Only {months} months are loaded; 24 are needed to see a season twice.").format(months=months)
    if figure.missing_months:
        yield "medium", missing_sentence(figure.missing_months)
    if figure.gaps:
        yield "medium", not_shown_sentence(tuple(figure.gaps))


def missing_sentence(months: tuple[str, ...]) -> str:
    if len(months) > 3:
        return _("{count} months in between are missing.").format(count=len(months))
    names = listed([month_name(month) for month in months])
    return ngettext("{names} is missing.", "{names} are missing.", len(months)).format(names=names)


def not_shown_sentence(months: tuple[str, ...]) -> str:
    if len(months) > 3:
        return _("{count} months in between are not to be trusted and are left out.").format(count=len(months))
    names = listed([month_name(month) for month in months])
    return ngettext(
        "{names} is not to be trusted and is left out.", "{names} are not to be trusted and are left out.", len(months)
    ).format(names=names)
