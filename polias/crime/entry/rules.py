"""What is refused or asked at the moment of entry: places elsewhere, and secrets in a narrative."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.crime.entry.places import elsewhere_by_postcode, elsewhere_by_words, is_postcode, outside_the_frame
from polias.crime.entry.secrets import has_card_number, has_password
from polias.kit.rules.rule import Breach, Severity, rule

JURISDICTION = "Crime Recording Rules, section G: recorded by the force in whose area it happened"
NEEDLESS = "Data Protection Act 2018, s.37: personal data is not excessive; PCI DSS, requirement 3"
LONGEST_NARRATIVE = 4000


@dataclass(frozen=True, kw_only=True)
class EntryFacts:
    """What the rules look at; ``in_own_area`` says that the place lies on a beat of a force here. Degrees."""

    summary: str = ""
    address: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None
    in_own_area: bool = False


@rule("ENTRY-01", source=JURISDICTION, severity=Severity.BLOCK, moves=("record", "amend"))
def place_lies_in_england_or_wales(facts: EntryFacts) -> Breach | None:
    """A crime is recorded here when it happened in England or Wales."""
    if facts.in_own_area:
        return None
    for field, country in (
        ("postcode", elsewhere_by_postcode(facts.postcode)),
        ("address", elsewhere_by_words(facts.address)),
    ):
        if country:
            return Breach(
                field,
                _("That lies in %(country)s, not in England or Wales. Correct the place, or tell the police there.")
                % {"country": country},
            )
    if outside_the_frame(facts.latitude, facts.longitude):
        return Breach("address", _("That point lies outside England and Wales. Check the place."))
    return None


@rule("ENTRY-02", source=NEEDLESS, severity=Severity.ASK, moves=("record",))
def narrative_holds_no_card_number(facts: EntryFacts) -> Breach | None:
    """The number of a payment card does not stand in a narrative unless somebody says why it must."""
    if has_card_number(facts.summary):
        return Breach(
            "summary",
            _("What happened holds the number of a payment card. Leave its last four digits, or say why all stay."),
        )
    return None


@rule("ENTRY-03", source=NEEDLESS, severity=Severity.ASK, moves=("record",))
def narrative_holds_no_password(facts: EntryFacts) -> Breach | None:
    """A password, PIN or security code does not stand in a narrative unless somebody says why it must."""
    if has_password(facts.summary):
        return Breach(
            "summary", _("What happened holds a password or PIN. Take it out, or say why it must be kept here.")
        )
    return None


@rule(
    "ENTRY-04",
    source="Polias: what nobody can read through is no narrative",
    severity=Severity.BLOCK,
    moves=("record",),
)
def narrative_can_be_read_through(facts: EntryFacts) -> Breach | None:
    """A narrative has at most 4,000 characters; what is longer is attached as a file."""
    length = len(facts.summary)
    if length > LONGEST_NARRATIVE:
        return Breach(
            "summary",
            _(
                "Shorten what happened to 4,000 characters: it has %(length)s. Attach the long text as a file once "
                "the crime is recorded."
            )
            % {"length": f"{length:,}"},
        )
    return None


@rule("ENTRY-05", source="Polias: a place is found again", severity=Severity.ASK, moves=("record", "amend"))
def postcode_has_the_shape_of_one(facts: EntryFacts) -> Breach | None:
    """A postcode is one of the United Kingdom, whole or its first half; anything else stands with a reason."""
    if facts.postcode.strip() and not is_postcode(facts.postcode):
        return Breach("postcode", _("That is no postcode here. Correct it or leave it empty, or say why it stays."))
    return None


ENTRY_RULES = (
    place_lies_in_england_or_wales,
    narrative_holds_no_card_number,
    narrative_holds_no_password,
    narrative_can_be_read_through,
    postcode_has_the_shape_of_one,
)
