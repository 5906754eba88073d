"""When the answers of a recorded crime may be corrected: pure functions on frozen facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule

FOLLOWED = "Polias: a reader must be able to follow it"
CONFIRM = "to be confirmed by the force"
AMEND, TAKE_OFF = "amend", "take_off"


@dataclass(frozen=True)
class AmendFacts:
    """What the rules look at. ``field`` names the box of the first question; ``is_closed`` once it has an outcome."""

    rationale: str
    changes: bool = True
    is_closed: bool = False
    decides_on_recording: bool = False
    is_linked: bool = True
    last_victim_of: str = ""
    field: str = "committed_from"


@rule("AMEND-01", source=FOLLOWED, severity=Severity.BLOCK, moves=(AMEND, TAKE_OFF))
def a_correction_has_a_reason(facts: AmendFacts) -> Breach | None:
    """Whoever corrects an answer of a recorded crime says why."""
    return required(facts.rationale, field="rationale", sentence="Say why it was wrong.")


@rule("AMEND-02", source="Polias: a deed changes something", severity=Severity.BLOCK, moves=(AMEND,))
def a_correction_changes_an_answer(facts: AmendFacts) -> Breach | None:
    """A correction changes at least one answer."""
    if not facts.changes:
        return Breach(facts.field, _("Nothing is changed. Correct an answer, or cancel."))
    return None


@rule(
    "AMEND-03",
    source="Crime Recording Rules: the registrar is the last word on recording",
    severity=Severity.BLOCK,
    moves=(AMEND,),
    status=CONFIRM,
)
def a_closed_crime_is_corrected_by_those_who_decide(facts: AmendFacts) -> Breach | None:
    """Once a crime has an outcome, only those who decide on recording correct its answers."""
    if facts.is_closed and not facts.decides_on_recording:
        return Breach("rationale", _("It is finalised. Ask the records unit or the crime registrar to correct it."))
    return None


@rule("AMEND-04", source="Polias: a deed changes something", severity=Severity.BLOCK, moves=(TAKE_OFF,))
def whoever_is_taken_off_is_linked(facts: AmendFacts) -> Breach | None:
    """Only somebody who is linked with a crime in a part is taken off it."""
    if not facts.is_linked:
        return Breach("party", _("Nobody of that reference has this part in the crime. Choose somebody who has."))
    return None


@rule(
    "AMEND-05",
    source="Crime Recording Rules: victim-based and state-based crime",
    severity=Severity.ASK,
    moves=(TAKE_OFF,),
    status=CONFIRM,
)
def a_victim_based_crime_keeps_a_victim(facts: AmendFacts) -> Breach | None:
    """A class that is counted by victim keeps one, or it is said why not."""
    if facts.last_victim_of:
        return Breach(
            "party",
            _("%(title)s has a victim, and this is the last. Add the right one first, or say why there is none.")
            % {"title": facts.last_victim_of},
        )
    return None


RULES = (
    a_correction_has_a_reason,
    a_correction_changes_an_answer,
    a_closed_crime_is_corrected_by_those_who_decide,
    whoever_is_taken_off_is_linked,
    a_victim_based_crime_keeps_a_victim,
)
