"""Which flags do not fit what is recorded: said on the crime's page at once, asked when it is finalised."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, required, rule

OURS = "Polias: flags that contradict what is recorded count what did not happen"
CONFIRM = "to be confirmed by the force"
CLOSING = ("give_outcome",)
STRIKING = ("strike_keyword",)
RELATIONS = frozenset({"relationship:partner", "relationship:ex-partner", "relationship:family"})
#: Classes that say in their title that somebody was attacked for race or religion.
AGGRAVATED = frozenset({"8P", "8M", "105B", "9B", "58J"})
STRANDS = frozenset({"hate-race", "hate-religion"})
WEAPONS = ("knife", "firearm", "corrosive")


@dataclass(frozen=True, kw_only=True)
class FlagFacts:
    """What the rules look at; ``circumstances`` by their names, such as weapon:knife."""

    offence: str
    flags: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()


@rule("FLAG-01", source=OURS, severity=Severity.ASK, moves=CLOSING, status=CONFIRM)
def domestic_abuse_has_a_relationship(facts: FlagFacts) -> Breach | None:
    """A crime flagged as domestic abuse says what victim and suspect are to each other."""
    if "domestic-abuse" in facts.flags and not facts.circumstances & RELATIONS:
        return Breach("relationship", _("It is flagged as domestic abuse. Say what the people are to each other."))
    return None


@rule("FLAG-02", source=OURS, severity=Severity.ASK, moves=CLOSING, status=CONFIRM)
def hate_has_a_strand(facts: FlagFacts) -> Breach | None:
    """A racially or religiously aggravated crime is flagged with its strand of hate."""
    if facts.offence in AGGRAVATED and not facts.flags & STRANDS:
        return Breach("codes", _("The class says that it was racially or religiously aggravated. Flag which of them."))
    return None


@rule("FLAG-03", source=OURS, severity=Severity.ASK, moves=CLOSING, status=CONFIRM)
def a_weapon_is_recorded(facts: FlagFacts) -> Breach | None:
    """A crime flagged with a weapon says which weapon it was."""
    if any(one in facts.flags and f"weapon:{one}" not in facts.circumstances for one in WEAPONS):
        return Breach("weapon", _("It is flagged with a weapon that is not recorded. Say what it was."))
    return None


@rule("FLAG-04", source=OURS, severity=Severity.ASK, moves=CLOSING, status=CONFIRM)
def domestic_relationship_is_flagged(facts: FlagFacts) -> Breach | None:
    """Violence between partners, former partners or family is flagged as domestic abuse, or it is said why not."""
    if facts.circumstances & RELATIONS and "domestic-abuse" not in facts.flags:
        return Breach("codes", _("Victim and suspect are partners or family. Flag domestic abuse, or say why not."))
    return None


@dataclass(frozen=True)
class KeywordFacts:
    """The keywords that somebody puts on a crime, and those that the vocabulary has on that day."""

    codes: tuple[str, ...]
    usable: Collection[str]


@rule("FLAG-05", source="Polias: one vocabulary for all forces", severity=Severity.BLOCK, moves=("record", "keyword"))
def keyword_is_of_the_vocabulary(facts: KeywordFacts) -> Breach | None:
    """A keyword is one of the vocabulary that is in use on the day."""
    unknown = [code for code in facts.codes if code not in facts.usable]
    if unknown:
        return Breach("codes", _("Choose from the list. Not in it: %(codes)s.") % {"codes": ", ".join(unknown)})
    return None


@dataclass(frozen=True)
class StrikeFacts:
    """The keyword that somebody takes off a crime, those on it, those that follow from what is recorded, and why."""

    code: str
    on_it: Collection[str]
    following: Collection[str]
    rationale: str


@rule("FLAG-06", source="Polias: a deed changes something", severity=Severity.BLOCK, moves=STRIKING)
def struck_keyword_is_on_the_crime(facts: StrikeFacts) -> Breach | None:
    """Only a keyword that is on a crime is taken off it."""
    if facts.code not in facts.on_it:
        return Breach("code", _("This keyword is not on the crime. Choose one that is."))
    return None


@rule("FLAG-07", source=OURS, severity=Severity.BLOCK, moves=STRIKING)
def what_follows_stays(facts: StrikeFacts) -> Breach | None:
    """A keyword that follows from what is recorded stays as long as that does."""
    if facts.code in facts.following:
        return Breach("code", _("It follows from how the crime was done, where, and to whom. Correct that first."))
    return None


@rule("FLAG-08", source="Polias: a reader must be able to follow it", severity=Severity.BLOCK, moves=STRIKING)
def striking_has_a_reason(facts: StrikeFacts) -> Breach | None:
    """Whoever takes a keyword off a crime says why it does not belong there."""
    return required(facts.rationale, field="rationale", sentence="Say why it does not belong to this crime.")


KEYWORD_RULES = (keyword_is_of_the_vocabulary,)
STRIKE_RULES = (struck_keyword_is_on_the_crime, what_follows_stays, striking_has_a_reason)
RULES = (
    domestic_abuse_has_a_relationship,
    hate_has_a_strand,
    a_weapon_is_recorded,
    domestic_relationship_is_flagged,
)
