"""The questions that record a crime: who is found by a name, where it was, and what rules say before it is sent."""

from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.factories import a_crime, a_log
from polias.crime.reports.tests.test_screens import ANSWERS
from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.drafts.model import Draft
from polias.pole.public import linked_to, record_location, record_organisation

WITHOUT_PLACE = {name: value for name, value in ANSWERS.items() if name not in ("address", "victim_surname")}


def a_shop(asha, name="Lumen Stores", address="4 Linnetlow Street"):
    place = record_location(actor=asha, address=address, postcode="NB1 1AA")
    return record_organisation(actor=asha, name=name, kind="shop", premises=place.reference), place


def sent(browser, asha, told, **reasons):
    """Through the page that checks the answers to the deed."""
    checked = browser.post("/crime/reports/record", told, follow=True).content.decode()
    with acting(asha):
        key = str(Draft.objects.latest("saved_at").pk)
    given = {f"reason_{code.replace('_', '-')}": words for code, words in reasons.items()}
    done = browser.post("/crime/reports/record", {"idempotency_key": key, "confirm": "1"} | given).content.decode()
    return checked, done


def test_a_shop_found_by_its_name_is_victim_place_and_postcode_at_once(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        shop, place = a_shop(asha)
    told = WITHOUT_PLACE | {"victim_kind": "known", "victim": "lumen stores"}
    checked, done = sent(signed_in("asha"), asha, told, CRIME_05="Found on film.")
    assert "4 Linnetlow Street" in checked
    assert "Crime recorded" in done
    with acting(asha):
        crime = CrimeReport.objects.get()
        ends = {one.role: one.record.pk for one in linked_to(crime, actor=asha)}
        assert ends == {"victim": shop.pk, "location": place.pk}


def test_a_name_that_several_shops_bear_asks_for_the_reference_and_takes_it(cast, signed_in):
    asha, browser = cast("asha"), signed_in("asha")
    with acting(asha):
        first, _place = a_shop(asha, address="1 Low Street")
        second, _other = a_shop(asha, address="9 High Street")
    told = WITHOUT_PLACE | {"victim_kind": "known", "victim": "Lumen Stores"}
    page = browser.post("/crime/reports/record", told).content.decode()
    assert first.reference in page
    assert second.reference in page
    checked, _done = sent(browser, asha, told | {"victim": f"Lumen Stores, 9 High Street ({second.reference})"})
    assert "9 High Street" in checked


def test_a_name_that_nobody_bears_says_what_to_do(signed_in):
    told = WITHOUT_PLACE | {"victim_kind": "known", "victim": "Nowhere Wines"}
    page = signed_in("asha").post("/crime/reports/record", told).content.decode()
    assert "Nobody of that name is recorded." in page


def test_what_is_found_while_typing_is_logged_and_of_another_force_nothing_is(cast, signed_in):
    asha, carys = cast("asha"), cast("carys")
    with acting(asha):
        shop, _place = a_shop(asha)
    with acting(carys):
        a_shop(carys, name="Lumen Stores East")
    found = signed_in("asha").get("/crime/reports/find_victim?q=lumen").json()["found"]
    assert found == [f"Lumen Stores, 4 Linnetlow Street ({shop.reference})"]
    assert signed_in("asha").get("/crime/reports/find_victim?q=lu").json()["found"] == []
    with acting(asha):
        assert shop.reference in AuditRow.objects.filter(kind="consultation").latest("at").content


def test_rules_speak_beside_their_question_before_anything_is_sent(signed_in):
    told = ANSWERS | {"committed_from-time": "11:30", "postcode": "EH1 1AA"}
    page = signed_in("asha").post("/crime/reports/record", told).content.decode()
    assert "It cannot have happened after it was reported." in page
    assert "That lies in Scotland" in page
    assert "Check your answers</h1>" not in page


def test_a_class_that_was_not_in_force_on_the_day_is_refused_at_once(signed_in):
    page = signed_in("asha").post("/crime/reports/record", ANSWERS | {"offence": "28A"}).content.decode()
    assert "There is a problem" in page


def test_a_card_number_is_asked_about_and_its_reason_is_kept(cast, signed_in):
    asha = cast("asha")
    told = ANSWERS | {"summary": "Used 4111 1111 1111 1111 at the till."}
    checked, done = sent(signed_in("asha"), asha, told, CRIME_05="Late.", ENTRY_02="It is the evidence.")
    assert "holds the number of a payment card" in checked
    assert "Crime recorded" in done


def test_a_described_suspect_needs_a_description_and_no_suspect_needs_nothing(signed_in):
    browser = signed_in("asha")
    page = browser.post("/crime/reports/record", ANSWERS | {"suspect_kind": "described"}).content.decode()
    assert "What do they look like?" in page
    assert "There is a problem" in page
    checked = browser.post("/crime/reports/record", ANSWERS, follow=True).content.decode()
    assert "Check your answers" in checked


def test_other_victims_on_lines_of_their_own_make_crimes_of_their_own(cast, signed_in):
    asha = cast("asha")
    with acting(asha):
        known, _place = a_shop(asha)
    told = ANSWERS | {"offence": "58D", "other_victims": f"Birch, Ann\n{known.reference}\n\n"}
    _checked, done = sent(signed_in("asha"), asha, told, CRIME_05="Late.")
    assert "Crime recorded" in done
    with acting(asha):
        assert CrimeReport.objects.count() == 3


def test_a_reference_of_a_record_that_is_not_theirs_is_as_unknown_as_any(cast, signed_in):
    carys = cast("carys")
    with acting(carys):
        theirs, _place = a_shop(carys)
    told = WITHOUT_PLACE | {"victim_kind": "known", "victim": theirs.reference}
    page = signed_in("asha").post("/crime/reports/record", told).content.decode()
    assert f"There is no record {theirs.reference} for you." in page


def test_from_a_log_no_time_of_the_deed_is_filled_in(cast, signed_in):
    idris = cast("idris")
    with acting(idris):
        log = a_log(idris)
    page = signed_in("asha").get(f"/crime/reports/record?log={log.reference}").content.decode()
    assert 'name="reported_at-time" type="text" autocomplete="off" value=""' not in page
    assert 'name="committed_from-time" type="text" autocomplete="off" value=""' in page


def test_five_megabytes_in_the_narrative_are_refused_in_a_sentence_and_come_back(signed_in):
    words = "Took two bottles. " * 291_272
    page = signed_in("asha").post("/crime/reports/record", ANSWERS | {"summary": words})
    assert page.status_code == 200, page.content[:500]
    text = page.content.decode()
    assert "Shorten this to 4,000 characters or fewer" in text
    assert words[:4000] in text


def test_a_crime_of_the_past_keeps_its_class(cast):
    with acting(cast("asha")):
        assert a_crime(cast("asha")).offence == "46"
