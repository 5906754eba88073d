"""What is found by what: people, crimes, contacts, places and vehicles by each thing that somebody may hold."""

from __future__ import annotations

from datetime import date

import pytest

from polias.contact.logs.facts import Caller, Where
from polias.contact.logs.tests.factories import a_log
from polias.crime.reports.actions import involve
from polias.crime.reports.facts import Party
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.restriction.actions import restrict
from polias.pole.finding.everything import answered, asked_for
from polias.pole.public import OtherName, linked_to, record_person, record_vehicle

SAID = "Took two copper kettles from the shelf and ran."


@pytest.fixture
def known(cast):
    """One of each, by the key that the table below calls it."""
    asha, idris = cast("asha"), cast("idris")
    with acting(asha):
        person = record_person(
            actor=asha,
            forenames="Jonathan",
            surname="Smyth",
            date_of_birth=date(1980, 3, 12),
            phone="07700 900123",
            address="3 Kiln Lane, Northport",
            postcode="ZZ2 2BB",
            names=(OtherName("original", "Смит", "Йонатан"), OtherName("previous", "Wren")),
        )
        crime = a_crime(asha, summary=SAID)
        (place,) = (one.record for one in linked_to(crime, actor=asha, role="location"))
        car = record_vehicle(actor=asha, registration="ZZ01 ABC", keeper=person.reference)
    with acting(idris):
        log = a_log(
            idris,
            caller=Caller("Hettie Marlowe", "01632 960123"),
            where=Where(text="9 Quarry Hill"),
            summary="A broken lantern.",
        )
    return {"person": person, "crime": crime, "place": place, "car": car, "log": log}


def references(words, actor):
    with acting(actor):
        groups = answered(asked_for(words), actor=actor)["groups"]
    return {row["reference"]: row["why"] for one in groups for row in one["rows"]}


@pytest.mark.parametrize(
    ("words", "who", "why"),
    [
        ("Jonathan Smyth", "person", "Same surname; same first name"),
        ("jon smith 1980", "person", "sounds the same"),
        ("smyth", "person", "Same surname"),
        ("smyth jonathan", "person", "other way round"),
        ("smyth 03/12/1980", "person", "day and month of birth the other way round"),
        ("12/03/1980", "person", "ame date of birth"),
        ("Йонатан Смит", "person", "In its own script Йонатан Смит"),
        ("jonathan wren", "person", "Previously Wren"),
        ("07700 900 123", "person", "Same telephone number"),
        ("900123", "person", "ends with these digits"),
        ("3 kiln lane", "person", "Same address"),
        ("1 lantern row", "place", "Same address"),
        ("1 lantern row", "crime", "Where it happened: 1 Lantern Row"),
        ("zz01 abc", "car", "Same registration"),
        ("zz01", "car", "The registration begins so"),
        ("copper kettles", "crime", "copper kettles"),
        ("copper kett", "crime", "copper kettles"),
        ("01632 960123", "log", "Same telephone number"),
        ("960123", "log", "ends with these digits"),
        ("9 quarry hill", "log", "Same address"),
        ("broken lantern", "log", "broken lantern"),
        ("hettie marlowe", "log", "Caller: Hettie Marlowe"),
        ("Marlow, Hetty", "log", "Caller: Hettie Marlowe"),
    ],
)
def test_each_is_found_by_whatever_somebody_holds_and_says_why(cast, known, words, who, why):
    found = references(words, cast("asha"))
    assert known[who].reference in found
    assert why in found[known[who].reference]


@pytest.mark.parametrize("who", ["person", "crime", "place", "car", "log"])
def test_each_is_found_by_its_reference_and_by_the_beginning_of_it(cast, known, who):
    asha, reference = cast("asha"), known[who].reference
    with acting(asha):
        assert answered(reference.lower(), actor=asha)["reference"] == reference
    assert reference in references(reference[:-2], asha)


def test_a_crime_is_found_by_the_name_of_somebody_in_it_and_says_as_whom(cast, known):
    asha = cast("asha")
    with acting(asha):
        involve(known["crime"], actor=asha, role="suspect", party=Party(known["person"].reference))
    assert "Suspect: Jonathan Smyth" in references("jonathan smyth", asha)[known["crime"].reference]
    assert known["crime"].reference not in references("jonathan brook", asha)


def test_a_call_by_somebody_linked_stands_once_under_who_they_are(cast, known):
    idris = cast("idris")
    with acting(idris):
        log = a_log(idris, caller=Caller("Jonathan Smyth", reference=known["person"].reference))
        groups = answered("jonathan smyth", actor=idris)["groups"]
    assert [str(one["title"]) for one in groups for row in one["rows"] if row["reference"] == log.reference] == [
        "Logs linked with these"
    ]


def test_what_is_linked_with_what_was_found_is_counted_and_shown_as_far_as_it_may_be_seen(cast, known):
    ben = cast("ben")
    with acting(ben):
        restrict(known["crime"], actor=ben, level="invisible", reason="A source is at risk.", people=(cast("lena").id,))
    assert known["crime"].reference not in references("1 lantern row", cast("asha"))
    assert known["crime"].reference in references("1 lantern row", cast("ben"))


@pytest.mark.parametrize(
    ("words", "tries"),
    [
        ("Quillfeather, Sam 12/03/1980", ["Sam Quillfeather", "Sam Quillfeather 1980", "Quillfeather"]),
        ("01632 960999", ["960999"]),
        ("QQ99 QQQ", ["QQ99"]),
        ("a green unicorn dancing", ["a green"]),
    ],
)
def test_an_empty_answer_says_what_may_be_tried_instead(cast, words, tries):
    asha = cast("asha")
    with acting(asha):
        answer = answered(words, actor=asha)
    offered = [one.words for one in answer["to_try"]]
    assert answer["groups"] == []
    assert [one for one in tries if one not in offered] == []
    assert answer["to_try"][-1].url == "/pole/people/record"


def test_whoever_may_not_record_is_not_sent_to_do_so(cast):
    fola = cast("fola")
    with acting(fola):
        answer = answered("Quillfeather", actor=fola)
    assert all(one.words for one in answer["to_try"])
