"""Whoever works with crimes reads the lists as they hold on a day, what is to be confirmed, and what was changed."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from polias.crime.editions.lists_page import SHOWN, TITLES
from polias.crime.editions.tables import TABLES
from polias.crime.editions.tests.test_editions import CLASSES, STRANGULATION, loaded
from polias.kit.access.acting import acting

LISTS = "/crime/reports/lists"


def words(answer):
    return answer.content.decode()


def test_every_list_has_a_title_and_columns_that_it_has():
    assert TITLES.keys() == SHOWN.keys() == TABLES.keys()
    assert all(name in TABLES[table].columns for table, shown in SHOWN.items() for name, _label in shown)


@pytest.mark.parametrize("table", TABLES)
def test_a_list_says_what_is_to_be_confirmed_and_can_be_taken_out_whole(signed_in, table):
    browser = signed_in("asha")
    page = words(browser.get(LISTS, {"table": table}))
    assert "This is the list that Polias brings" in page
    assert "to be confirmed by the force" in page
    answer = browser.get(LISTS, {"table": table, "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(TABLES[table].own_rows)
    assert tuple(rows[0]) == TABLES[table].columns


def test_an_edition_says_from_when_from_where_and_what_it_changed_and_the_list_of_a_day_is_shown(cast, signed_in):
    lena, first = cast("lena"), timezone.localdate() + timedelta(days=30)
    renamed = ({**CLASSES[0], "title": "Murder and manslaughter"}, *CLASSES[1:])
    with acting(lena):
        loaded(lena, (*renamed, STRANGULATION), valid_from=first)
    browser = signed_in("asha")
    page = words(browser.get(LISTS))
    for said in ("Home Office list", "Loaded by Lena", "5F: new", "title: Murder → Murder and manslaughter"):
        assert said in page
    assert "Strangulation" not in page, "it does not hold yet"
    assert f"on={first.isoformat()}" in page
    assert "Strangulation" in words(browser.get(LISTS, {"on": first.isoformat()}))
    assert "Strangulation" not in words(signed_in("carys").get(LISTS, {"on": first.isoformat()})), "another force's"


@pytest.mark.parametrize("asked", [{"on": "soon"}, {"on": "2026-13-40"}, {"table": "rumours"}, {"format": "docx"}])
def test_an_address_that_asks_for_nothing_known_shows_the_classes_of_today(signed_in, asked):
    page = words(signed_in("asha").get(LISTS, asked))
    assert "Classes of offence" in page
    assert "Murder" in page


def test_whoever_sees_no_crimes_sees_no_lists(signed_in):
    assert signed_in("erin").get(LISTS).status_code == 404
