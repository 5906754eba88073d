"""The pages of a crime, as the people whose work it is press them."""

import re
from datetime import date

from polias.crime.corrections.actions import classify
from polias.crime.outcomes.actions import give_outcome
from polias.crime.reports.model import CrimeKeyword, CrimeReport
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.drafts.model import Draft
from polias.pole.public import linked_to, record_person

ANSWERS = {
    "offence": "46",
    "summary": "Took two bottles and ran.",
    "committed_from-day": "2",
    "committed_from-month": "3",
    "committed_from-year": "2026",
    "committed_from-time": "10:00",
    "reported_at-day": "2",
    "reported_at-month": "3",
    "reported_at-year": "2026",
    "reported_at-time": "11:00",
    "address": "1 Lantern Row",
    "victim_kind": "new",
    "victim_surname": "Adams",
    "evidence_says": "probable",
    "victim_says": "confirms",
    "speaks_against": "nothing",
    "cyber": "no",
}


def test_a_late_crime_is_recorded_through_check_your_answers_with_its_reason(cast, signed_in):
    browser, asha = signed_in("asha"), cast("asha")
    checked = browser.post("/crime/reports/record", ANSWERS, follow=True).content.decode()
    assert "Check your answers" in checked
    assert "Say why it is recorded late" in checked, "what a rule asks is asked where the answers are checked"
    with acting(asha):
        key = str(Draft.objects.get().pk)
    asked = browser.post("/crime/reports/record", {"idempotency_key": key, "confirm": "1"})
    assert "Say why it is recorded late" in asked.content.decode()
    done = browser.post(
        "/crime/reports/record", {"idempotency_key": key, "confirm": "1", "reason_CRIME-05": "Found on film."}
    )
    assert "Crime recorded" in done.content.decode()
    with acting(asha):
        crime = CrimeReport.objects.get()
        assert crime.late_reason == "Found on film."
        assert not Draft.objects.exists(), "a sent draft is gone"


def test_mistakes_come_all_at_once_and_the_words_are_kept(signed_in):
    page = signed_in("asha").post("/crime/reports/record", {"summary": "Took two bottles."}).content.decode()
    assert "There is a problem" in page
    assert "Took two bottles." in page
    assert page.count("govuk-error-message") >= 4


def test_dev_is_refused_in_a_sentence_and_a_stranger_is_sent_to_sign_in(signed_in, client):
    refused = signed_in("dev").get("/crime/reports/record")
    assert refused.status_code == 403
    assert "not part of your role" in refused.content.decode()
    assert client.get("/crime/reports/record").headers["Location"].startswith("/accounts/login/")


def test_ben_adds_a_suspect_and_keywords_on_pages(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha)
    browser = signed_in("ben")
    browser.post(f"{crime.url}/involve", {"role": "suspect", "known": "no", "surname": "Rook"})
    browser.post(f"{crime.url}/keyword", {"codes": ["knife", "alcohol"]})
    page = browser.get(crime.url).content.decode()
    assert "Rook" in page
    with acting(asha):
        assert CrimeKeyword.objects.filter(register_id=crime.pk).count() == 2


def test_an_unknown_reference_and_a_forbidden_one_give_the_same_page(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha)
    browser = signed_in("erin")
    forbidden, unknown = browser.get(crime.url), browser.get("/crime/reports/NSH-CR-26-999999")
    assert forbidden.status_code == unknown.status_code == 404
    assert without_token(forbidden) == without_token(unknown)


