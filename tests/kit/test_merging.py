"""Two people change one record: both changes are shown, somebody decides, and nothing typed is lost on the way."""

from __future__ import annotations

import re

import pytest

from polias.kit.access.acting import acting
from polias.kit.access.door import fetch
from polias.kit.drafts.model import Draft
from polias.kit.testing.pages import form_on
from polias.pole.people.actions import record
from polias.pole.people.model import Person
from tests.architecture.makers import made


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def person(cast):
    with acting(cast("asha")) as asha:
        return record(actor=asha, surname="Adams", forenames="Ann", phone="01", address="1 High Street")


@pytest.fixture
def now(cast, person):
    """What the record says now."""

    def read():
        with acting(cast("asha")) as asha:
            return fetch(Person, person.reference, actor=asha)

    return read


class Editor:
    """One person with the form of a verb open in a window."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        self.page = client.get(address)
        self.form = form_on(self.page)

    def send(self, **typed):
        self.page = self.client.post(self.address, self.form | typed)
        if self.page.status_code == 200:
            self.form = form_on(self.page)
        return self.page


@pytest.fixture
def editor(signed_in, person):
    return lambda who: Editor(signed_in(who), f"{person.url}/amend")


def test_what_each_changed_alone_is_taken_and_shown_before_it_is_sent(editor, now):
    ann, ben = editor("asha"), editor("ben")
    assert ben.send(phone="02").status_code == 302
    page = ann.send(address="2 High Street")
    assert "was changed meanwhile" in words(page)
    assert "Changed by one of you only" in words(page)
    assert "keep_" not in page.content.decode(), "nothing is left to choose"
    assert (now().phone, now().address) == ("02", "1 High Street"), "nothing is stored yet"
    assert ann.send().status_code == 302
    assert (now().phone, now().address) == ("02", "2 High Street")


def test_what_both_changed_is_decided_by_a_person_and_nothing_is_chosen_beforehand(editor, now):
    ann, ben = editor("asha"), editor("ben")
    ben.send(phone="02")
    page = ann.send(phone="03")
    assert "checked" not in page.content.decode().split("keep_phone_theirs")[1].split("</fieldset>")[0]
    for shown in ("01", "02", "03", "Ben"):
        assert shown in words(page)
    assert "Choose what to keep for “Phone”" in words(ann.send()), "it is asked again until it is decided"
    assert now().phone == "02"
    assert ann.send(keep_phone="mine").status_code == 302
    assert now().phone == "03"


@pytest.mark.parametrize(("choice", "kept"), [("theirs", "02"), ("mine", "03"), ("anew", "04")])
def test_each_choice_does_what_it_says(editor, now, choice, kept):
    ann, ben = editor("asha"), editor("ben")
    ben.send(phone="02")
    ann.send(phone="03")
    assert ann.send(keep_phone=choice, phone="04").status_code == 302
    assert now().phone == kept


def test_a_third_editor_in_between_gives_the_page_again_with_what_was_decided(editor, now):
    ann, ben, carol = editor("asha"), editor("ben"), editor("ben")
    ben.send(phone="02")
    ann.send(phone="03", address="9 Mill Lane")
    third = carol.send(surname="Clark")
    assert "was changed meanwhile" in words(third)
    assert carol.send().status_code == 302
    page = ann.send(keep_phone="mine")
    assert "was changed meanwhile" in words(page)
    assert "Clark" in words(page)
    assert ann.send().status_code == 302
    assert (now().surname, now().phone, now().address) == ("Clark", "03", "9 Mill Lane")


def test_the_same_change_by_both_is_no_question(editor, now):
    ann, ben = editor("asha"), editor("ben")
    ben.send(phone="02")
    assert "keep_phone" not in ann.send(phone="02", address="2 High Street").content.decode()
    ann.send()
    assert (now().phone, now().address) == ("02", "2 High Street")


def test_a_draft_that_comes_back_later_stands_on_what_it_was_typed_over(editor, signed_in, person, now):
    """It came back on the newest version before, and overwrote in silence whatever had been changed meanwhile."""
    ann = editor("asha")
    key = ann.form["idempotency_key"]
    assert ann.client.post(f"/drafts/{key}", ann.form | {"address": "2 High Street"}).json()["saved"]
    editor("ben").send(phone="02")
    again = editor("asha")
    assert again.form["address"] == "2 High Street"
    assert "When you send this, you see both side by side" in words(again.page)
    assert "was changed meanwhile" in words(again.send())
    again.send()
    assert (now().phone, now().address) == ("02", "2 High Street")


def test_what_is_written_on_the_merge_page_is_kept_beside_the_answers(editor, cast):
    ann, ben = editor("asha"), editor("ben")
    ben.send(phone="02")
    ann.send(phone="03", address="2 High Street")
    key = ann.form["idempotency_key"]
    saved = ann.client.post(f"/drafts/{key}", ann.form | {"keep_phone": "anew", "phone": "04"})
    assert saved.json()["saved"]
    with acting(cast("asha")):
        draft = Draft.objects.get(pk=key)
        assert (draft.answers["phone"], draft.answers["address"]) == (["03"], ["2 High Street"])
    again = editor("asha")
    assert "was changed meanwhile" in words(again.page)
    assert (again.form["keep_phone"], again.form["phone"]) == ("anew", "04")


def test_a_form_that_does_not_say_what_it_was_typed_over_overwrites_nothing(editor, now):
    ann, ben = editor("asha"), editor("ben")
    ben.send(phone="02")
    del ann.form["opened"]
    page = ann.send(address="2 High Street")
    assert "keep_phone_theirs" in page.content.decode()
    assert now().phone == "02"


def test_the_rules_run_again_on_what_was_merged(editor, now):
    ann, ben = editor("asha"), editor("ben")
    ben.send(phone="02")
    ann.send(phone="03")
    page = ann.send(keep_phone="anew", phone="0" * 31)
    assert "Shorten this to 30 characters" in words(page)
    assert now().phone == "02"
    assert ann.send(phone="05").status_code == 302
    assert now().phone == "05"


def test_long_texts_are_compared_word_by_word_and_not_by_colour_alone(editor):
    ann, ben = editor("asha"), editor("ben")
    ben.send(address="Flat 3, 1 High Street, behind the old chapel by the bridge, Northbridge")
    page = ann.send(address="1 High Street, the house with the green door opposite the new school").content.decode()
    assert re.search(r"<ins[^>]*><span[^>]*>\[added: </span>\s*Flat 3", page)


def test_a_form_sent_twice_leads_to_the_same_place_and_other_words_become_a_draft(editor, cast, now):
    ann = editor("asha")
    sent = dict(ann.form)
    first, second = ann.send(phone="02"), ann.client.post(ann.address, sent | {"phone": "02"})
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert now().version == 2
    third = ann.client.post(ann.address, sent | {"phone": "07"})
    assert "This form was sent already" in words(third)
    assert now().phone == "02"
    with acting(cast("asha")):
        assert Draft.objects.get().answers["phone"] == ["07"]


def test_a_new_record_sent_twice_is_one_though_it_now_looks_like_a_duplicate(signed_in, cast):
    client = signed_in("asha")
    form = form_on(client.get("/pole/people/record")) | {"surname": "Zadkine", "sex": "F"}
    first, second = (client.post("/pole/people/record", form) for _twice in range(2))
    assert (first.status_code, first.url) == (second.status_code, second.url)
    with acting(cast("asha")):
        assert Person.objects.filter(surname="Zadkine").count() == 1


def test_what_is_no_longer_possible_is_said_in_one_sentence_with_the_words_to_copy(signed_in, cast):
    _who, crime = made("crime.reports", cast)
    give = {"code": "18", "enquiries_closed": "yes", "rationale": "Every line of enquiry was followed."}
    lena, ben = (Editor(signed_in(who), f"{crime.url}/give_outcome?code=18") for who in ("lena", "ben"))
    assert ben.send(**give).status_code in (200, 302)
    page = lena.send(code="18", enquiries_closed="yes", rationale="No suspect was named by the last witness.")
    assert "This can no longer be done" in words(page)
    assert "was faster" in words(page)
    assert f"Open {crime.reference}<" in page.content.decode().replace("\n", ""), "the record, not the outcome's code"
    assert "No suspect was named by the last witness." in words(page)
    with acting(cast("lena")):
        assert Draft.objects.get().answers["rationale"] == ["No suspect was named by the last witness."]


def test_a_page_that_was_sent_says_so_instead_of_keeping_a_draft_that_would_come_back(editor, cast):
    ann = editor("asha")
    sent = dict(ann.form)
    ann.send(phone="02")
    told = ann.client.post(f"/drafts/{sent['idempotency_key']}", sent | {"phone": "03"}).json()
    assert (told["saved"], told["sent"]) == (False, True)
    assert "This form was sent already" in told["sentence"]
    with acting(cast("asha")):
        assert not Draft.objects.exists()
