"""The list of crimes: narrowed, sorted and counted, and never walked further than it is counted."""

import re
from datetime import timedelta
from importlib import import_module

from django.db import connection
from django.utils import timezone

from polias.crime.flags.actions import describe
from polias.crime.reports.actions import keyword
from polias.crime.reports.facts import Place
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.brought_in import a_past_crime
from polias.crime.reports.tests.factories import a_crime
from polias.force.public import areas_of
from polias.kit.access.acting import acting
from polias.kit.access.door import visible_to
from polias.kit.screens import list_page, paging


def listed(browser, query=""):
    """References on the page in their order, and the number that it says."""
    page = browser.get(f"/crime/reports/{query}").content.decode()
    number = re.search(r">\s*(\d+) records?<", page)
    return re.findall(r'href="/crime/reports/([A-Z]+-CR-\d\d-\d+)"', page), int(number[1]) if number else None


def test_crimes_are_narrowed_by_class_beat_and_keyword_and_counted(cast, signed_in):
    asha, carys = cast("asha"), cast("carys")
    with acting(asha):
        theft = a_crime(asha, place=Place(address="1 Lantern Row", latitude=56.15, longitude=3.05))
        knife = keyword(a_crime(asha, offence="8N"), actor=asha, codes=("knife",))
    with acting(carys):
        keyword(a_crime(carys), actor=carys, codes=("knife",))
    browser = signed_in("asha")
    assert listed(browser, "?offence=46") == ([theft.reference], 1)
    assert listed(browser, "?keyword=knife") == ([knife.reference], 1), (
        "another force's crime is neither shown nor counted"
    )
    assert listed(browser, "?keyword=knife&offence=46") == ([], 0)
    assert theft.beat is not None
    assert listed(browser, f"?beat={theft.beat_id}") == ([theft.reference], 1)
    assert listed(browser, "?beat=harbour") == ([], 0)


def test_what_is_sorted_downwards_is_what_is_sorted_upwards_read_from_its_end(cast, signed_in):
    asha, now = cast("asha"), timezone.now()
    for days, offence in ((1, "46"), (2, "8N"), (3, "46"), (4, "1")):
        a_past_crime(asha, recorded_at=now - timedelta(days=days), offence=offence)
    browser = signed_in("asha")
    usual, _number = listed(browser)
    assert listed(browser, "?sort=-recorded")[0] == usual, "the newest come first"
    for key in ("recorded", "offence", "keywords", "beat", "state", "reference"):
        upwards, _number = listed(browser, f"?sort={key}")
        assert listed(browser, f"?sort=-{key}")[0] == upwards[::-1], key
    by_class, _number = listed(browser, "?sort=offence")
    assert by_class == [usual[3], usual[0], usual[2], usual[1]], "within a class the newest come first"


def test_behind_the_last_page_that_is_counted_lies_none(cast, signed_in, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 1)
    monkeypatch.setattr(list_page, "MOST_COUNTED", 2)
    asha, now = cast("asha"), timezone.now()
    for days in range(3):
        a_past_crime(asha, recorded_at=now - timedelta(days=days))
    browser = signed_in("asha")
    second, _number = listed(browser, "?page=2")
    assert second
    assert listed(browser, "?page=9999")[0] == second


def test_the_planner_knows_how_many_rows_a_policy_leaves(cast):
    """Without these statistics a list of half a million crimes took two seconds in place of a tenth."""
    with acting(cast("asha")), connection.cursor() as cursor:
        cursor.execute(
            "select stxrelid::regclass::text, pg_get_statisticsobjdef_expressions(oid) from pg_statistic_ext"
        )
        known = dict(cursor.fetchall())
    for table in ("crime_crimereport", "crime_crimekeyword", "pole_person"):
        assert known[table] == ["((force_id * 10) + grade)"], table


def test_the_list_shows_the_keywords_of_a_crime_and_is_sorted_by_them(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        none = a_crime(asha)
        knife = a_crime(asha, keywords=("knife",))
        both = keyword(a_crime(asha, keywords=("knife",)), actor=asha, codes=("alcohol", "knife"))
        follows = describe(a_crime(asha), actor=asha, names=("weapon:firearm",))
    browser = signed_in("asha")
    assert (both.keyword_codes, follows.keyword_codes, none.keyword_codes) == ("alcohol knife", "firearm", None)
    assert "Alcohol, Knife or sharp instrument" in browser.get("/crime/reports/").content.decode()
    upwards = [one.reference for one in (both, follows, knife, none)]
    assert listed(browser, "?sort=keywords")[0] == upwards, "crimes without any come last"
    assert listed(browser, "?sort=-keywords")[0] == upwards[::-1]
    assert listed(browser, "?sort=keywords&keyword=knife") == ([both.reference, knife.reference], 2)
    rows = browser.get("/crime/reports/?sort=keywords&format=json").json()["rows"]
    assert [row["Keywords"] for row in rows][:2] == ["Alcohol, Knife or sharp instrument", "Firearm"]


def test_what_is_kept_for_lists_is_not_told_twice_in_the_history(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha)
        before = crime.version
        crime = keyword(crime, actor=asha, codes=("knife",))
        assert crime.version == before + 1
    assert "eyword codes" not in signed_in("asha").get(crime.url).content.decode()


def test_sorting_by_keywords_reads_an_index(cast):
    with acting(cast("asha")) as asha, connection.cursor() as cursor:
        # A handful of crimes is sorted faster than any index is read.
        cursor.execute("set local enable_sort = off")
        rows = visible_to(CrimeReport, asha).order_by("keyword_codes", "-recorded_at", "-pk")[:50]
        plan = rows.explain()
    assert "crime_of_keywords" in plan, plan


def test_crimes_of_before_are_filled_as_the_verbs_write_them(cast):
    fill = import_module("polias.crime.migrations.0019_keywords_on_lists").FILL
    with acting(cast("asha")) as asha:
        crime = a_crime(asha, keywords=("night-time-economy", "alcohol", "knife"))
        written = crime.keyword_codes
        with connection.cursor() as cursor:
            cursor.execute("update crime_crimereport set keyword_codes = null")
            cursor.execute(fill)
        crime.refresh_from_db()
        assert crime.keyword_codes == written == "alcohol knife night-time-economy"


def beats_offered(browser, query=""):
    """The beats that the list offers to choose from, and the value that is chosen."""
    page = browser.get(f"/crime/reports/{query}").content.decode()
    [select] = re.findall(r'<select name="beat".*?</select>', page, re.DOTALL)
    lines = re.findall(r'<option value="(\d*)"( selected)?>([^<]+)<', select)
    return [label for _value, _selected, label in lines], [value for value, selected, _label in lines if selected]


def test_filters_drawn_for_one_are_not_shown_to_another(cast, signed_in):
    """What is drawn once is kept, and the beats of another force are other choices."""
    ours, theirs = ({"All"} | {beat.name for beat in areas_of(cast(name).force_id)} for name in ("asha", "carys"))
    assert ours != theirs
    for _again in range(2):
        assert set(beats_offered(signed_in("asha"))[0]) == ours
        assert set(beats_offered(signed_in("carys"))[0]) == theirs


def test_what_is_chosen_stays_chosen_on_the_next_page(cast, signed_in):
    beat = str(areas_of(cast("asha").force_id)[0].pk)
    browser = signed_in("asha")
    assert beats_offered(browser)[1] == [""]
    assert beats_offered(browser, f"?beat={beat}")[1] == [beat]
    assert beats_offered(browser, "?beat=%3Cscript%3E")[1] == [""], "what is no choice is drawn as none"
    assert beats_offered(browser)[1] == [""]
