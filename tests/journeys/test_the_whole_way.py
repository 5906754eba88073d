"""From the call to the committee in a real browser: nine people, one record, and what a tenth may not see."""

from __future__ import annotations

import os
import re
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.walker import Walker

# One worker walks all journeys, so that the demonstration is loaded once.
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
FIGURE_MOVES_WITHIN_SECONDS = 90


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_shop_theft_goes_from_the_call_to_the_committee(demonstration, browser, scripts):
    """Idris takes the call, Asha records, Hal processes, Ben supervises, Dev reads the figure, Jo puts it to the
    board, Erin reads it, Asha closes with evidence; Carys sees the crime and not the call."""
    walk = Walker(
        browser,
        demonstration.address,
        demonstration.password,
        scripts=scripts,
        pictures=bool(os.environ.get("POLIAS_PICTURES")),
    )
    before = the_figure(walk)
    log = idris_takes_the_call(walk)
    crime = asha_records_the_crime(walk, log)
    hal_processes_it(walk, crime)
    ben_supervises(walk, crime)
    dev_sees_the_figure_move(walk, before)
    meeting, paper = jo_puts_it_to_the_panel(walk)
    erin_reads_it(walk, paper)
    action = jo_sets_an_action(walk, meeting)
    asha_closes_it_with_evidence(walk, crime)
    erin_sees_it_closed(walk, action, crime)
    carys_sees_what_was_lent(walk, log, crime)
    assert walk.complaints == []


def the_figure(walk: Walker) -> int:
    """Recorded crime of the month so far, as Dev's page says it."""
    walk.be("dev")
    walk.go("/measures/", looked_at=False)
    card = walk.page.get_by_role("article").filter(has=walk.page.get_by_role("link", name="Recorded crime", exact=True))
    return int(re.search(r"[\d,]+", card.first.inner_text().split("Recorded crime", 1)[1]).group().replace(",", ""))


def idris_takes_the_call(walk: Walker) -> str:
    walk.be("idris")
    walk.press("Take a call")
    walk.fill("What is happening?", "Two bottles of gin taken from the shelf; he ran towards the quay.")
    walk.pick("What does it sound like?", "Theft from a shop")
    walk.fill("Where is it?", "Lumen Stores, 4 Linnetlow Street")
    walk.fill("Who is calling?", "Priya Nair")
    walk.page.get_by_label("How did it come in?").select_option(label="101 call")
    walk.choose("How urgent is it?", walk.first_answer("How urgent is it?"))
    walk.choose("Is anybody vulnerable?", "Not possible now")
    walk.fill("Why is it not possible now?", "The caller hung up.")
    walk.press("Take the call")
    log = walk.reference("LG")
    walk.go(f"/contact/logs/{log}")
    walk.press("Send somebody")
    walk.page.get_by_label("Officer").select_option(index=walk.option_with("Officer", "Asha Desai"))
    walk.press("Send somebody")
    assert walk.says("On the way")
    return log


def asha_records_the_crime(walk: Walker, log: str) -> str:
    walk.be("asha")
    walk.go("/")
    assert walk.says(log), "the log stands on My work with its clock"
    walk.picture("my-work")
    walk.go(f"/contact/logs/{log}")
    walk.press("Record a crime")
    assert "Two bottles of gin" in walk.page.get_by_label("What happened?").input_value(), "nothing is typed twice"
    walk.pick("Offence", "Shoplifting (46)")
    walk.when("committed_from", an_hour_ago())
    walk.choose("Who is the victim?", "A person not recorded yet")
    walk.fill("Victim's surname", "Nair")
    walk.fill("Victim's first names", "Priya")
    walk.choose("What does the evidence say?", "It probably happened")
    walk.choose("What does the victim say?", "They say that it happened")
    walk.choose("Does anything else speak against recording it here?", "No")
    walk.choose("Was a computer, phone or network used to commit it?", "No")
    walk.picture("record-a-crime")
    walk.press("Check your answers")
    assert walk.says("Shoplifting")
    walk.press("Record the crime")
    assert walk.says("Crime recorded")
    crime = walk.reference("CR")
    walk.press("Open the crime")
    assert walk.says("Under investigation")
    walk.picture("crime")
    return crime


def an_hour_ago() -> str:
    """Day, month, year and time by London's clock."""
    return (datetime.now(ZoneInfo("Europe/London")) - timedelta(hours=1)).strftime("%d %m %Y %H:%M")


def hal_processes_it(walk: Walker, crime: str) -> None:
    walk.be("hal")
    walk.go("/quality/queue/")
    walk.picture("queue")
    walk.go(f"/crime/reports/{crime}")
    walk.page.get_by_role("link", name=re.compile("NSH-QU-")).first.click()
    walk.look()
    walk.press("The class is right")


