"""The same questions one a page: the decision first, nothing asked that it makes needless, nothing lost on the way."""

import re

from polias.contact.public import Log
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.record_form import RecordForm
from polias.crime.reports.tests.test_screens import ANSWERS
from polias.kit.access.acting import acting

ADDRESS = "/crime/reports/record"


def fields_in(page):
    """What a browser would send back: hidden fields, text boxes, and what is chosen."""
    html = page.content.decode()
    form = html[html.index('id="polias-journey"') :]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "csrfmiddlewaretoken" and ("radio" not in tag or " checked" in tag):
            found[name[1]] = value[1] if value else ""
    return found | dict(re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\s*([^<]*)<', form))


def walk(browser, answers):
    """Answer page after page until the answers are checked; gives back the questions that were asked, and that page."""
    page, asked = browser.get(f"{ADDRESS}?one=first&new=1"), []
    for _each in range(40):
        html = page.content.decode()
        if "Check your answers</h1>" in html:
            return asked, page
        where = f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"
        shown = {n for n in answers if f'name="{n}"' in html and f'<input type="hidden" name="{n}"' not in html}
        asked.append(sorted(shown))
        given = fields_in(page) | {n: answers[n] for n in shown}
        page = browser.post(where, given, follow=True)
    raise AssertionError(f"it does not end: {asked}")


def test_one_question_a_page_records_the_same_crime(cast, signed_in):
    asha, browser = cast("asha"), signed_in("asha")
    asked, page = walk(browser, ANSWERS)
    firsts = [names[0] for names in asked if names]
    assert firsts[:5] == ["summary", "reported_at-day", "evidence_says", "victim_says", "speaks_against"]
    assert all(len({n.split("-")[0].split("_")[0] for n in names}) <= 2 for names in asked), asked
    key = fields_in_check(page)
    done = browser.post(ADDRESS, {"idempotency_key": key, "confirm": "1", "reason_CRIME-05": "Film."})
    assert "Crime recorded" in done.content.decode()
    with acting(asha):
        assert CrimeReport.objects.get().summary == ANSWERS["summary"]


def fields_in_check(page):
    return re.search(r'name="idempotency_key" value="([^"]*)"', page.content.decode())[1]


def test_where_the_decision_leads_to_no_crime_nothing_of_a_crime_is_asked(cast, signed_in):
    asha, browser = cast("asha"), signed_in("asha")
    told = ANSWERS | {"victim_says": "denies", "victim_says_denies_why": "She lent it."}
    asked, page = walk(browser, told)
    names = {name for each in asked for name in each}
    assert not names & {"offence", "victim_kind", "cyber", "committed_from-day"}
    assert "Keep it as a crime-related incident" in page.content.decode()
    key = fields_in_check(page)
    assert "Kept without a crime" in browser.post(ADDRESS, {"idempotency_key": key, "confirm": "1"}).content.decode()
    with acting(asha):
        assert Log.objects.get().decision == "crime_related_incident"


def test_a_mistake_stays_on_its_own_page_and_speaks_of_no_other(signed_in):
    browser = signed_in("asha")
    page = browser.post(f"{ADDRESS}?one=summary", {"summary": ""}).content.decode()
    assert page.count("govuk-error-message") == 1
    assert "Question 1 of" in page


def test_both_ways_ask_the_same_fields(cast):
    form = RecordForm(actor=cast("asha"), beats=[])
    one_by_one = set(form.questions_in_turn()) | set(form.reveals)
    assert one_by_one == {bound.name for bound in form.in_page_order() if not bound.is_hidden}
