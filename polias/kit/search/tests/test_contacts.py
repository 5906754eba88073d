"""Telephone numbers and addresses, as people write them."""

import pytest

from polias.kit.search.contacts import address_texts, normal_phone, phone_in, phone_texts


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("01632 960123", "01632960123"),
        ("+44 1632 960 123", "01632960123"),
        ("0044 (0)1632-960123", "01632960123"),
        ("+353 1 555 0100", "35315550100"),
        ("1632 960123", "01632960123"),
        ("01632 960555 ext 12", "01632960555"),
        ("01632 960555 x12", "01632960555"),
        ("960123", ""),
        ("not known", ""),
        ("", ""),
        ("1234567890123456", ""),
    ],
)
def test_a_number_is_the_same_however_it_is_written(written, number):
    assert normal_phone(written) == number


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("01632 960123", "01632960123"),
        ("who rang from 01632 960123?", "01632960123"),
        ("960123", "960123"),
        ("2960123", "2960123"),
        ("12 03 1980", ""),
        ("jon smyth 12/03/1980 01632 960123", "01632960123"),
        ("12/03/1980", ""),
        ("1980-03-12", ""),
        ("12.03.1980", ""),
        ("12 Lantern Row", ""),
        ("NSH-CR-26-000123", ""),
        ("jon smyth 1980", ""),
    ],
)
def test_a_search_for_a_number_is_told_from_a_date_and_a_reference(asked, number):
    assert phone_in(asked) == number


@pytest.mark.parametrize("end", ["960123", "2960123", "32 960123"])
def test_the_end_of_a_number_is_among_what_the_whole_is_filed_under(end):
    assert set(phone_texts(end)) < set(phone_texts("01632 960123"))


@pytest.mark.parametrize("end", ["99960123", "9960123", "60123"])
def test_other_digits_before_the_end_are_another_number(end):
    assert not set(phone_texts(end)) & set(phone_texts("01632 960123"))


@pytest.mark.parametrize("between", [" / ", "/", ", ", " or ", "; "])
def test_each_of_two_numbers_in_one_box_is_filed(between):
    both = set(phone_texts(f"01632 960777{between}07700 900123"))
    assert both == {*phone_texts("01632 960777"), *phone_texts("07700 900123")}


@pytest.mark.parametrize(
    ("written", "filed"),
    [
        ("12 Lantern Row, Northport", {"H|12|lantern", "W|lantern|row"}),
        ("Flat 2, 12 Lantern Rd", {"H|2|lantern", "H|12|lantern", "W|lantern|road"}),
        ("12a St. Anne’s Street", {"H|12a|st", "W|annes|street"}),
        ("Lantern St", {"W|lantern|street"}),
        ("12 Lantern Row ZZ1 1AA", {"H|12|lantern", "W|lantern|row"}),
        ("zz1 1aa", set()),
        ("Jon Smyth", set()),
        ("Ada Street", {"W|ada|street"}),
        ("", set()),
    ],
)
def test_an_address_is_filed_under_its_number_and_its_street(written, filed):
    assert set(address_texts(written)) == filed
