"""The order in which people come back, and the reasons given."""

from __future__ import annotations

from datetime import date

import pytest

from polias.kit.search.query import parse_query
from polias.kit.search.ranking import Candidate, compare, ranked

TODAY = date(2026, 11, 24)
JOHN = Candidate("john", "John", "Smith", date(1980, 3, 12))


def match(typed: str, candidate: Candidate = JOHN):
    return compare(parse_query(typed, today=TODAY), candidate)


def test_the_same_person_scores_one():
    assert match("john smith 12/03/1980").score == 1.0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("smyth 12/03/1981", "Surname sounds the same; born a year apart"),
        ("jon smith 1980", "Same surname; Jon and John are forms of one name; born in the same year"),
        ("john smith 03/12/1980", "Same surname; same first name; day and month of birth the other way round"),
        ("john smith 13/03/1980", "Same surname; same first name; date of birth differs only in the day"),
        ("j smithe", "Surname sounds the same; same first initial"),
        ("john smith-jones", "One part of the surname is the same; same first name"),
        (
            "smith john 12/03/1980",
            "First and last name the other way round; same surname; same first name; same date of birth",
        ),
        (
            "john smith 12/03/1970",
            "Same surname; same first name; same day and month, born 10 years apart: one figure differs",
        ),
        ("john smith 1987", "Same surname; same first name; born 7 years apart"),
        ("john smiht", "Surname spelt nearly the same; same first name"),
    ],
)
def test_reasons_are_said_in_words(typed, sentence):
    assert match(typed).sentence == sentence


def test_a_name_spelt_nearly_the_same_comes_before_one_that_only_sounds_the_same():
    spelt, heard = Candidate("spelt", "Ann", "Filipps"), Candidate("heard", "Ann", "Phillips")
    found = ranked(parse_query("ann filips", today=TODAY), [heard, spelt])
    assert [one.candidate.identity for one in found] == ["spelt", "heard"]
    assert all(part.sounds for part in (found[0].parts[0], found[1].parts[0]))
    assert found[0].score > found[1].score > 0.9


def test_of_those_who_share_one_part_of_a_surname_the_one_whose_other_part_is_nearly_the_same_comes_first():
    other, nearly = Candidate("other", "Ann", "Ashby-Thornton"), Candidate("nearly", "Ann", "Ashby-Coleridge")
    found = ranked(parse_query("ann ashby-colerigde", today=TODAY), [other, nearly])
    assert [one.candidate.identity for one in found] == ["nearly", "other"]
    assert found[0].score > 0.98
    assert all("One part of the surname is the same" in one.sentence for one in found)


def test_one_word_may_be_either_name():
    assert match("john").score == match("smith").score == 1.0


def test_a_missing_date_of_birth_is_said_and_neither_wins_nor_loses():
    unknown = Candidate("unknown", "John", "Smith")
    other = Candidate("other", "John", "Smith", date(1955, 7, 1))
    query = parse_query("john smith 12/03/1980", today=TODAY)
    assert [m.candidate.identity for m in ranked(query, [other, unknown, JOHN])] == ["john", "unknown", "other"]
    assert "no date of birth on record" in compare(query, unknown).reasons


def test_strangers_fall_below_the_line():
    stranger = Candidate("stranger", "Agnieszka", "Wojcik", date(1999, 1, 1))
    (john,) = ranked(parse_query("john smith 1980", today=TODAY), [stranger, JOHN], at_least=0.7)
    assert (john.candidate, john.score) == (JOHN, match("john smith 1980").score)


def test_equal_scores_come_in_the_order_of_names():
    twins = [Candidate("b", "Zoe", "Brown"), Candidate("a", "Amy", "Brown")]
    assert [m.candidate.identity for m in ranked(parse_query("brown"), twins)] == ["a", "b"]
