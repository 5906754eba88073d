"""The rules of locking, admitting and excluding: pure functions on frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule

SOURCE = "Local access policy; to be confirmed by the force"
EVERY = ("restrict", "lift", "admit", "remove_admission", "exclude", "end_exclusion")
FEWEST = 2


@dataclass(frozen=True)
class AccessFacts:
    """What the rules look at; ``staying`` are those who will be admitted for good, ``contact`` nobody without a lock.

    ``cannot`` names those who cannot be admitted, each with the reason. ``only_shared``: it is shut with another
    record and not on its own account.
    """

    reason: str
    actor: int
    now: datetime
    person: int | None = None
    staying: frozenset[int] = frozenset()
    restricted: bool = False
    contact: int | None = None
    cannot: tuple[str, ...] = ()
    until: datetime | None = None
    only_shared: bool = False


@rule("ACCESS-01", source=SOURCE, severity=Severity.BLOCK, moves=EVERY)
def a_reason_is_given(facts: AccessFacts) -> Breach | None:
    """Whoever decides who may see a record says why."""
    return required(facts.reason, field="reason", sentence="Say why, in words that a reviewer understands.")


@rule("ACCESS-02", source=SOURCE, severity=Severity.BLOCK, moves=("restrict", "remove_admission", "exclude"))
def no_record_is_orphaned(facts: AccessFacts) -> Breach | None:
    """At least two people stay admitted to a locked or invisible record, with no end to it."""
    if facts.restricted and len(facts.staying) < FEWEST:
        return Breach("people", _("Name at least one person besides you who may see it: one alone may fall ill."))
    return None


@rule("ACCESS-03", source=SOURCE, severity=Severity.BLOCK, moves=("restrict", "remove_admission", "exclude"))
def whoever_is_asked_can_answer(facts: AccessFacts) -> Breach | None:
    """The person whom others ask about a locked record is one who may see it."""
    if facts.restricted and facts.contact not in facts.staying:
        return Breach("contact", _("Whoever is asked about it must be able to see it. Name somebody else first."))
    return None


@rule("ACCESS-04", source=SOURCE, severity=Severity.BLOCK, moves=("restrict", "admit"))
def only_those_are_admitted_who_work_with_such_records(facts: AccessFacts) -> Breach | None:
    """A person is admitted only where their role has to do with records of this type, and who is not excluded."""
    return Breach("people", " ".join(facts.cannot)) if facts.cannot else None


@rule("ACCESS-05", source=SOURCE, severity=Severity.BLOCK, moves=("exclude",))
def nobody_excludes_themselves(facts: AccessFacts) -> Breach | None:
    """Somebody else excludes an officer, so that it is known and the record is in other hands."""
    if facts.person == facts.actor:
        return Breach("person", _("You cannot exclude yourself. Tell your supervisor why, and ask them to do it."))
    return None


@rule("ACCESS-06", source=SOURCE, severity=Severity.BLOCK, moves=("admit",))
def an_end_lies_ahead(facts: AccessFacts) -> Breach | None:
    """An admission that ends, ends in the future."""
    if facts.until is not None and facts.until <= facts.now:
        return Breach("until", _("Give a time in the future, or leave it empty."))
    return None


@rule("ACCESS-10", source=SOURCE, severity=Severity.BLOCK, moves=("lift",))
def what_is_shut_with_another_record_opens_with_it(facts: AccessFacts) -> Breach | None:
    """A record that is shut because it tells of another one is opened by opening that one."""
    if facts.only_shared:
        return Breach("reason", _("It is shut with a record that it tells of. Open that one, and it opens too."))
    return None


RULES = (
    a_reason_is_given,
    no_record_is_orphaned,
    whoever_is_asked_can_answer,
    only_those_are_admitted_who_work_with_such_records,
    nobody_excludes_themselves,
    an_end_lies_ahead,
    what_is_shut_with_another_record_opens_with_it,
)
