"""What must hold of a warning marker: pure functions on frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule
from polias.pole.reference import usable_kinds

OURS = "Polias: a warning that nobody can check warns of nothing"
CONFIRM = "to be confirmed by the force"
#: A warning lasts at most so long without somebody looking at it again.
MOST_MONTHS = 12
LONGEST_REASON = 500


@dataclass(frozen=True)
class MarkerFacts:
    """What the rules look at; ``today`` is the London day, ``live_kinds`` what the record is warned of already."""

    today: date
    reason: str
    kind: str = ""
    until: date | None = None
    live_kinds: frozenset[str] = frozenset()
    ended: bool = False


@rule("MARKER-01", source=OURS, severity=Severity.BLOCK, moves=("add_marker",), status=CONFIRM)
def kind_is_on_the_list(facts: MarkerFacts) -> Breach | None:
    """A warning is of one of the kinds that are in use today."""
    if facts.kind not in {kind.code for kind in usable_kinds(facts.today)}:
        return Breach("kind", _("Choose what to warn of from the list."))
    return None


@rule("MARKER-02", source=OURS, severity=Severity.BLOCK, moves=("add_marker", "extend_marker", "end_marker"))
def marker_says_why(facts: MarkerFacts) -> Breach | None:
    """Whoever adds, keeps or ends a warning says what it rests on."""
    if len(facts.reason) > LONGEST_REASON:
        return Breach("reason", _("Shorten the reason to %(most)d characters or fewer.") % {"most": LONGEST_REASON})
    return required(facts.reason, field="reason", sentence="Say what happened or what you checked, and who says so.")


@rule(
    "MARKER-03",
    source="Local rule of review; the twelve months are to be confirmed by the force",
    severity=Severity.BLOCK,
    moves=("add_marker", "extend_marker"),
    status=CONFIRM,
)
def marker_ends_within_a_year(facts: MarkerFacts) -> Breach | None:
    """A warning holds until a day within the next twelve months, and is reviewed before it."""
    if facts.until is None or facts.until < facts.today:
        return Breach("until", _("Enter the last day on which the warning holds: today or later."))
    if facts.until > a_year_after(facts.today):
        return Breach("until", _("Enter a day within the next 12 months: a warning is reviewed at least once a year."))
    return None


@rule("MARKER-04", source=OURS, severity=Severity.BLOCK, moves=("add_marker",))
def kind_warns_once(facts: MarkerFacts) -> Breach | None:
    """A record carries one live warning of each kind; more is known by reviewing it."""
    if facts.kind in facts.live_kinds:
        return Breach("kind", _("This record carries a live marker of this kind already. Review that one instead."))
    return None


@rule("MARKER-05", source=OURS, severity=Severity.BLOCK, moves=("extend_marker", "end_marker"))
def ended_stays_ended(facts: MarkerFacts) -> Breach | None:
    """A warning that was ended is not taken up again: a new one says anew what it rests on."""
    if facts.ended:
        return Breach("marker", _("This marker was ended. Add a new one if it holds again."))
    return None


def a_year_after(day: date) -> date:
    """The same day a year on; of 29 February the last of the month."""
    try:
        return day.replace(year=day.year + MOST_MONTHS // 12)
    except ValueError:
        return day.replace(year=day.year + MOST_MONTHS // 12, day=28)


RULES = (kind_is_on_the_list, marker_says_why, marker_ends_within_a_year, kind_warns_once, ended_stays_ended)
