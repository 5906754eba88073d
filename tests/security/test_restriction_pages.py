"""The pages and the API say of a locked record whom to ask, of an invisible one nothing, and warn of a marked one."""

from __future__ import annotations

import re

import pytest

from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.restriction.actions import admit, exclude, mark, restrict

WHY = "A source is at risk."


@pytest.fixture
def crime(cast):
    with acting(cast("asha")) as asha:
        return a_crime(asha)


def restricted(cast, crime, level):
    with acting(cast("ben")) as ben:
        return restrict(crime, actor=ben, level=level, reason=WHY, people=(cast("lena").id,))


def text(page):
    return page.content.decode()


def test_a_mark_is_said_on_the_page_in_the_list_and_to_programs(cast, signed_in, crime):
    with acting(cast("ben")) as ben:
        mark(crime, actor=ben, marking="The suspect carries a knife.")
    asha = signed_in("asha")
    assert "Care is needed: The suspect carries a knife." in text(asha.get(crime.url))
    assert "Care" in text(asha.get("/crime/reports/"))
    assert asha.get(f"/api{crime.url}").json()["marking"] == "The suspect carries a knife."


def test_a_locked_record_says_whom_to_ask_everywhere_and_nothing_else(cast, signed_in, crime):
    restricted(cast, crime, "locked")
    hal = signed_in("hal")
    page = hal.get(crime.url)
    assert page.status_code == 403
    assert "Ask <strong>Ben Okafor</strong>" in text(page)
    assert crime.summary not in text(page)
    assert WHY not in text(page)
    listed = text(hal.get("/crime/reports/"))
    assert crime.reference not in listed
    assert "1 more is locked and not shown." in listed
    answer = hal.get(f"/api{crime.url}")
    assert (answer.status_code, answer.json()["type"]) == (403, "locked")
    assert "Ben Okafor" in answer.json()["title"]
    page_of_list = hal.get("/api/crime/reports/").json()
    assert page_of_list["locked"] == 1
    assert crime.reference not in str(page_of_list)
    assert hal.get("/search", {"q": crime.reference}).headers["Location"] == crime.url


def test_whoever_is_admitted_sees_it_with_a_warning(cast, signed_in, crime):
    restricted(cast, crime, "locked")
    page = text(signed_in("lena").get(crime.url))
    assert "Locked: only those who are named see it." in page


def test_an_invisible_record_leaves_no_trace(cast, signed_in, crime):
    restricted(cast, crime, "invisible")
    hal = signed_in("hal")
    unknown = hal.get("/crime/reports/NSH-CR-26-999999")
    page = hal.get(crime.url)
    assert (page.status_code, plain(page)) == (404, plain(unknown))
    assert "locked" not in text(hal.get("/crime/reports/"))
    answer, of_unknown = hal.get(f"/api{crime.url}"), hal.get("/api/crime/reports/NSH-CR-26-999999")
    assert (answer.status_code, answer.content) == (404, of_unknown.content)
    found = hal.get("/search", {"q": crime.reference})
    assert found.status_code == 200
    assert f'href="{crime.url}"' not in text(found)


def plain(page):
    return [line for line in page.content.splitlines() if b"csrf" not in line and b"polias-printed" not in line]


def test_an_excluded_officer_is_told_nothing_not_even_that_it_is_locked(cast, signed_in, crime):
    with acting(cast("ben")) as ben:
        exclude(crime, actor=ben, person=cast("hal").id, reason="The suspect is his brother.")
    restricted(cast, crime, "locked")
    hal = signed_in("hal")
    assert hal.get(crime.url).status_code == 404
    assert "locked" not in text(hal.get("/crime/reports/"))


def test_the_pages_of_who_may_see_it_restrict_admit_exclude_and_lift(cast, signed_in, crime):
    ben, base = signed_in("ben"), f"/access/{crime.reference}"
    assert "Restrict this record" in text(ben.get(crime.url))
    send(ben, f"{base}/restrict", level="locked", person=cast("lena").id, contact="me", reason=WHY)
    send(ben, f"{base}/admit", person=cast("hal").id, reason="He classifies it.")
    send(ben, f"{base}/exclude", person=cast("asha").id, reason="The suspect is her brother.")
    page = text(ben.get(base))
    assert all(name in page for name in ("Lena Novak", "Hal Brooks", "Asha Verma"))
    assert signed_in("hal").get(crime.url).status_code == 200
    assert signed_in("asha").get(crime.url).status_code == 404
    send(ben, f"{base}/remove-admission/{cast('hal').id}", reason="It is classified.")
    assert signed_in("hal").get(crime.url).status_code == 403
    send(ben, f"{base}/end-exclusion/{cast('asha').id}", reason="It was another person of that name.")
    assert signed_in("asha").get(crime.url).status_code == 403
    send(ben, f"{base}/lift", reason="The risk is over.")
    assert signed_in("asha").get(crime.url).status_code == 200
    send(ben, f"{base}/mark", marking="The suspect carries a knife.")
    assert "carries a knife" in text(signed_in("asha").get(crime.url))


