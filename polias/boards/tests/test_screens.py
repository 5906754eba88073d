"""The pages of boards as their people see them: Jo writes, Erin reads, Asha closes, Carys finds nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from polias.boards.actions.model import BoardAction
from polias.boards.actions.queries import task_of
from polias.boards.models import Body, Meeting, Paper
from polias.boards.papers.actions import publish, quote
from polias.boards.tests.factories import (
    INTERNAL,
    MONTH,
    a_body,
    a_paper,
    a_resolution,
    an_action,
    an_operational_record,
)
from polias.kit.access.acting import acting
from polias.kit.testing.pages import form_on


def date_boxes(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def send(client, url, **answers):
    """Post the answers of a journey and follow it to the page after it."""
    page = client.post(url, form_on(client.get(url)) | answers, follow=True)
    assert page.status_code == 200, page.content.decode()[:2000]
    assert "error-summary" not in page.content.decode(), page.content.decode()
    return page


def last(model, actor):
    with acting(actor):
        return model.objects.select_related("register").order_by("-register__created_at", "-pk").first()


def test_jo_walks_from_a_body_to_an_action_on_pages(cast, signed_in, crimes_published):
    jo, browser, today = cast("jo"), signed_in("jo"), timezone.localdate()
    send(browser, "/boards/bodies/record", name="The Panel", kind="panel", members=[str(cast("erin").id)],
         **date_boxes("since", today - timedelta(days=400)))  # fmt: skip
    body = last(Body, jo)
    send(browser, f"{body.url}/plan", place="Council chamber", agenda="Minutes\nCrime and the queue\n",
         **date_boxes("held_on", today))  # fmt: skip
    meeting = last(Meeting, jo)
    send(browser, f"{meeting.url}/add_item", title="Any other business")
    send(browser, f"{meeting.url}/add_paper", item="2", name="Crime and the queue")
    paper = last(Paper, jo)
    send(browser, f"{paper.url}/write", text="Crime was as usual.", edition="public")
    send(browser, f"{paper.url}/write", text=f"The {INTERNAL}.", edition="members")
    send(browser, f"{paper.url}/quote", measure="recorded_crime", edition="public", **date_boxes("month", MONTH))
    page = browser.get(f"{paper.url}/public_edition").content.decode()
    assert INTERNAL not in page
    assert "43" in page
    assert "Paper published" in send(browser, f"{paper.url}/publish", read="on").content.decode()
    send(browser, f"{meeting.url}/hold", held="on")
    send(browser, f"{meeting.url}/resolve", item="2", text="That it be done.")
    send(browser, f"{meeting.url}/set_action", resolution="1", text="Do it", owner=str(cast("asha").id),
         **date_boxes("due_on", today + timedelta(days=30)))  # fmt: skip
    page = browser.get(meeting.url).content.decode()
    for words in ("Any other business", "That it be done.", "Do it", "due in 30 days", "Crime and the queue"):
        assert words in page
    send(browser, f"{meeting.url}/minute", agreed="on")


def test_erin_reads_the_members_part_visibly_marked(cast, signed_in, crimes_published):
    jo = cast("jo")
    with acting(jo):
        paper = publish(quote(a_paper(jo), actor=jo, measure="recorded_crime", month=MONTH), actor=jo)
    page = signed_in("erin").get(paper.url).content.decode()
    assert INTERNAL in page
    assert "data-members-only" in page
    assert "Trust:" in page
    assert "/rewrite?" not in page


def test_asha_closes_from_my_work_and_erin_sees_words_and_no_reference(cast, signed_in):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        asked = an_action(jo, asha)
    with acting(asha):
        record = an_operational_record(asha)
        task = task_of(asked)
    browser = signed_in("asha")
    assert "Board action 1/" in browser.get("/").content.decode()
    assert f"/tasks/{task.pk}" in browser.get(asked.url).content.decode()
    refused = browser.post(f"/tasks/{task.pk}", {"done": "All visited."}, follow=True).content.decode()
    assert "Show that it was done" in refused
    assert "All visited." in refused, "what was typed is kept"
    send(browser, f"/tasks/{task.pk}", done="All ten were visited.", evidence=record.reference)
    assert record.reference in browser.get(asked.url).content.decode()
    page = signed_in("erin").get(asked.url).content.decode()
    assert "All ten were visited." in page
    assert "Asha Verma" in page
    assert record.reference not in page
    assert "Adams" not in page


def test_carys_finds_nothing_of_northshires_boards(cast, signed_in):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        asked, paper = an_action(jo, asha), a_paper(jo)
        found = [asked, paper, asked.meeting, asked.body]
    browser = signed_in("carys")
    for record in found:
        assert browser.get(record.url).status_code == 404, record.reference
    assert asked.reference not in browser.get("/boards/actions/").content.decode()


def test_officers_have_no_use_for_the_menu_entry_and_members_do(cast, signed_in):
    with acting(cast("jo")):
        a_body(cast("jo"))
    assert 'href="/boards/"' not in signed_in("asha").get("/").content.decode()
    assert 'href="/boards/"' in signed_in("erin").get("/").content.decode()
    assert "Northshire Police and Crime Panel" in signed_in("erin").get("/boards/").content.decode()


def test_the_log_of_actions_has_open_and_late_ones_first_and_is_taken_out(cast, signed_in):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        meeting = a_resolution(jo)
        an_action(jo, asha, meeting=meeting, text="Later", due_on=timezone.localdate() + timedelta(days=20))
        an_action(jo, asha, meeting=meeting, text="Sooner", due_on=timezone.localdate() - timedelta(days=2))
    page = signed_in("erin").get("/boards/actions/").content.decode()
    assert page.index("Sooner") < page.index("Later")
    assert "2 days late" in page
    only_late = signed_in("erin").get("/boards/actions/?late=late").content.decode()
    assert "Later" not in only_late
    assert "2 days late" in signed_in("erin").get("/boards/actions/?format=csv").content.decode()


@pytest.mark.parametrize("path", ["rewrite", "rewrite?position=99", "rewrite?position=x", "take_out_figure"])
def test_a_paragraph_that_is_not_there_is_not_found(path, cast, signed_in):
    with acting(cast("jo")):
        paper = a_paper(cast("jo"))
    assert signed_in("jo").get(f"{paper.url}/{path}").status_code == 404


def test_erin_is_refused_the_pages_that_write(cast, signed_in):
    jo, asha = cast("jo"), cast("asha")
    with acting(jo):
        asked, paper = an_action(jo, asha), publish(a_paper(jo), actor=jo)
    browser = signed_in("erin")
    for url in (f"{paper.url}/write", f"{paper.url}/publish", f"{asked.meeting.url}/resolve", f"{asked.url}/reopen"):
        assert browser.get(url).status_code == 403, url
    with acting(jo):
        assert BoardAction.objects.count() == 1
