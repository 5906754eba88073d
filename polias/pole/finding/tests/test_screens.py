"""The search box, as the people of the cast use it."""

from datetime import date

import pytest

from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.pole.finding.rows import MOST
from polias.pole.public import record_location, record_organisation, record_person, record_vehicle


@pytest.fixture
def known(cast):
    asha = cast("asha")
    with acting(asha):
        return {
            "person": record_person(actor=asha, forenames="Jonathan", surname="Smyth", date_of_birth=date(1980, 3, 12)),
            "shop": record_organisation(actor=asha, name="Lantern Stores", kind="shop"),
            "car": record_vehicle(actor=asha, registration="ZZ01 ABC"),
        }


def asked(client, q):
    return client.get("/search", {"q": q})


def words(answer):
    return answer.content.decode()


def test_a_reference_leads_straight_to_its_record_with_or_without_the_force(signed_in, known):
    person, asha = known["person"], signed_in("asha")
    assert asked(asha, person.reference.lower()).url == person.url
    assert asked(asha, person.reference.removeprefix("NSH-")).url == person.url


def test_the_beginning_of_a_reference_lists_what_begins_so(signed_in, known):
    assert known["person"].reference in words(asked(signed_in("asha"), known["person"].reference[:-3]))


def test_a_name_in_another_spelling_is_found_and_says_why(signed_in, known):
    page = words(asked(signed_in("asha"), "jon smith 1980"))
    assert known["person"].reference in page
    assert "Jonathan Smyth, 12/03/1980" in page
    assert "sounds the same" in page


def test_a_registration_and_the_words_of_a_name_find_too(signed_in, known):
    asha = signed_in("asha")
    assert known["car"].reference in words(asked(asha, "zz01abc"))
    assert known["shop"].reference in words(asked(asha, "lantern"))


def test_a_telephone_number_is_found_whole_or_by_its_end(signed_in, cast):
    asha = cast("asha")
    with acting(asha):
        person = record_person(actor=asha, surname="Rook", phone="+44 1632 960123")
        other = record_person(actor=asha, surname="Reed", phone="01632 960124")
    for typed, why in (("01632 960 123", "Same telephone number"), ("960123", "ends with these digits")):
        page = words(asked(signed_in("asha"), typed))
        assert person.reference in page
        assert why in page
        assert other.reference not in page


@pytest.fixture
def at_lantern_row(cast):
    asha = cast("asha")
    with acting(asha):
        return {
            "place": record_location(actor=asha, address="12 Lantern Row", postcode="ZZ1 1AA"),
            "person": record_person(actor=asha, surname="Rook", address="Flat 3, 12 Lantern Row, Northport"),
            "namesake": record_person(actor=asha, forenames="Lantern", surname="Row"),
        }


@pytest.mark.parametrize("typed", ["12 lantern row", "12 Lantern"])
def test_an_address_leads_to_the_place_and_to_who_lives_there_and_to_nobody_of_that_name(
    typed, signed_in, at_lantern_row
):
    page = words(asked(signed_in("asha"), typed))
    assert at_lantern_row["place"].reference in page
    assert at_lantern_row["person"].reference in page
    assert at_lantern_row["namesake"].reference not in page


def test_a_street_that_is_somebodys_name_leads_to_both_the_name_first(signed_in, at_lantern_row):
    page = words(asked(signed_in("asha"), "Lantern Row"))
    assert page.index(at_lantern_row["namesake"].reference) < page.index(at_lantern_row["person"].reference)
    assert at_lantern_row["place"].reference in page


def test_whoever_only_sounds_like_a_street_still_comes_before_those_who_live_there(signed_in, cast):
    with acting(asha := cast("asha")):
        dweller = record_person(actor=asha, surname="Rook", address="3 Filips Close, Northport")
        heard = record_person(actor=asha, forenames="Phillips", surname="Klose")
    page = words(asked(signed_in("asha"), "Filips Close"))
    assert page.index(heard.reference) < page.index(dweller.reference)


def test_a_postcode_leads_to_its_places(signed_in, at_lantern_row):
    assert at_lantern_row["place"].reference in words(asked(signed_in("asha"), "zz1 1aa"))


def test_more_than_are_shown_are_counted(signed_in, cast):
    asha, carys = cast("asha"), cast("carys")
    with acting(asha):
        for _ in range(MOST + 3):
            record_person(actor=asha, forenames="Sam", surname="Quillfeather")
    with acting(carys):
        record_person(actor=carys, forenames="Sam", surname="Quillfeather")
    page = words(asked(signed_in("asha"), "sam quillfeather"))
    assert f"the first {MOST} of {MOST + 3}; add a word" in page


def test_of_references_and_of_every_other_kind_all_are_counted(signed_in, cast):
    asha = cast("asha")
    with acting(asha):
        shops = [record_organisation(actor=asha, name=f"Lantern Stores {n}", kind="shop") for n in range(MOST + 2)]
    for typed in (shops[0].reference[:-3], "lantern stores"):
        assert f"the first {MOST} of {MOST + 2}; add a word" in words(asked(signed_in("asha"), typed)), typed


def test_nothing_found_says_what_was_tried(signed_in, known):
    page = words(asked(signed_in("asha"), "Quillfeather 31/02/1980"))
    for said in ("Nothing found that you can see", "Quillfeather", "in other spellings too", "31/02/1980", "no date"):
        assert said in page


def test_what_may_not_be_seen_is_neither_shown_nor_hinted_at(signed_in, known):
    carys = signed_in("carys")
    for hidden in (known["shop"].reference, known["car"].reference, "lantern", "zz01 abc"):
        page = asked(carys, hidden)
        assert page.status_code == 200
        assert "Nothing found that you can see" in words(page)
    assert asked(carys, known["person"].reference).url == known["person"].url, "people are lent"


def test_a_search_is_logged_with_its_words_and_what_it_showed(signed_in, cast, known):
    asked(signed_in("asha"), "jon smith 1980")
    with acting(cast("asha")):
        row = AuditRow.objects.get(verb="search")
        assert "jon smith 1980" in row.content
        assert known["person"].reference in row.content


def test_an_empty_search_offers_the_lists_that_may_be_opened(signed_in):
    assert 'href="/pole/vehicles/"' in words(asked(signed_in("asha"), " "))
    assert 'href="/pole/vehicles/"' not in words(asked(signed_in("erin"), " "))


def test_the_box_is_on_every_page_that_has_somewhere_to_send_it(signed_in):
    assert 'role="search"' in words(signed_in("asha").get("/"))
