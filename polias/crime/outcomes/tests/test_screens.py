"""The pages on which a crime is finalised, as Ben and Hal press them."""

from datetime import date

from django.utils import timezone

from polias.crime.outcomes.queries import current_outcome
from polias.crime.reports.facts import Party
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting

TODAY = timezone.localdate


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def test_outcomes_that_cannot_be_are_no_links_and_say_why(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha)
    page = signed_in("ben").get(f"{crime.url}/give_outcome").content.decode()
    assert 'href="?code=18"' in page
    assert 'href="?code=1"' not in page
    assert "needs a suspect" in page
    assert "Only the national fraud bureau gives outcome 19" in page


def test_only_what_the_outcome_rests_on_is_asked(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha, suspects=(Party(surname="Rook"), Party(surname="Zimmer")))
    browser = signed_in("ben")
    charge = browser.get(f"{crime.url}/give_outcome?code=1").content.decode()
    assert "Of which suspect?" in charge
    assert "When were they charged or summonsed?" in charge
    assert "line of enquiry" not in charge
    assert "line of enquiry" in browser.get(f"{crime.url}/give_outcome?code=18").content.decode()


def test_a_charge_goes_from_its_questions_to_the_crimes_page_and_the_court_result_after_it(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha, suspects=(Party(surname="Rook", date_of_birth=date(1990, 1, 5)),))
    browser = signed_in("ben")
    asked = {"code": "1", "rationale": "Charged at noon.", "decided_by": "police"}
    page = browser.post(f"{crime.url}/give_outcome?code=1", asked).content.decode()
    assert "There is a problem" in page
    assert "Charged at noon." in page, "nothing typed is lost"
    form = browser.get(f"{crime.url}/give_outcome?code=1&new=1").context
    hidden = form["hidden"] | {"idempotency_key": str(form["draft"]["key"])}
    assert browser.post(f"{crime.url}/give_outcome?code=1", asked | hidden | day("done_on", TODAY())).status_code == 302
    with acting(asha):
        assert current_outcome(CrimeReport.objects.get(pk=crime.pk)).decided_by == "police"
    hal = signed_in("hal")
    form = hal.get(f"{crime.url}/enter_court_result").context
    hidden = form["hidden"] | {"idempotency_key": str(form["draft"]["key"])}
    told = {"result": "fined", "court": "Northshire Magistrates"} | day("resulted_on", TODAY())
    assert hal.post(f"{crime.url}/enter_court_result", told | hidden).status_code == 302
    page = hal.get(crime.url).content.decode()
    assert "Fined" in page
    assert "Northshire Magistrates" in page
