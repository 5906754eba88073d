"""What another force offers stands in the list as well: shown once, counted once, however the list is narrowed."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from polias.crime.reports.actions import keyword
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import a_crime
from polias.crime.transfers.tests.factories import an_offer
from polias.kit.access.acting import acting
from polias.kit.access.door import fetch


@pytest.fixture(autouse=True)
def _open_database(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def listed(username, query):
    """References in the list, and the number that it says."""
    browser = Client()
    user = get_user_model().objects.get(username=username)
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = browser.get(f"/crime/reports/{query}").content.decode()
    number = re.search(r">\s*(\d+) records?<", page)
    return re.findall(r'href="/crime/reports/([A-Z]+-CR-\d\d-\d+)"', page), int(number[1]) if number else None


@pytest.mark.parametrize("query", ["", "?state=recorded", "?keyword=knife", "?keyword=knife&state=recorded"])
def test_what_is_offered_is_shown_and_counted_once_beside_ones_own(people, query):
    with acting(people("carys")) as carys:
        own = keyword(a_crime(carys), actor=carys, codes=("knife",))
    offered = an_offer(people)
    with acting(people("asha")) as asha:
        keyword(fetch(CrimeReport, offered.reference, actor=asha), actor=asha, codes=("knife",))
        kept = keyword(a_crime(asha), actor=asha, codes=("knife",))
    references, number = listed("nia", query)
    assert {own.reference, offered.reference} <= set(references)
    assert kept.reference not in references
    assert number == len(references) == len(set(references))
