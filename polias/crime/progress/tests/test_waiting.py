"""Where crimes wait: each in one place and of one age, and the list behind each number holds as many."""

import re
from datetime import timedelta

from django.utils import timezone

from polias.crime.outcomes.actions import give_outcome
from polias.crime.progress.waiting import AGES, STAGES, at_stage, counted, of_age
from polias.crime.reports.facts import Party
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.brought_in import a_past_crime
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.crime.results.tests.factories import a_charged_crime, a_fine
from polias.kit.access.acting import acting


def some_crimes(cast):
    """One without a suspect, one with, one charged, one decided, one filed, one old, one cancelled."""
    asha, ben, hal = cast("asha"), cast("ben"), cast("hal")
    with acting(asha):
        a_crime(asha)
        a_crime(asha, suspects=(Party(surname="Rook"),))
        filed = a_crime(asha)
    a_charged_crime(asha, ben)
    a_fine(a_charged_crime(asha, ben), hal)
    with acting(ben):
        give_outcome(filed, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
    now = timezone.now()
    a_past_crime(asha, recorded_at=now - timedelta(days=101))
    a_past_crime(asha, recorded_at=now - timedelta(days=101), cancelled_at=now)


def test_each_crime_waits_in_one_place(cast):
    some_crimes(cast)
    with acting(cast("ben")):
        assert counted(CrimeReport.objects.all()) == {
            "no-suspect": {"week": 1, "longer": 1},
            "suspect": {"week": 1},
            "court": {"week": 1},
        }


def test_the_list_behind_a_number_holds_as_many(cast, signed_in):
    some_crimes(cast)
    with acting(cast("ben")):
        rows = CrimeReport.objects.all()
        numbers = counted(rows)
        for stage in STAGES:
            for age, *_rest in AGES:
                assert of_age(at_stage(rows, stage), age).count() == numbers[stage].get(age, 0)
        assert not at_stage(rows, "nowhere")
        assert not of_age(rows, "never")
    browser = signed_in("ben")
    page = browser.get("/crime/reports/waiting").content.decode()
    assert "Under investigation, no suspect linked" in page
    ways = re.findall(r'href="(/crime/reports/\?waits=[^"]+)">(\d+)<', page)
    assert len(ways) == len(STAGES) + 4
    for way, number in ways:
        listed = browser.get(way.replace("&amp;", "&")).content.decode()
        assert re.search(rf">\s*{number} record", listed), way


def test_only_the_forces_own_crimes_are_counted(cast, signed_in):
    with acting(cast("carys")) as carys:
        a_crime(carys)
    page = signed_in("ben").get("/crime/reports/waiting").content.decode()
    assert re.search(r"no suspect linked: <a [^>]*>0<", page)
    assert signed_in("erin").get("/crime/reports/waiting").status_code == 404
