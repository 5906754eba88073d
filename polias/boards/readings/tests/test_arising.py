"""Matters arising find the minute they come from, among accepted papers of one body, and never by a guess."""

from __future__ import annotations

import pytest

from polias.boards.meetings.arising import threads_of
from polias.boards.meetings.model import ArisesFrom, Meeting
from polias.boards.meetings.queries import items_of
from polias.boards.readings.actions import accept
from polias.boards.readings.checked import as_found
from polias.boards.readings.tests.factories import a_reading, an_accepted_paper
from polias.kit.access.acting import acting

MARCH = """Harbour Watch Committee
Minutes of the meeting held on Tuesday 12 March 2019 at 10am, Guildhall

21. Welcome
The Chair welcomed everyone.

22. Ferry times
The Committee noted the report.

23. Lighting on the quay
The Committee noted that nine lamps were broken.
"""
APRIL = """Harbour Watch Committee
Minutes of the meeting held on Tuesday 9 April 2019 at 10am, Guildhall

24. Minutes of the last meeting
The minutes of the meeting held on 12 March 2019 were agreed.

25. Matters arising
The lamps of Minute 23 of 12 March 2019 burn again. Minute 99 of 12 March 2019 was not found.

26. Ferry times
Further to item 22 of the last meeting the ferry now leaves at noon.
"""


def threads(meeting, actor):
    """By title of the item: where it comes from and where it came up again, as the page shows them."""
    meeting = Meeting.objects.select_related("body", "register").get(pk=meeting.pk)
    found = threads_of(meeting, actor=actor)
    return {
        item.title: (
            [(one.words, one.item.title) for one in found[item.pk].comes_from],
            [one.item.title for one in found[item.pk].came_up_again],
        )
        for item in items_of(meeting)
        if item.pk in found
    }


@pytest.mark.parametrize("earlier_first", [True, False])
def test_an_item_links_to_the_minute_it_comes_from_and_that_one_to_where_it_came_up_again(
    earlier_first, cast, signed_in
):
    with acting(cast("jo")) as jo:
        first, second = (MARCH, APRIL) if earlier_first else (APRIL, MARCH)
        body = an_accepted_paper(jo, first).body
        an_accepted_paper(jo, second, body=body.reference)
        march, april = Meeting.objects.select_related("body", "register").order_by("held_on")
        assert threads(april, jo) == {
            "Matters arising": ([("Minute 23 of 12 March 2019", "Lighting on the quay")], []),
            "Ferry times": ([("item 22 of the last meeting", "Ferry times")], []),
        }
        assert threads(march, jo) == {
            "Lighting on the quay": ([], ["Matters arising"]),
            "Ferry times": ([], ["Ferry times"]),
        }
    for reader in ("jo", "erin", "asha"):
        browser = signed_in(reader)
        page = browser.get(april.url).content.decode()
        assert f'href="{march.url}#item-3">Minute 23 of 12 March 2019<' in page
        page = browser.get(march.url).content.decode()
        assert 'id="item-3"' in page
        assert f'href="{april.url}#item-2">Matters arising, 9 April 2019<' in page
    assert signed_in("carys").get(april.url).status_code == 404


def test_without_the_earlier_paper_or_with_another_bodys_there_is_no_link(cast, signed_in):
    with acting(cast("jo")) as jo:
        april = an_accepted_paper(jo, APRIL).meeting
        an_accepted_paper(jo, MARCH.replace("Harbour Watch Committee", "Market Square Committee"))
        assert ArisesFrom.objects.filter(register_id=april.pk).count() == 3
        assert threads(april, jo) == {}
    assert "Comes from:" not in signed_in("jo").get(april.url).content.decode()


def test_a_number_that_two_earlier_items_have_links_to_neither(cast):
    with acting(cast("jo")) as jo:
        body = an_accepted_paper(jo, MARCH.replace("22. Ferry", "23. Ferry")).body
        april = an_accepted_paper(jo, APRIL, body=body.reference).meeting
        assert len([i for i in items_of(Meeting.objects.get(held_on="2019-03-12")) if i.as_printed == "23"]) == 2
        assert threads(april, jo) == {}


def test_a_number_that_stands_for_itself_finds_its_item_in_any_earlier_meeting_and_in_no_later_one(cast):
    numbered = MARCH.replace("21. ", "43/19 ").replace("22. ", "44/19 ").replace("23. ", "45/19 ")
    asks = APRIL.replace("Minute 23 of 12 March 2019", "Minute 45/19")
    with acting(cast("jo")) as jo:
        march = an_accepted_paper(jo, numbered)
        april = an_accepted_paper(jo, asks, body=march.body.reference).meeting
        assert "45/19" in {item.as_printed for item in items_of(march.meeting)}
        assert threads(april, jo)["Matters arising"] == ([("Minute 45/19", "Lighting on the quay")], [])
        february = asks.replace("9 April 2019", "12 February 2019").replace("held on 12 March 2019", "of old")
        before = an_accepted_paper(jo, february, body=march.body.reference).meeting
        assert threads(before, jo) == {}


def test_the_same_minutes_in_another_file_name_nothing_twice_and_an_item_left_out_names_nothing(cast):
    with acting(cast("jo")) as jo:
        march = an_accepted_paper(jo, MARCH)
        april = an_accepted_paper(jo, APRIL, body=march.body.reference).meeting
        again = an_accepted_paper(jo, APRIL + "\n\n", body=march.body.reference).meeting
        assert again.pk == april.pk
        assert ArisesFrom.objects.filter(register_id=april.pk).count() == 3
        may = a_reading(jo, APRIL.replace("9 April", "14 May"))
        values = as_found(may)
        values["items"] = [one for one in values["items"] if one["title"] != "Matters arising"]
        meeting = accept(may, actor=jo, checked=values, body=march.body.reference, kind="board").meeting
        named = ArisesFrom.objects.filter(register_id=meeting.pk)
        assert [row.words for row in named] == ["item 22 of the last meeting"]
