"""The reference data of crime is whole, dated, and honest about what is not confirmed."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest

from polias.crime.reference import (
    OFFENCE_CODE,
    keywords,
    offence_classes,
    offence_groups,
    outcomes,
    positive_outcomes,
    positive_sets,
    selectable_on,
)
from polias.crime.reference.keywords import FILE as KEYWORDS
from polias.crime.reference.offences import FILE as OFFENCES
from polias.crime.reference.outcomes import FILE as OUTCOMES
from polias.kit.reference import STATUSES, rows

PUBLIC_CATEGORIES = {
    "Bicycle theft",
    "Burglary",
    "Criminal damage and arson",
    "Drugs",
    "Other crime",
    "Other theft",
    "Possession of weapons",
    "Public order",
    "Robbery",
    "Shoplifting",
    "Theft from the person",
    "Vehicle crime",
    "Violence and sexual offences",
}
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("file", [OFFENCES, OUTCOMES, KEYWORDS], ids=lambda file: file.name)
def test_codes_are_unique_and_every_row_says_whether_it_is_sourced(file):
    found = list(rows(file))
    assert len({row["code"] for row in found}) == len(found)
    assert {row["status"] for row in found} <= STATUSES


def test_offence_codes_have_the_shape_of_the_home_office():
    assert len(offence_classes()) == 131
    assert all(OFFENCE_CODE.match(code) for code in offence_classes())


def test_there_are_nine_groups_and_every_public_category_is_a_published_one():
    assert set(offence_groups()) == {
        "Violence against the person",
        "Sexual offences",
        "Robbery",
        "Theft offences",
        "Criminal damage and arson",
        "Drug offences",
        "Possession of weapons offences",
        "Public order offences",
        "Miscellaneous crimes against society",
    }
    assert {each.public_category for each in offence_classes().values()} == PUBLIC_CATEGORIES


def test_old_burglary_codes_are_readable_but_cannot_be_chosen():
    old = {"28A", "28B", "28C", "28D", "29", "30A", "30B", "31"}
    assert {code for code, each in offence_classes().items() if not each.selectable} == old
    assert not old & set(selectable_on(TODAY))
    assert all(offence_classes()[code].valid_to for code in old)


def test_the_new_burglary_codes_cannot_be_chosen_for_a_crime_of_2016():
    assert "28E" in selectable_on(date(2017, 4, 1))
    assert "28E" not in selectable_on(date(2016, 12, 31))


def test_notifiable_and_recordable_are_two_flags_and_the_second_may_be_unknown():
    assert all(each.notifiable for each in offence_classes().values())
    assert {each.pnc_recordable for each in offence_classes().values()} == {True, None}


def test_crime_against_the_state_has_no_victim_to_count_by():
    classes = offence_classes()
    assert all(each.victim_based is (each.counts_by != "state") for each in classes.values())
    assert {c: classes[c].counts_by for c in ("46", "28E", "30C", "34A", "58A", "92E", "10D")} == {
        "46": "victim",
        "28E": "premises",
        "30C": "premises",
        "34A": "premises",
        "58A": "premises",
        "92E": "state",
        "10D": "state",
    }


@pytest.mark.parametrize("table", [offence_classes, outcomes])
def test_what_is_to_be_confirmed_names_columns_that_exist(table):
    for each in table().values():
        assert set(each.to_be_confirmed) <= {field.name for field in dataclasses.fields(each)}


def test_there_are_22_outcomes_and_three_alternatives():
    assert set(outcomes()) == {str(n) for n in range(1, 23)} | {"1A", "2A", "3A"}
    assert "0" not in outcomes()


def test_an_outcome_without_a_suspect_is_one_of_four():
    assert {code for code, each in outcomes().items() if not each.needs_suspect} == {"14", "18", "19", "20"}


def test_outcome_22_may_be_given_from_april_2019_and_outcome_19_never_by_a_force():
    assert not outcomes()["22"].usable_on(date(2019, 3, 31))
    assert outcomes()["22"].usable_on(date(2019, 4, 1))
    assert not outcomes()["19"].usable_on(TODAY)


def test_positive_outcomes_are_a_dated_set_by_name():
    assert positive_outcomes(TODAY) == {"1", "1A", "2", "2A", "3", "3A", "6", "7", "8", "22"}
    assert positive_outcomes(date(2019, 3, 31)) == positive_outcomes(TODAY) - {"22"}
    assert "4" in positive_outcomes(TODAY, "with-taken-into-consideration")
    assert positive_outcomes(date(2010, 1, 1)) == frozenset()


def test_every_positive_outcome_is_an_outcome():
    assert all(positive_outcomes(TODAY, name) <= set(outcomes()) for name in positive_sets())


def test_an_unknown_set_is_refused_with_those_that_exist():
    with pytest.raises(ValueError, match="public-methodology"):
        positive_outcomes(TODAY, "ours")


def test_keywords_hold_the_flags_that_boards_ask_for():
    assert {"domestic-abuse", "cyber-enabled", "knife", "rural", "business", "alcohol", "car-key"} <= set(keywords())
    assert len([code for code in keywords() if code.startswith("hate-")]) == 5
    assert [code for code, each in keywords().items() if each.asked_of_every_crime] == ["cyber-enabled"]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in keywords())
