"""The list of real forces is whole and honest about what is not confirmed."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from polias.force.reference import force_named, forces


def test_there_are_43_forces_in_england_and_wales_and_one_in_northern_ireland():
    assert Counter(force.nation for force in forces().values()) == {"england-and-wales": 43, "northern-ireland": 1}


def test_codes_are_unique_and_well_formed():
    codes = [force.code for force in forces().values() if force.code]
    areas = [force.ons_code for force in forces().values() if force.ons_code]
    assert len(codes) == len(set(codes)) == len(areas) == len(set(areas)) == 43
    assert all(re.fullmatch(r"\d\d", code) for code in codes)
    assert all(re.fullmatch(r"(E23|W15)\d{6}", code) for code in areas)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in forces())


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Essex Police", "essex"),
        ("essex", "essex"),
        ("Police Service of Northern Ireland", "northern-ireland"),
        ("Devon & Cornwall Police", "devon-and-cornwall"),
        ("DYFED POWYS", "dyfed-powys"),
        ("Metropolitan Police Service", "metropolitan"),
    ],
)
def test_a_force_is_known_by_any_of_its_names(name, slug):
    force = force_named(name)
    assert force is not None
    assert force.slug == slug


def test_an_unknown_name_is_no_force():
    assert force_named("Northshire") is None


def test_no_two_forces_share_a_name():
    names = [
        n
        for f in forces().values()
        for n in {f.slug.replace("-", " "), f.official_name.casefold(), f.statistical_name.casefold()}
    ]
    assert len(names) == len(set(names))


def test_every_force_says_which_columns_are_not_confirmed():
    for force in forces().values():
        assert {"region", "local_policing_body"} <= set(force.to_be_confirmed)
        assert all(hasattr(force, column) for column in force.to_be_confirmed)
