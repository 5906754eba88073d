"""What somebody typed, as the full text of the database takes it."""

import pytest

from polias.kit.search.words import spoken


@pytest.mark.parametrize(
    ("asked", "whole", "begun"),
    [
        ("red car in lan", "red car in", "lan"),
        ("lantern", "", "lantern"),
        ("red ca", "red ca", ""),
        ('"red car"', '"red car"', ""),
        ('"red car', '"red car', ""),
        ("car -red", "car -red", ""),
        ("knife or axe", "knife or axe", ""),
        ("42", "42", ""),
        ("", "", ""),
    ],
)
def test_only_a_last_word_that_may_go_on_is_unfinished(asked, whole, begun):
    assert spoken(asked) == (whole, begun)