def test_the_page_asks_by_name_who_stays_admitted_from_before(cast, signed_in, crime):
    restrict_page, ben = f"/access/{crime.reference}/restrict", signed_in("ben")
    assert "Who stays admitted from before?" not in text(ben.get(restrict_page))
    for name in ("hal", "asha"):
        send(ben, f"/access/{crime.reference}/admit", person=cast(name).id, reason="A joint operation.")
    asked = text(ben.get(restrict_page)).split("Who stays admitted from before?")[1].split("</fieldset>")[0]
    assert "Hal Brooks" in asked
    assert "Asha Verma" in asked
    answers = {"level": "locked", "person": cast("lena").id, "contact": "me", "reason": WHY}
    send(ben, restrict_page, staying=[cast("asha").id], **answers)
    assert signed_in("asha").get(crime.url).status_code == 200
    assert signed_in("hal").get(crime.url).status_code == 403


def send(client, address, **answers):
    """Fill the form of a page in and send it."""
    page = client.get(address)
    assert page.status_code == 200, address
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text(page)))
    sent = client.post(address, {**hidden, **answers})
    assert sent.status_code == 302, text(sent)


@pytest.mark.parametrize("page", ["", "/restrict", "/mark", "/lift", "/admit", "/exclude"])
def test_these_pages_are_for_those_whose_role_it_is(signed_in, crime, page):
    assert signed_in("asha").get(f"/access/{crime.reference}{page}").status_code == 403
    assert signed_in("erin").get(f"/access/{crime.reference}{page}").status_code == 404


def test_two_presses_lead_from_the_locked_page_to_the_record_with_a_banner(cast, signed_in, crime):
    restricted(cast, crime, "locked")
    hal = signed_in("hal")
    address = f"/emergency?reference={crime.reference}"
    assert address in text(hal.get(crime.url))
    assert f'value="{crime.reference}"' in text(hal.get(address))
    reason = "The victim has rung: he is outside her door."
    answer = hal.post("/emergency", {"reference": crime.reference, "reason": reason}, follow=True)
    assert answer.redirect_chain[-1][0] == crime.url
    assert f"You may read {crime.reference} for 60 more minutes." in text(answer)
    assert "You may read" in text(hal.get("/"))
    assert "Emergency access" not in text(signed_in("asha").get("/"))


def test_the_reviewer_is_told_on_every_page_and_closes_it(cast, signed_in, crime):
    restricted(cast, crime, "locked")
    reason = "The victim has rung: he is outside her door."
    signed_in("hal").post("/emergency", {"reference": crime.reference, "reason": reason})
    fola = signed_in("fola")
    home = text(fola.get("/"))
    assert "1 emergency access waits for your review." in home
    assert "Review an emergency access" in home
    listed = text(fola.get("/emergency/reviews"))
    address = listed.split('href="/emergency/')[-1].split('"')[0]
    page = text(fola.get(f"/emergency/{address}"))
    assert all(word in page for word in ("Hal Brooks", "outside her door", crime.reference))
    assert fola.post(f"/emergency/{address}", {"verdict": "proper", "words": ""}).status_code == 200
    assert fola.post(f"/emergency/{address}", {"verdict": "proper", "words": "She was in danger."}).status_code == 302
    assert "waits for your review" not in text(fola.get("/"))
    assert signed_in("asha").get("/emergency/reviews").status_code == 404
    assert signed_in("asha").get(f"/emergency/{address}").status_code == 404


def test_an_admission_for_one_of_another_force_leads_to_the_record(cast, signed_in, crime):
    restricted(cast, crime, "locked")
    with acting(cast("ben")) as ben:
        admit(crime, actor=ben, person=cast("carys").id, reason="A joint operation.")
    assert signed_in("carys").get(crime.url).status_code == 200