def without_token(page):
    """The page without the token that is new in every form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())


def test_the_list_is_taken_out_with_values_only_and_logged_as_a_disclosure(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha)
    for form in ("csv", "xlsx", "parquet", "json"):
        assert signed_in("asha").get(f"/crime/reports/?format={form}").status_code == 200
    with acting(asha):
        rows = AuditRow.objects.filter(kind="disclosure")
        assert rows.count() == 4
        assert crime.reference in rows.first().content


def test_a_list_tells_how_many_it_shows_whole_or_in_one_state(cast, signed_in):
    asha, ben, carys = cast("asha"), cast("ben"), cast("carys")
    with acting(asha):
        a_crime(asha)
        finalised = a_crime(asha)
    with acting(ben):
        give_outcome(finalised, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
    with acting(carys):
        a_crime(carys)
    browser = signed_in("ben")
    for narrowed, number in (
        ("", "2 records"),
        ("?state=finalised", "1 record"),
        ("?state=finalised&page=2", "1 record"),
        ("?page=²", "2 records"),
        ("?page=99999999999", "2 records"),
    ):
        assert re.search(rf">\s*{number}<", browser.get(f"/crime/reports/{narrowed}").content.decode()), narrowed


def test_the_history_says_what_changed_in_words_and_not_in_codes(cast, signed_in):
    asha, ben, lena = cast("asha"), cast("ben"), cast("lena")
    with acting(asha):
        crime = a_crime(asha)
    with acting(lena):
        classify(crime, actor=lena, offence="49", rationale="Taken from the yard.")
    with acting(ben):
        give_outcome(crime, actor=ben, code="18", said=CLOSED, rationale="Nobody was seen.")
    page = signed_in("ben").get(crime.url).content.decode()
    for words in ("Change the class", "Offence: Shoplifting → Other theft", "Taken from the yard.", "Give the outcome"):
        assert words in page
    assert "State: Under investigation → Finalised" in page


def test_a_crime_whose_class_has_left_the_list_can_still_be_read(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        crime = a_crime(asha)
        CrimeReport.objects.filter(pk=crime.pk).update(offence="999Z")
    page = signed_in("asha").get(crime.url)
    assert page.status_code == 200
    assert "This class is no longer in the list of offences." in page.content.decode()


MARY = {"victim_surname": "Quibell", "victim_forenames": "Mary", "victim_born-day": "9", "victim_born-month": "7",
        "victim_born-year": "1984"}  # fmt: skip


def test_a_victim_very_like_somebody_on_record_is_linked_when_chosen(cast, signed_in):
    asha, browser = cast("asha"), signed_in("asha")
    with acting(asha):
        mary = record_person(actor=asha, surname="Quibel", forenames="Mary", date_of_birth=date(1984, 7, 9))
    page = browser.post("/crime/reports/record", ANSWERS | MARY).content.decode()
    assert "This person may be recorded already." in page
    assert f'value="{mary.reference}"' in page
    checked = browser.post("/crime/reports/record", ANSWERS | MARY | {"victim_same_as": mary.reference}, follow=True)
    assert f"recorded already as {mary.reference}" in checked.content.decode()
    with acting(asha):
        key = str(Draft.objects.latest("saved_at").pk)
    browser.post("/crime/reports/record", {"idempotency_key": key, "confirm": "1", "reason_CRIME-05": "Film."})
    with acting(asha):
        (victim,) = linked_to(CrimeReport.objects.get(), actor=asha, role="victim")
        assert victim.record.pk == mary.pk


def test_a_suspect_very_like_somebody_on_record_is_recorded_anew_for_a_reason(cast, signed_in):
    asha, browser = cast("asha"), signed_in("asha")
    with acting(asha):
        crime = a_crime(asha)
        known = record_person(actor=asha, surname="Rook", forenames="Ann", date_of_birth=date(1990, 1, 5))
    told = {"role": "suspect", "known": "no", "surname": "Rook", "forenames": "Ann", "born": "1990-01-05"}
    page = browser.post(f"{crime.url}/involve", told).content.decode()
    assert known.reference in page
    told |= {"same_as": "another", "why_another": "relative"}
    assert browser.post(f"{crime.url}/involve", told).status_code == 302
    with acting(asha):
        assert len(linked_to(crime, actor=asha, role="suspect")) == 1


def test_INVOLVED_01_is_told_beside_its_question_before_the_answers_are_checked(cast, signed_in):
    """Nobody is victim and suspect of one crime; who accuses each other are so in two."""
    with acting(cast("asha")) as asha:
        mary = record_person(actor=asha, surname="Smyth", forenames="Mary")
    told = ANSWERS | {"victim_kind": "known", "victim": mary.reference, "suspect_kind": "named"}
    page = signed_in("asha").post("/crime/reports/record", told | {"suspect": mary.reference.lower()}).content.decode()
    assert "There is a problem" in page
    assert 'href="#id_suspect"' in page
    assert "Record a counter-allegation by itself." in page


def test_a_new_class_is_found_by_common_words_with_its_rule_beside_it(cast, signed_in):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
    recording = signed_in("asha").get("/crime/reports/record").content.decode()
    page = signed_in("lena").get(f"{crime.url}/classify").content.decode()
    for words in ("data-words", "Counted by"):
        assert words in recording
        assert words in page
