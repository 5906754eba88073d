"""What is known of the data behind one figure: its six scores, what an audit found, and what waits to be counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from polias.measures.engine import QualityScores
from polias.measures.engine.stats.comparison import wilson
from polias.measures.sources.assessments import Assessment, Kind
from polias.measures.words import _, count, listed

SCORES = ("accuracy", "completeness", "uniqueness", "consistency", "timeliness", "validity")


NOTHING_KNOWN = QualityScores()


@dataclass(frozen=True, kw_only=True)
class Audit:
    """Of so many cases looked at, so many were right; the interval is Wilson's, at 95 %."""

    tried: int
    found: int
    month: str
    source: str

    @property
    def share(self) -> float:
        return self.found / self.tried

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.found, self.tried)


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """Records that wait to be processed, and the share of earlier ones that came to count."""

    waiting: int
    conversion: float
    source: str

    def range(self, recorded: float) -> tuple[float, float]:
        """From what is recorded to what it would be if as many of the waiting ones count as of those before them."""
        return recorded, recorded + self.waiting * self.conversion

    def share(self, recorded: float) -> float:
        """Of all records, those waiting among them, how many wait."""
        return self.waiting / (recorded + self.waiting) if self.waiting else 0.0


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All of it for one figure. A score is None where nobody can know it, and is never guessed."""

    scores: QualityScores = NOTHING_KNOWN
    audit: Audit | None = None
    backlog: Backlog | None = None

    def lowest(self) -> tuple[str, float] | None:
        return self.scores.lowest()


def evidence_of(scores: QualityScores, found: Mapping[Kind, Assessment] | None = None) -> Evidence:
    """The scores of the data themselves, with what people found: an audit counts by the lower end of its interval."""
    found = found or {}
    audit, backlog = _audit(found.get("accuracy")), _backlog(found.get("backlog"))
    known: dict[str, float] = {
        kind: one.found / one.tried for kind, one in found.items() if kind in ("consistency", "timeliness")
    }
    if audit is not None:
        known["accuracy"] = audit.interval[0]
    return Evidence(scores=replace(scores, **known), audit=audit, backlog=backlog)


def _audit(one: Assessment | None) -> Audit | None:
    return Audit(tried=one.tried, found=one.found, month=one.month, source=one.source) if one else None


def _backlog(one: Assessment | None) -> Backlog | None:
    return Backlog(waiting=one.waiting, conversion=one.found / one.tried, source=one.source) if one else None


def score_names() -> dict[str, str]:
    return dict(
        zip(
            SCORES,
            (_("accuracy"), _("completeness"), _("uniqueness"), _("consistency"), _("timeliness"), _("validity")),
            strict=True,
        )
    )


def why_not_assessed() -> dict[str, str]:
    """Why a score is None: what would have to be there for it."""
    return {
        "accuracy": _("no audit speaks for the month"),
        "completeness": _("nothing says what is missing"),
        "uniqueness": _("its rows have no name of their own"),
        "consistency": _("nothing else to hold it against"),
        "timeliness": _("when its rows were entered is not told"),
        "validity": _("nobody counted what could not be used"),
    }


def said(evidence: Evidence, recorded: float | None) -> list[str]:
    """The six scores with the lowest, the range that the backlog leaves, and the audit: a sentence each."""
    names, why, lowest = score_names(), why_not_assessed(), evidence.lowest()
    known = [(names[name], score) for name in SCORES if (score := getattr(evidence.scores, name)) is not None]
    unknown = [f"{names[name]} ({why[name]})" for name in SCORES if getattr(evidence.scores, name) is None]
    told = []
    if known:
        listing = listed([f"{name} {_per_cent(score)}" for name, score in known])
        told.append(_("Quality of the month's data: {scores}.").format(scores=listing))
    if lowest and len(known) > 1:
        told.append(_("The lowest is {name}.").format(name=names[lowest[0]]))
    if unknown:
        told.append(_("Not assessed: {names}.").format(names=listed(unknown)))
    if recorded is not None and evidence.backlog:
        told.append(_sentence(backlog_words(evidence.backlog, recorded)))
    if evidence.audit:
        told.append(_sentence(audit_words(evidence.audit)))
    return told


def backlog_words(backlog: Backlog, recorded: float) -> str:
    low, high = backlog.range(recorded)
    return _("{share} of records await processing (range {low} to {high})").format(
        share=_per_cent(backlog.share(recorded)), low=count(low), high=count(high)
    )


def audit_words(audit: Audit) -> str:
    low, high = audit.interval
    return _("audited accuracy {share} ({low} to {high})").format(
        share=f"{100 * audit.share:.0f}%", low=f"{100 * low:.0f}", high=f"{100 * high:.0f}"
    )


def as_json(evidence: Evidence, recorded: float | None) -> dict[str, Any]:
    lowest, audit, backlog = evidence.lowest(), evidence.audit, evidence.backlog
    low, high = backlog.range(recorded) if backlog and recorded is not None else (None, None)
    return {
        "scores": {name: _rounded(getattr(evidence.scores, name)) for name in SCORES},
        "lowest": {"score": lowest[0], "value": _rounded(lowest[1])} if lowest else None,
        "backlog": {"waiting": backlog.waiting, "low": low, "high": _rounded(high)} if backlog else None,
        "audit": {
            "tried": audit.tried,
            "found": audit.found,
            "share": _rounded(audit.share),
            "low": _rounded(audit.interval[0]),
            "high": _rounded(audit.interval[1]),
        }
        if audit
        else None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _per_cent(share: float) -> str:
    """To one place; never a hundred for what is a little less."""
    shown = f"{100 * share:.1f}"
    return _("under 100%") if share < 1 and shown == "100.0" else f"{shown.removesuffix('.0')}%"
