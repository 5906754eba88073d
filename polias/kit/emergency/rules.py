"""The rules of emergency access: pure functions on frozen facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, rule

SOURCE = "Local access policy; to be confirmed by the force"
FEWEST_CHARACTERS = 10


@dataclass(frozen=True)
class EmergencyFacts:
    """What the rules look at: the reason given for opening, or the words of the review."""

    words: str
    verdict: str = ""


@rule("ACCESS-07", source=SOURCE, severity=Severity.BLOCK, moves=("open",))
def an_emergency_has_a_reason(facts: EmergencyFacts) -> Breach | None:
    """Whoever opens a record in an emergency writes why, before it opens."""
    if len(facts.words.strip()) < FEWEST_CHARACTERS:
        return Breach("reason", _("Say in a few words why you need to see it now."))
    return None


@rule("ACCESS-08", source=SOURCE, severity=Severity.BLOCK, moves=("review",))
def a_review_says_what_was_found(facts: EmergencyFacts) -> Breach | None:
    """Whoever reviews an emergency access says whether it was proper, and what they found."""
    if facts.verdict not in ("proper", "not_proper"):
        return Breach("verdict", _("Say whether it was proper."))
    if not facts.words.strip():
        return Breach("words", _("Say in a sentence what you found."))
    return None


RULES = (an_emergency_has_a_reason, a_review_says_what_was_found)
