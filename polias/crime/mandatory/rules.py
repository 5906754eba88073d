"""When a mandatory field may be retired: pure functions on frozen facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule

OURS = "Polias: a field that nobody uses is not demanded of anybody"


@dataclass(frozen=True)
class RetirementFacts:
    """What the rules look at; ``rules`` and ``others`` are who uses the field."""

    field: str
    known: bool
    reason: str
    rules: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    retired_already: bool = False


@rule("MANDATORY-01", source=OURS, severity=Severity.BLOCK, moves=("retire",))
def field_is_on_the_register(facts: RetirementFacts) -> Breach | None:
    """Only a mandatory field can be retired, and once."""
    if not facts.known:
        return Breach("field", _("Choose a field from the register."))
    if facts.retired_already:
        return Breach("field", _("This field is retired already."))
    return None


@rule("MANDATORY-02", source=OURS, severity=Severity.BLOCK, moves=("retire",))
def rule_does_without_it(facts: RetirementFacts) -> Breach | None:
    """A field that a rule looks at stays mandatory."""
    if facts.rules:
        return Breach(
            "field", _("Rules need this field: %(codes)s. It stays mandatory.") % {"codes": ", ".join(facts.rules)}
        )
    return None


@rule("MANDATORY-03", source=OURS, severity=Severity.ASK, moves=("retire",))
def users_do_without_it(facts: RetirementFacts) -> Breach | None:
    """A field that somebody uses is retired only when it is said how they do without."""
    if facts.others:
        return Breach(
            "field", _("It is used by: %(users)s. Say how they do without.") % {"users": ", ".join(facts.others)}
        )
    return None


@rule("MANDATORY-04", source=OURS, severity=Severity.BLOCK, moves=("retire", "demand_again"))
def change_has_a_reason(facts: RetirementFacts) -> Breach | None:
    """Whoever retires a field or demands it again says why."""
    return required(facts.reason, field="reason", sentence="Say why.")


RULES = (field_is_on_the_register, rule_does_without_it, users_do_without_it, change_has_a_reason)
