"""The log of all actions: every filter counts what it shows, and what goes out holds the same."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone
from icalendar import Calendar

from polias.boards.actions.actions import assign
from polias.boards.actions.log import SHOWS
from polias.boards.actions.model import BoardAction
from polias.boards.readings.actions import accept
from polias.boards.readings.checked import as_found
from polias.boards.readings.tests.factories import JUNE, a_reading
from polias.boards.tests.factories import a_resolution, an_action
from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow

LOG = "/boards/actions/log"
#: Of the six actions below, by filter.
COUNTS = {"open": 4, "late": 1, "no_owner": 1, "no_date": 2, "closed": 2, "bare": 1, "all": 6}


@pytest.fixture
def six_actions(cast):
    """One set and due today, not late; of a paper one late, one without date, one without anybody, two closed."""
    jo, today = cast("jo"), timezone.localdate()
    with acting(jo):
        an_action(jo, cast("asha"), meeting=a_resolution(jo), due_on=today)
        reading = a_reading(jo, JUNE)
        values = as_found(reading)
        values["actions"][0] |= {"owner": "", "due": ""}
        extra = values["actions"][0] | {"text": "=HYPERLINK(1)", "owner": "AF", "at": None}
        values["actions"].append(extra)
        values["carried_forward"][0]["state"], values["carried_forward"][1]["state"] = "bare", "closed"
        accept(reading, actor=jo, checked=values, body="", kind="board")


@pytest.mark.usefixtures("six_actions")
def test_each_filter_says_how_many_it_shows(signed_in):
    browser = signed_in("erin")
    for show, count in COUNTS.items():
        page = browser.get(LOG, {"show": show})
        assert page.context["count"] == len(page.context["rows"]) == count, show
        told = {f"{SHOWS[key]} ({n})" for key, n in COUNTS.items()}
        assert {label for label, _url, _here in page.context["shows"]} == told


@pytest.mark.usefixtures("six_actions")
def test_what_goes_out_is_what_is_shown_and_is_logged(cast, signed_in):
    browser = signed_in("erin")
    said = json.loads(browser.get(LOG, {"show": "all", "format": "json"}).content)["rows"]
    assert len(said) == 6
    assert {row["State"] for row in said} == {"Open", "Closed"}
    assert "'=HYPERLINK(1)" in browser.get(LOG, {"show": "open", "format": "csv"}).content.decode()
    assert browser.get(LOG, {"show": "open", "format": "xlsx"}).content[:2] == b"PK"
    with acting(cast("erin")) as erin:
        rows = AuditRow.objects.filter(actor_id=erin.id, kind="disclosure").order_by("id")
        assert [int(json.loads(row.content)["rows"]) for row in rows] == [6, 4, 4]


@pytest.mark.usefixtures("six_actions")
def test_a_calendar_has_a_day_for_each_date_and_a_thing_to_do_for_the_rest(signed_in):
    answer = signed_in("erin").get(LOG, {"show": "open", "format": "ics"})
    assert answer.headers["Content-Type"].startswith("text/calendar")
    parts = [part for part in Calendar.from_ical(answer.content).walk() if part.name in ("VEVENT", "VTODO")]
    assert sorted(part.name for part in parts) == ["VEVENT", "VEVENT", "VTODO", "VTODO"]
    due = next(part for part in parts if "write to partners" in str(part["summary"]))
    assert due.decoded("dtstart").isoformat() == "2023-06-30"


@pytest.mark.usefixtures("six_actions")
def test_whom_the_paper_names_goes_out_beside_the_owner_of_the_force(cast, signed_in):
    asha = cast("asha")
    with acting(cast("jo")) as jo:
        asked = BoardAction.objects.select_related("register").get(owner_as_printed="AF", text="=HYPERLINK(1)")
        assign(asked, actor=jo, owner=asha.id, due_on=asked.due_on)
    browser = signed_in("erin")
    rows = json.loads(browser.get(LOG, {"show": "all", "format": "json"}).content)["rows"]
    row = next(row for row in rows if row["Reference"] == asked.reference)
    assert (row["Who"], row["Who, in the paper"]) == ("Asha Verma, Detective constable", "AF")
    lines = browser.get(LOG, {"show": "all", "format": "csv"}).content.decode()
    assert 'Who,"Who, in the paper"' in lines
    assert '"Asha Verma, Detective constable",AF' in lines
    calendar = Calendar.from_ical(browser.get(LOG, {"show": "all", "format": "ics"}).content)
    entry = next(part for part in calendar.walk() if asked.reference in str(part.get("description")))
    assert "Asha Verma, Detective constable\nIn the paper: AF" in str(entry["description"])


@pytest.mark.usefixtures("six_actions")
def test_a_body_narrows_the_log_and_another_force_sees_nothing_of_it(signed_in):
    page = signed_in("erin").get(LOG, {"show": "all"})
    board = next(body for body in page.context["bodies"] if body.name == "Strategic Performance Board")
    assert signed_in("erin").get(LOG, {"show": "all", "body": board.reference}).context["count"] == 5
    assert signed_in("carys").get(LOG, {"show": "all"}).context["count"] == 0
