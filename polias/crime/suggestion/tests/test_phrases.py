"""The words of a narrative point to a class; words that are taken back, or far from each other, do not."""

from __future__ import annotations

import re

import pytest

from polias.crime.suggestion.phrases import _pattern, said_in, suggested

PAIR = "punch*~officer"


def first_of(narrative: str) -> str | None:
    return next((one.code for one in suggested(narrative)), None)


def test_a_pair_stands_in_one_sentence():
    assert said_in("He punched the officer.", [PAIR]) == "punched the officer"
    assert said_in("He punched a wall. An officer came.", [PAIR]) is None


def test_a_pair_is_taken_back_by_either_part():
    assert said_in("He never punched the officer.", [PAIR]) is None
    assert said_in("Punched in the arm, no officer near.", [PAIR]) is None


def test_a_set_may_name_another():
    sets = {"metal": "lead|copper", "goods": "@metal|timber"}
    assert re.fullmatch(_pattern("@goods", sets), "copper")


def test_without_consent_does_not_take_back_what_follows():
    assert said_in("Took it without permission and crashed it.", ["crash*"]) == "crashed"
    assert said_in("Left without a scratch.", ["scratch"]) is None


@pytest.mark.parametrize(
    ("narrative", "code"),
    [
        ("Neighbour shoved Dev in the street. No injury, no weapon seen.", "105A"),
        ("Detainee kicked out at the custody sergeant, no mark.", "104"),
        ("Moped nicked from outside the library, both keys still with the owner.", "48"),
        ("Drinks machine drilled and the coins taken.", "47"),
        ("Carer and a parcel were mentioned, nothing more.", None),
    ],
)
def test_what_happened_outweighs_what_is_only_mentioned(narrative: str, code: str | None):
    assert first_of(narrative) == code


def test_the_first_sentence_outweighs_the_background():
    told = "Front door of the flat kicked in by her ex, panel split."
    assert first_of(told) == first_of(f"{told} He had been drinking in the pub and left on a bike.") == "58A"
