"""How alike somebody described and a person on record are; needs no database."""

from dataclasses import replace
from datetime import date

import pytest

from polias.pole.people.likeness import Described, likeness

JOHN = Described(
    "Quibell", "John", date(1980, 3, 12), sex="M", phone="07700 900123", address="4 Tanner Lane", postcode="ZZ1 4AB"
)
BARE = Described("Quibell", "John", date(1980, 3, 12))


@pytest.mark.parametrize(
    "other",
    [
        BARE,
        replace(BARE, surname="Quibel"),
        replace(BARE, forenames="Jack"),
        replace(BARE, surname="John", forenames="Quibell"),
        replace(JOHN, date_of_birth=date(1980, 12, 3), postcode=""),
        replace(JOHN, surname="Hartley"),
    ],
    ids=["the same", "misspelt", "short form", "swapped", "transposed at one home", "married at one home"],
)
def test_one_name_and_one_birth_are_very_like_and_a_slip_in_either_at_one_home(other):
    assert likeness(JOHN, other).strong


@pytest.mark.parametrize(
    "other",
    [
        replace(JOHN, date_of_birth=date(1952, 7, 30)),
        replace(JOHN, forenames="Jane"),
        replace(JOHN, sex="F"),
        replace(JOHN, date_of_birth=None),
        replace(BARE, date_of_birth=date(1980, 12, 3)),
        replace(BARE, surname="Hartley"),
        Described("Quibell", "John"),
    ],
    ids=["father and son", "twins", "another sex", "no birth", "transposed alone", "other surname", "name alone"],
)
def test_father_and_son_twins_and_what_is_half_known_are_not_very_like(other):
    assert not likeness(JOHN, other).strong


def test_the_score_falls_with_every_difference_and_the_reasons_are_in_words():
    others = (JOHN, BARE, replace(BARE, surname="Quibel"), replace(BARE, surname="Quibel", date_of_birth=None))
    scores = [likeness(JOHN, other).score for other in others]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 100
    assert likeness(JOHN, JOHN).why == (
        "Same surname; same first name; same date of birth; same telephone number; same address"
    )