def ben_supervises(walk: Walker, crime: str) -> None:
    walk.be("ben")
    walk.go(f"/crime/reports/{crime}")
    walk.press("Review the investigation")
    walk.fill("What have you found", "No film, nobody named. File it unless the shop's film turns up.")
    walk.press("Review the investigation")
    walk.press("Give the outcome")
    walk.press("18: Investigation complete - no suspect identified")
    walk.choose("Is every line of enquiry closed?", "Yes")
    walk.fill("Why is this outcome right?", "All lines of enquiry are closed and nobody was identified.")
    walk.press("Give the outcome")
    assert walk.says("Finalised")


def dev_sees_the_figure_move(walk: Walker, before: int) -> None:
    until = time.monotonic() + FIGURE_MOVES_WITHIN_SECONDS
    while (now := the_figure(walk)) == before and time.monotonic() < until:
        time.sleep(1)
    assert now > before
    walk.look()
    walk.picture("measures")
    walk.press("Recorded crime")
    assert walk.says("How many crimes did the force record in the month?")


def jo_puts_it_to_the_panel(walk: Walker) -> tuple[str, str]:
    walk.be("jo")
    walk.go("/boards/bodies/")
    walk.page.get_by_role("link", name=re.compile("NSH-BO-")).first.click()
    walk.press("Plan a meeting")
    walk.day("held_on", "24 11 2026")
    walk.fill("Where?", "Council chamber, Oldminster")
    walk.fill("What is on the agenda?", "Shop theft")
    walk.press("Plan a meeting")
    meeting = walk.reference("ME")
    walk.press("Draft a paper")
    walk.page.get_by_label("For which item?").select_option(index=1)
    walk.fill("What is the paper called?", "Shop theft this autumn")
    walk.press("Draft a paper")
    paper = walk.reference("PA")
    walk.add_paragraph("Shops report more theft before Christmas.", "Everybody")
    walk.add_paragraph("Two of the shops asked not to be named.", "Members only")
    walk.press("Quote a figure")
    walk.page.get_by_label("Which figure?").select_option(index=1)
    walk.press("Quote a figure")
    walk.press("Publish")
    walk.page.get_by_label("I have read the public edition").check()
    walk.press("Publish the paper")
    walk.go(f"/boards/papers/{paper}")
    assert walk.says("Published")
    return meeting, paper


def erin_reads_it(walk: Walker, paper: str) -> None:
    walk.be("erin")
    walk.go(f"/boards/papers/{paper}")
    assert walk.says("Shops report more theft before Christmas.")
    assert walk.says("Two of the shops asked not to be named."), "members read the members' part"
    assert walk.says("How many crimes did the force record in the month?")
    walk.picture("paper")
    public = walk.page.request.get(f"{walk.address}/public/").text()
    assert "Two of the shops" not in public


def jo_sets_an_action(walk: Walker, meeting: str) -> str:
    walk.be("jo")
    walk.go(f"/boards/meetings/{meeting}")
    walk.press("The meeting was held")
    walk.page.get_by_label("The meeting took place").check()
    walk.press("The meeting was held")
    walk.press("Write a resolution")
    walk.page.get_by_label("Under which item?").select_option(index=1)
    walk.fill("What was decided, word for word?", "That the shops with most thefts be visited.")
    walk.press("Write a resolution")
    walk.press("Set an action")
    walk.page.get_by_label("From which resolution?").select_option(index=1)
    walk.fill("What is to be done?", "Visit the shops on Linnetlow Street")
    walk.page.get_by_label("Who is to do it?").select_option(index=walk.option_with("Who is to do it?", "Asha Desai"))
    walk.day("due_on", "24 12 2026")
    walk.press("Set an action")
    return walk.reference("AC")


def asha_closes_it_with_evidence(walk: Walker, crime: str) -> None:
    walk.be("asha")
    walk.go("/")
    walk.page.get_by_role("link", name=re.compile("Visit the shops on Linnetlow Street")).first.click()
    walk.look()
    walk.fill("What was done?", "All four shops were visited and agreed how to report.")
    walk.press("Close the task")
    assert walk.says("Reference"), "without evidence it is refused in words"
    walk.fill("Reference of the record that shows it", crime)
    walk.press("Close the task")
    assert walk.says("Done")


def erin_sees_it_closed(walk: Walker, action: str, crime: str) -> None:
    walk.be("erin")
    walk.go(f"/boards/actions/{action}")
    assert walk.says("Closed")
    assert walk.says("All four shops were visited and agreed how to report.")
    assert crime not in walk.page.content(), "the operational record stays on the officer's side"
    assert walk.go(f"/crime/reports/{crime}", looked_at=False).status == 404


def carys_sees_what_was_lent(walk: Walker, log: str, crime: str) -> None:
    walk.be("carys")
    walk.go(f"/crime/reports/{crime}")
    assert walk.says("Shoplifting")
    walk.page.get_by_text("What cannot be done now, and why").click()
    assert walk.says("belongs to another force") or walk.says("not part of your role")
    hidden = walk.go(f"/contact/logs/{log}", looked_at=False)
    unknown = walk.go("/contact/logs/NSH-LG-20200101-0001", looked_at=False)
    assert hidden.status == unknown.status == 404, "what she may not see does not exist for her"
    assert walk.go(f"/crime/reports/{crime}/review", looked_at=False).status in (403, 404)
