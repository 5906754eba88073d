"""What is refused or asked while a crime is typed in: each code with its sentence, no database."""

import pytest

from polias.crime.entry.rules import ENTRY_RULES, EntryFacts
from polias.crime.entry.secrets import has_card_number, has_password
from polias.kit.rules.rule import breaches_of


def found(**facts):
    return [(b.code, b.field) for b in breaches_of(ENTRY_RULES, EntryFacts(**facts), move="record")]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"postcode": "EH1 1AA"}, "postcode"),
        ({"postcode": "g2 1aa"}, "postcode"),
        ({"postcode": "BT1 1AA"}, "postcode"),
        ({"postcode": "IM1 1AA"}, "postcode"),
        ({"address": "12 Quay Street, Ayr, Scotland"}, "address"),
        ({"address": "Hotel by the port, Calais, France."}, "address"),
        ({"address": "4 Fjord Road, Bergen, Norway"}, "address"),
        ({"latitude": 55.95, "longitude": -3.19}, "address"),
        ({"latitude": 0.0, "longitude": 0.0}, "address"),
    ],
)
def test_ENTRY_01_refuses_a_place_outside_england_and_wales(facts, field):
    """A crime is recorded here when it happened in England or Wales."""
    assert found(**facts) == [("ENTRY-01", field)]


@pytest.mark.parametrize(
    "facts",
    [
        {"postcode": "GL1 1AA"},
        {"postcode": "HX1 1AA"},
        {"postcode": "TD15 1AA"},
        {"address": "3 Ireland Road, Nettle Bay"},
        {"address": "The Scotland Arms, Low Street"},
        {"latitude": 51.48, "longitude": -3.18},
        {"latitude": 56.15, "longitude": 3.05, "in_own_area": True},
    ],
)
def test_ENTRY_01_takes_places_here_and_those_that_a_force_polices(facts):
    assert found(**facts) == []


@pytest.mark.parametrize("postcode", ["75002", "nonsense", "ZZ1 1ZZ extra", "A"])
def test_ENTRY_05_asks_why_what_is_no_postcode_stands_for_one(postcode):
    """A postcode is one of the United Kingdom, whole or its first half; anything else stands with a reason."""
    assert found(postcode=postcode) == [("ENTRY-05", "postcode")]


@pytest.mark.parametrize("postcode", ["", "ZZ1 1ZZ", "zz11zz", "ZZ1", "Z1A 1ZZ ", " zz1"])
def test_ENTRY_05_takes_a_postcode_whole_or_its_first_half(postcode):
    assert found(postcode=postcode) == []


@pytest.mark.parametrize(
    "words",
    [
        "Paid with 4111 1111 1111 1111 twice.",
        "Card 5555-5555-5555-4444 was used",
        "the number 378282246310005",
    ],
)
def test_ENTRY_02_asks_why_a_card_number_stands_there(words):
    """The number of a payment card does not stand in a narrative unless somebody says why it must."""
    assert found(summary=words) == [("ENTRY-02", "summary")]


@pytest.mark.parametrize(
    "words",
    [
        "Card ending 1111.",
        "Serial 4111 1111 1111 1112 on the frame.",
        "Tracking 0000000000000000",
        "Rang 07700 900123 and 07700 900456.",
        "Reference NSH-CR-26-000001 at 14:02 on 30/11/2026.",
        "IMEI ABC4111111111111111",
    ],
)
def test_other_numbers_are_no_card_numbers(words):
    assert not has_card_number(words)


@pytest.mark.parametrize(
    "words", ["Her password is Tulip99 and he knew it.", "PIN: 4821", "the passcode was 'heron'", "security code = 123"]
)
def test_ENTRY_03_asks_why_a_password_stands_there(words):
    """A password, PIN or security code does not stand in a narrative unless somebody says why it must."""
    assert found(summary=words) == [("ENTRY-03", "summary")]


@pytest.mark.parametrize(
    "words",
    [
        "Her password was changed by the suspect.",
        "The password is not known.",
        "He asked for her PIN and she refused.",
        "A pin badge was taken.",
        "Pinned to the wall.",
    ],
)
def test_speaking_of_a_password_tells_none(words):
    assert not has_password(words)


def test_ENTRY_04_refuses_five_megabytes_and_says_what_to_do():
    """A narrative has at most 4,000 characters; what is longer is attached as a file."""
    (breach,) = breaches_of(ENTRY_RULES, EntryFacts(summary="word " * 1_048_576), move="record")
    assert breach.code == "ENTRY-04"
    assert "5,242,880" in breach.sentence
    assert "Attach" in breach.sentence
    assert found(summary="x" * 4000) == []
