"""The pages of people, as the people of the cast see them."""

from datetime import date

from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.testing.pages import send
from polias.pole.people.actions import record
from polias.pole.people.model import PassedOver, Person
from polias.pole.people.queries import people_like

SMITH = {"surname": "Smith", "forenames": "John", "sex": "M", "date_of_birth": "1980-03-12"}


def words(answer):
    return answer.content.decode()


def smiths(cast):
    with acting(cast("asha")):
        return Person.objects.filter(surname__in=["Smith", "Smyth"]).count()


def test_asha_records_a_person_nobody_knows_yet(signed_in, cast):
    answer = signed_in("asha").post("/pole/people/record", SMITH)
    assert (answer.status_code, smiths(cast)) == (302, 1)


def test_somebody_like_stands_beside_the_form_and_is_chosen_or_refused(signed_in, cast):
    asha = cast("asha")
    with acting(asha):
        known = record(actor=asha, surname="Smyth", forenames="Jon")
    for told in (SMITH, SMITH | {"date_of_birth": ""}):
        page = words(signed_in("asha").post("/pole/people/record", told))
        assert f'href="{known.url}"' in page
        assert "This person may be recorded already." in page
        assert smiths(cast) == 1
    answer = signed_in("asha").post("/pole/people/record", SMITH | {"same_as": "another"})
    assert (answer.status_code, smiths(cast)) == (302, 2)


def test_choosing_the_record_opens_it_and_records_nobody(signed_in, cast):
    asha = cast("asha")
    with acting(asha):
        known = record(actor=asha, surname="Smyth", forenames="Jon")
    answer = signed_in("asha").post("/pole/people/record", SMITH | {"same_as": known.reference})
    assert (answer.url, smiths(cast)) == (known.url, 1)
    with acting(asha):
        now = Person.objects.get(pk=known.pk)
        assert (now.forenames, now.sex, now.date_of_birth) == ("Jon", "M", date(1980, 3, 12)), "what was not known"
        assert [one.person.pk for one in people_like("smith 12/03/1980", actor=asha)] == [known.pk]


def test_whoever_passes_over_somebody_very_like_says_why_and_it_is_kept(signed_in, cast):
    asha = cast("asha")
    with acting(asha):
        known = record(actor=asha, surname="Smyth", forenames="Jon", date_of_birth=date(1980, 3, 12))
    client, another = signed_in("asha"), SMITH | {"same_as": "another"}
    page = words(client.post("/pole/people/record", another))
    assert "Choose why this is another person" in page
    assert "very like" in page
    page = words(client.post("/pole/people/record", another | {"why_another": "other"}))
    assert "Say in your words why this is another person." in page
    answer = client.post("/pole/people/record", another | {"why_another": "namesake", "another_words": "Seen both."})
    assert (answer.status_code, smiths(cast)) == (302, 2)
    with acting(asha):
        row = PassedOver.objects.get()
        assert (row.like_id, row.why, row.words, row.score > 80) == (known.pk, "namesake", "Seen both.", True)


def test_while_somebody_types_the_part_beside_the_form_is_given_anew_and_logged(signed_in, cast):
    asha = cast("asha")
    with acting(asha):
        known = record(actor=asha, surname="Smyth", forenames="Jon", date_of_birth=date(1980, 3, 12))
    typed = {"prefix": "victim_", "victim_surname": "Smith", "victim_forenames": "Jon", "victim_born-day": "12",
             "victim_born-month": "3", "victim_born-year": "1980"}  # fmt: skip
    part = words(signed_in("asha").post("/pole/people/likely", typed))
    assert known.reference in part
    assert 'name="victim_same_as"' in part
    assert "Surname sounds the same; same first name; same date of birth" in part
    with acting(asha):
        looks = AuditRow.objects.filter(verb="pole.people.list", actor_id=asha.id)
        assert any(known.reference in row.content and "likely the same" in row.content for row in looks)
    assert known.reference not in words(signed_in("asha").post("/pole/people/likely", typed | {"prefix": ""}))


def test_carys_is_not_shown_whom_she_may_not_see(signed_in, cast):
    asha, carys = cast("asha"), cast("carys")
    with acting(carys):
        record(actor=carys, surname="Smyth", forenames="Jon", date_of_birth=date(1980, 3, 12))
    typed = {"surname": "Smith", "forenames": "Jon", "date_of_birth": "1980-03-12"}
    assert "Smyth" not in words(signed_in("asha").post("/pole/people/likely", typed))
    with acting(asha):
        assert record(actor=asha, surname="Smith", forenames="Jon", date_of_birth=date(1980, 3, 12))


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
