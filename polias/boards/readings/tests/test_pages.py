"""The way of a paper on pages: dropped, shown beside its text, corrected, accepted, and joined to earlier minutes."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from polias.boards.actions.model import BoardAction, Place
from polias.boards.meetings.model import Meeting, Resolution
from polias.boards.meetings.queries import items_of
from polias.boards.minutes.tests import documents
from polias.boards.readings.model import Reading
from polias.boards.readings.tests.factories import JUNE, MAY, a_reading, an_accepted_paper
from polias.boards.tests.factories import an_action
from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.testing.pages import form_on

DROP = "/boards/papers/read"


def dropped(browser, *files):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return browser.post(DROP, {"files": sent}, follow=True)


def send(browser, url, **answers):
    return browser.post(url, form_on(browser.get(url)) | answers, follow=True)


def test_jo_drops_a_paper_checks_it_and_it_is_a_meeting_with_decisions_and_actions(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    page = dropped(browser, ("may.txt", MAY.encode()))
    url = page.redirect_chain[-1][0]
    assert url.endswith("/accept")
    html = page.content.decode()
    assert 'id="at-action-0"' in html
    assert "share the response time data" in html
    page = send(browser, url)
    assert "error-summary" not in page.content.decode(), page.content.decode()
    assert "2 actions are new" in page.content.decode()
    with acting(jo):
        meeting = Meeting.objects.select_related("body", "register").get()
        assert (meeting.body.name, meeting.held_on.isoformat(), meeting.state) == (
            "Strategic Performance Board", "2023-05-10", "held",
        )  # fmt: skip
        assert [item.title for item in items_of(meeting)] == ["Welcome and apologies", "Response times", "Next meeting"]
        assert Resolution.objects.get().item.title == "Response times"
        told = [
            (a.ref_as_printed, a.owner_as_printed, a.due_on.isoformat()) for a in BoardAction.objects.order_by("serial")
        ]
        assert told == [("12", "BS", "2023-05-31"), ("13", "CW", "2023-06-14")]
        assert Place.objects.count() == 2
    assert "may.txt" in browser.get(meeting.url).content.decode()


def test_one_bad_file_among_many_is_named_with_a_sentence_and_the_others_are_read(cast, signed_in):
    browser = signed_in("jo")
    page = dropped(
        browser,
        ("scan.pdf", documents.pdf([])),
        ("may.txt", MAY.encode()),
        ("june.pdf", documents.pdf([(50, 800 - 14 * n, line) for n, line in enumerate(JUNE.splitlines())])),
        ("empty.txt", b""),
        ("page.html", f"<!doctype html><html><body><pre>{JUNE}</pre></body></html>".encode()),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600),
    ).content.decode()
    assert page.count("waits to be checked") == 3
    assert "text recognition (OCR)" in page
    assert "empty" in page
    with acting(cast("jo")):
        assert sorted(Reading.objects.values_list("name", flat=True)) == ["june.pdf", "may.txt", "page.html.txt"]


def test_the_same_file_again_leads_to_the_reading_that_is_there(cast, signed_in):
    browser = signed_in("jo")
    first = dropped(browser, ("may.txt", MAY.encode())).redirect_chain[-1][0]
    assert dropped(browser, ("other name.txt", MAY.encode())).redirect_chain[-1][0] == first
    send(browser, first)
    assert "nothing was made twice" in dropped(browser, ("may.txt", MAY.encode())).content.decode()
    with acting(cast("jo")):
        assert (Reading.objects.count(), Meeting.objects.count(), BoardAction.objects.count()) == (1, 1, 2)


def test_june_finds_the_actions_of_may_and_closes_none_unless_jo_says_so(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    with acting(jo):
        may = an_accepted_paper(jo)
        june = a_reading(jo, JUNE, name="june.txt")
        twelve, thirteen = BoardAction.objects.order_by("serial")
    url = f"{june.url}/accept"
    form = form_on(browser.get(url))
    assert (form["told-0-is"], form["told-1-is"]) == (twelve.reference, thirteen.reference)
    assert (form.get("told-0-state", ""), form["told-1-state"]) == ("", "open")
    refused = send(browser, url).content.decode()
    assert "Choose whether it stays open." in refused
    page = send(browser, url, **{"told-0-state": "closed"}).content.decode()
    assert "2 were in the log already, 1 was closed" in page
    with acting(jo):
        assert june.__class__.objects.get(pk=june.pk).body_id == may.body_id
        twelve, thirteen = BoardAction.objects.select_related("register").order_by("serial")[:2]
        assert (twelve.state, thirteen.state) == ("closed", "open")
        assert "Closed, sent on 30 May" in twelve.evidence
        assert twelve.closed_on.isoformat() == "2023-06-14"
        assert Place.objects.filter(register_id=twelve.pk).count() == 2
        assert BoardAction.objects.count() == 4
    assert "Where papers speak of it" in browser.get(thirteen.url).content.decode()


NO_SUCH = "This body has no action with that number. Enter it as its action log has it, such as 44/26."


def test_any_action_of_the_body_is_joined_by_its_number_also_a_closed_one(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    with acting(jo):
        an_accepted_paper(jo)
        twelve, thirteen = BoardAction.objects.order_by("serial")
        june = a_reading(jo, JUNE, name="june.txt")
        july = a_reading(jo, JUNE.replace("14 June", "12 July"), name="july.txt")
    closes = {"told-0-state": "closed", "told-1-other": f" {twelve.reference.lower()} "}
    assert "1 was closed" in send(browser, f"{june.url}/accept", **closes).content.decode()
    page = send(browser, f"{july.url}/accept", **{
        "told-0-is": "new", "told-0-state": "open", "told-0-other": twelve.number, "told-1-other": thirteen.number,
        "told-1000-other": thirteen.number, "told-1000-text": "It was spoken of",
    }).content.decode()  # fmt: skip
    assert "error-summary" not in page
    with acting(jo):
        twelve = BoardAction.objects.select_related("register").get(pk=twelve.pk)
        assert twelve.state == "closed"
        told = list(Place.objects.filter(register_id=twelve.pk).order_by("on", "begins").values_list("ref", "on"))
        assert [(ref, on.month) for ref, on in told] == [("12", 5), ("12", 6), ("13", 6), ("12", 7)]
        assert Place.objects.filter(register_id=thirteen.pk, text="It was spoken of").count() == 1
        assert all(
            one["is"] and "other" not in one
            for one in july.__class__.objects.get(pk=july.pk).checked["carried_forward"]
        )


def test_a_number_that_no_action_of_the_body_has_is_refused_and_nothing_typed_is_lost(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    with acting(jo):
        an_accepted_paper(jo)
        body_of_another = an_action(jo, cast("asha"))
        june = a_reading(jo, JUNE, name="june.txt")
    url = f"{june.url}/accept"
    for number in ("99/26", "NSH-AC-26-009999", body_of_another.reference, "<b>"):
        page = send(browser, url, **{
            "told-0-other": number, "told-0-state": "open", "told-1-other": number, "action-0-text": "Words of mine",
        })  # fmt: skip
        html = page.content.decode()
        assert html.count('id="id_told-0-other-error"') == 1
        assert html.count(NO_SUCH) == 4, "in the summary and at each of the two boxes"
        kept = form_on(page)
        assert (kept["told-0-other"], kept["told-1-other"], kept["action-0-text"]) == (number, number, "Words of mine")
    with acting(jo):
        assert BoardAction.objects.filter(body=june.body_id).count() == 0
        assert Reading.objects.select_related("register").get(pk=june.pk).state == "read"


def test_the_same_minutes_in_another_file_make_nothing_twice(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    with acting(jo):
        an_accepted_paper(jo)
        again = a_reading(jo, MAY + "\n", name="may again.txt")
    page = send(browser, f"{again.url}/accept").content.decode()
    assert "0 items are new, 3 were there already" in page
    assert "0 decisions are new, 1 was there already" in page
    assert "0 actions are new, 2 were in the log already" in page
    with acting(jo):
        assert (Meeting.objects.count(), Resolution.objects.count(), BoardAction.objects.count()) == (1, 1, 2)


def test_a_body_whose_name_is_only_near_is_asked_for_and_one_with_the_same_words_is_taken(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    with acting(jo):
        body = an_accepted_paper(jo).body
        same = a_reading(jo, MAY.replace("Strategic Performance Board", "The Strategic Performance Board"))
        near = a_reading(jo, MAY.replace("Strategic Performance Board", "Tactical Performance Board"))
        other = a_reading(jo, MAY.replace("Strategic Performance Board", "Harbour Committee"))
    assert form_on(browser.get(f"{same.url}/accept"))["body"] == body.reference
    assert form_on(browser.get(f"{near.url}/accept")).get("body", "") == ""
    assert form_on(browser.get(f"{other.url}/accept"))["body"] == "new"


def test_what_is_corrected_left_out_and_added_is_what_is_made(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    with acting(jo):
        reading = a_reading(jo, MAY)
    page = send(browser, f"{reading.url}/accept", **{
        "action-0-text": "Send the data", "action-0-owner": "", "action-0-due-day": "", "action-0-due-month": "",
        "action-0-due-year": "", "action-1-drop": "on", "action-1000-text": "AF to visit the control room",
        "body_name": "The Performance Board", "resolution-0-drop": "on",
    }).content.decode()  # fmt: skip
    assert "2 actions are new" in page
    with acting(jo):
        first, second = BoardAction.objects.order_by("serial")
        assert (first.text, first.owner_as_printed, first.due_on) == ("Send the data", "", None)
        assert second.text == "AF to visit the control room"
        assert not Resolution.objects.exists()
        assert Meeting.objects.get().body.name == "The Performance Board"


def test_what_was_typed_comes_back_after_a_mistake_and_as_a_draft(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    with acting(jo):
        reading = a_reading(jo, MAY)
    url = f"{reading.url}/accept"
    wrong = {"action-0-text": "Words of mine", "action-1-text": "", "action-1001-text": "One more"}
    page = send(browser, url, **wrong).content.decode()
    assert "Write it, or tick “Leave it out”" in page
    for words in ("Words of mine", "One more"):
        assert words in page
        assert words in browser.get(url).content.decode()


def test_a_correction_is_taken_out_as_a_labelled_example_and_logged(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    with acting(jo):
        reading = a_reading(jo, MAY)
    form = form_on(browser.get(f"{reading.url}/accept")) | {"action-0-text": "Send the data"}
    answer = browser.post(f"{reading.url}/example", form)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    said = json.loads(answer.content)
    assert said["actions"][0] == {
        "ref": "12", "text": "Send the data", "owner": "BS", "due": "2023-05-31", "item": "2",
    }  # fmt: skip
    assert (said["body"], said["date"], said["items"][1]) == (
        "Strategic Performance Board", "2023-05-10", {"number": "2", "title": "Response times"},
    )  # fmt: skip
    with acting(jo):
        assert AuditRow.objects.filter(kind="disclosure", record_id=reading.pk).count() == 1


def test_what_the_reader_wants_known_stands_above_the_paper_with_a_link_to_its_place(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    with acting(jo):
        reading = a_reading(jo, MAY.replace("10 May 2023 at 2pm", "10 May").split("Response")[0])
        plain = a_reading(jo, MAY)
    page = browser.get(f"{reading.url}/accept").content.decode()
    warning, paper = page.split('class="reading"')
    assert "“Wednesday 10 May” without a year, so the date is left empty" in warning
    assert 'href="#at-note-0"' in warning
    assert '<span class="reading-anchor" id="at-note-0"></span>' in paper
    assert '<mark class="reading-place" data-places="note-0">Wednesday 10 May</mark>' in paper
    assert "govuk-warning-text" not in browser.get(f"{plain.url}/accept").content.decode()


def test_a_sum_that_does_not_come_out_is_told_above_the_paper(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    posts = "The 50 frozen posts and 24 vacant posts explain the gap of 102.03 posts."
    with acting(jo):
        reading = a_reading(jo, f"{MAY}\n9. Posts\n\n{posts}\n")
    page = browser.get(f"{reading.url}/accept").content.decode()
    warning, paper = page.split('class="reading"')
    assert "the paper says 102.03, but 50, 24 give 74" in warning
    assert f'data-places="note-0">{posts}</mark>' in paper


def test_a_paper_read_before_there_were_notes_is_shown_without_any(cast, signed_in):
    jo, browser = cast("jo"), signed_in("jo")
    with acting(jo):
        reading = a_reading(jo, MAY)
        Reading.objects.filter(pk=reading.pk).update(found={k: v for k, v in reading.found.items() if k != "notes"})
    assert browser.get(f"{reading.url}/accept").status_code == 200


@pytest.mark.parametrize("who", ["asha", "erin", "dev", "carys"])
def test_nobody_but_the_clerk_drops_or_sees_papers(who, cast, signed_in):
    with acting(cast("jo")):
        reading = a_reading(cast("jo"))
    browser = signed_in(who)
    assert browser.get(DROP).status_code in (403, 404)
    assert browser.get(reading.url).status_code == 404
    assert browser.get(f"{reading.url}/accept").status_code == 404
