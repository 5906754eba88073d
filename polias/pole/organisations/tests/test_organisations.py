"""Recording, changing and finding organisations."""

import pytest

from polias.kit.access.acting import acting
from polias.kit.errors import NotFound, RuleBreach
from polias.kit.testing.pages import send
from polias.pole.organisations.actions import amend, record
from polias.pole.organisations.queries import organisations_like, organisations_near
from polias.pole.public import linked_to, record_location


def test_an_organisation_at_a_known_place_is_linked_to_it(cast):
    asha = cast("asha")
    with acting(asha):
        place = record_location(actor=asha, address="1 Lantern Row", postcode="ZZ1 1ZZ")
        shop = record(actor=asha, name="Lantern Stores", kind="shop", premises=place.reference)
        assert (shop.address, shop.postcode) == ("1 Lantern Row", "ZZ1 1ZZ")
        assert [(one.role, one.record.pk) for one in linked_to(shop, actor=asha)] == [("premises", place.pk)]
        assert list(organisations_like("stores lantern", actor=asha)) == [shop]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [("lantren stores", True), ("lantrn", True), ("lantern stroe", True), ("lenten stoves", False), ("lan", False)],
)
def test_a_letter_wrong_in_a_word_still_finds_a_shop_and_two_in_a_short_one_do_not(cast, typed, is_found):
    with acting(cast("asha")) as asha:
        shop = record(actor=asha, name="Lantern Stores", kind="shop")
        record(actor=asha, name="Harbour Books", kind="shop")
        assert list(organisations_near(typed, actor=asha)) == ([shop] if is_found else [])
    with acting(cast("carys")) as carys:
        assert not organisations_near(typed, actor=carys), "organisations are not lent"


def test_ORGANISATION_01_refuses_an_organisation_without_a_name(cast):
    """An organisation has the name by which people know it."""
    asha = cast("asha")
    with acting(asha):
        shop = record(actor=asha, name="Lantern Stores")
        with pytest.raises(RuleBreach, match="Enter the name"):
            record(actor=asha, name=" ")
        with pytest.raises(RuleBreach, match="Enter the name"):
            amend(shop, actor=asha, name="", kind="shop", address="", postcode="", phone="")


def test_a_place_that_may_not_be_seen_is_not_found(cast):
    asha, carys = cast("asha"), cast("carys")
    with acting(carys):
        place = record_location(actor=carys, address="1 Harbour Street")
    with acting(asha), pytest.raises(NotFound):
        record(actor=asha, name="Lantern Stores", premises=place.reference)


def test_its_pages_record_and_change_it(signed_in, cast):
    asha = signed_in("asha")
    answer = asha.post("/pole/organisations/record", {"name": "Lantern Stores", "kind": "shop"})
    assert answer.status_code == 302
    changed = send(asha, f"{answer.url}/amend", {"name": "Lantern Stores", "kind": "pub", "phone": "01632 960001"})
    assert changed.status_code == 302
    assert "01632 960001" in asha.get(answer.url).content.decode()
    assert signed_in("carys").get(answer.url).status_code == 404, "organisations are not lent"
    assert "Record an organisation" in asha.get("/pole/organisations/").content.decode()
