"""The ranks of harm."""

from datetime import date

from polias.crime.public import offence_classes
from polias.kit.reference import STATUSES, rows
from polias.quality.reference import HIGH, LOW, MEDIUM, harm_of, harm_ranks
from polias.quality.reference.harm import FILE

DAY = date(2026, 3, 2)


def test_every_kind_of_offence_has_a_rank():
    assert {c.subgroup for c in offence_classes().values()} == set(harm_ranks(DAY))
    assert set(harm_ranks(DAY).values()) == {HIGH, MEDIUM, LOW}


def test_every_rank_says_where_it_comes_from_and_who_must_confirm_it():
    assert all(row["source"] and row["status"] in STATUSES for row in rows(FILE))


def test_what_nobody_has_ranked_stands_in_the_middle():
    assert harm_of("A kind of offence made tomorrow", on=DAY) == MEDIUM
    assert harm_of("Rape", on=DAY) < harm_of("Shoplifting", on=DAY)
