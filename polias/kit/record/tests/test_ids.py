"""Ids are version 7 UUIDs that sort in the order in which they were made."""

import time

from polias.kit.record.ids import uuid7, uuid7s


def test_ids_made_one_after_the_other_sort_so():
    made = [uuid7() for _each in range(2_000)]
    assert made == sorted(made)
    assert len(set(made)) == 2_000


def test_an_id_says_its_version_and_its_moment():
    before, made, after = time.time_ns() // 1_000_000, uuid7(), time.time_ns() // 1_000_000
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert before <= made.int >> 80 <= after


def test_many_ids_made_at_once_sort_so_and_are_of_the_same_kind():
    made = [uuid7(), *uuid7s(2_000), *uuid7s(2_000), uuid7()]
    assert len(set(made)) == 4_002
    assert made[1:2_001] == sorted(made[1:2_001])
    assert made[-1] == max(made)
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
