"""The pages of people, as the people of the cast see them."""

from polias.kit.access.acting import acting
from polias.kit.testing.pages import send
from polias.pole.people.actions import record
from polias.pole.people.model import Person

SMITH = {"surname": "Smith", "forenames": "John", "sex": "M", "date_of_birth": "1980-03-12"}


def words(answer):
    return answer.content.decode()


def smiths(cast):
    with acting(cast("asha")):
        return Person.objects.filter(surname__in=["Smith", "Smyth"]).count()


def test_asha_records_a_person_nobody_knows_yet(signed_in, cast):
    answer = signed_in("asha").post("/pole/people/record", SMITH)
    assert (answer.status_code, smiths(cast)) == (302, 1)


def test_somebody_very_like_stands_beside_the_form_and_is_chosen_or_refused(signed_in, cast):
    asha = cast("asha")
    with acting(asha):
        known = record(actor=asha, surname="Smyth", forenames="Jon")
    for told in (SMITH, SMITH | {"date_of_birth": ""}):
        page = words(signed_in("asha").post("/pole/people/record", told))
        assert f'href="{known.url}">{known.reference}' in page
        assert "This person may be recorded already." in page
        assert smiths(cast) == 1
    answer = signed_in("asha").post("/pole/people/record", SMITH | {"another": "on"})
    assert (answer.status_code, smiths(cast)) == (302, 2)


def test_an_unlike_person_is_not_shown(signed_in, cast):
    asha = cast("asha")
    with acting(asha):
        for surname, forenames in (("Wetherby", "John"), ("Smith", "Shaun"), ("Smith", "Sophie")):
            record(actor=asha, surname=surname, forenames=forenames)
    assert signed_in("asha").post("/pole/people/record", SMITH | {"date_of_birth": ""}).status_code == 302


def test_details_are_changed_and_a_missing_surname_is_said(signed_in, cast):
    asha = cast("asha")
    with acting(asha):
        known = record(actor=asha, surname="Smyth", forenames="Jon")
    client = signed_in("asha")
    assert 'value="Smyth"' in words(client.get(f"{known.url}/amend"))
    assert "Surname" in words(send(client, f"{known.url}/amend", SMITH | {"surname": ""}))
    assert send(client, f"{known.url}/amend", SMITH | {"phone": "07700 900123"}).status_code == 302
    assert "07700 900123" in words(client.get(known.url))


def test_carys_reads_a_lent_person_and_has_no_button_to_change_them(signed_in, cast):
    asha = cast("asha")
    with acting(asha):
        known = record(actor=asha, surname="Smyth", forenames="Jon")
    assert signed_in("carys").get(known.url).status_code == 200
    assert signed_in("carys").get(f"{known.url}/amend").status_code == 403
