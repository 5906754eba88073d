"""A simple shoplifting, from My work to its reference: at most twelve presses, sixty keys and nine mandatory fields."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.hand import COUNTER, Counted, Hand
from tests.journeys.walker import DESKTOP, PHONE, Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
MOST_PRESSES, MOST_KEYS, MOST_FIELDS = 12, 60, 9
PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "record-a-crime.md"
SCREENS = {
    "mouse": ("Desktop, 1,280 points wide", DESKTOP),
    "keyboard": ("Desktop, keyboard alone", DESKTOP),
    "touch": ("Phone, 360 points wide", PHONE),
}
#: Unanswered until somebody answers: what the victim and the evidence say, and every time.
NOT_ANSWERED_BEFORE = ("evidence_says", "victim_says", "speaks_against", "cyber", "suspect_kind")


@dataclass(frozen=True)
class Theft:
    """One shoplifting: which of the force's shops, what happened, and what the suspect looks like, if anybody saw."""

    shop: int
    narrative: str
    suspect: str


THEFTS = (
    Theft(0, "Took three packs of razor blades from the end display and walked past the tills.", "Man, 40s, red cap"),
    Theft(1, "Filled a pushchair with meat while the guard was called away, then left.", "Woman, 30, blue coat"),
    Theft(2, "Stock check shows eleven bottles of perfume gone since the delivery this morning.", ""),
)


@pytest.fixture
def shops(demonstration, browser):
    """The names of shops of Asha's force, as its list of organisations has them."""
    walk = Walker(browser, demonstration.address, demonstration.password, scripts=True, pictures=False)
    page = walk.be("asha")
    walk.go("/pole/organisations/", looked_at=False)
    rows = page.locator("main tbody tr").filter(has_text="Shop")
    names = list(dict.fromkeys(rows.nth(n).locator("td").first.inner_text() for n in range(rows.count())))
    walk.contexts["asha"].close()
    assert len(names) >= len(THEFTS) * len(SCREENS), "a second report of one shop in one minute would be asked about"
    return names


@pytest.fixture
def at_work(demonstration, browser):
    """Asha at My work on a screen of a kind, with the counter in the page."""
    opened = []

    def sit_down(way):
        _label, screen = SCREENS[way]
        context = browser.new_context(locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce", **screen)
        context.add_init_script(COUNTER)
        opened.append(context)
        page = context.new_page()
        page.goto(demonstration.address + "/")
        page.get_by_label("Username").fill("asha")
        page.get_by_label("Password", exact=True).fill(demonstration.password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("heading", name="My work").wait_for()
        return page

    yield sit_down
    for context in opened:
        context.close()


def record(page, way, theft, shop):
    """The whole way, as the page asks it; gives back what it took."""
    hand = Hand(page, way)
    hand.begin()
    happened = datetime.now(ZoneInfo("Europe/London")) - timedelta(minutes=35)
    day = "Today" if happened.date() == datetime.now(ZoneInfo("Europe/London")).date() else "Yesterday"
    hand.press(page.get_by_role("main").get_by_role("button", name="Record a crime").or_(
        page.get_by_role("main").get_by_role("link", name="Record a crime")).first)  # fmt: skip
    page.get_by_role("heading", name="Record a crime").wait_for()
    nothing_is_answered_before(page)
    hand.write(page.get_by_label("What happened?"), theft.narrative)
    hand.find(page.get_by_role("combobox", name="Offence", exact=True), "shopl", "Shoplifting (46)")
    when = page.get_by_role("group", name="When did it happen, or from when?")
    hand.press(when.get_by_role("button", name=day))
    hand.page.keyboard.type(f"{happened:%H%M}")
    hand.press(page.get_by_role("group", name="When was it reported").get_by_role("button", name="Now"))
    hand.find(page.get_by_role("combobox", name="Name or reference"), shop[:6].lower(), shop)
    if theft.suspect:
        hand.choose("Is there a suspect?", "Yes, described but not named")
        hand.write(page.get_by_label("What do they look like?"), theft.suspect)
    hand.choose("What does the evidence say?", "It probably happened")
    hand.choose("What does the victim say?", "They say that it happened")
    hand.choose("Does anything else speak against recording it here?", "No")
    hand.choose("Was a computer, phone or network used to commit it?", "No")
    hand.press(page.get_by_role("button", name="Check your answers"))
    page.get_by_role("heading", name="Check your answers").wait_for()
    assert shop in page.locator("main").inner_text()
    hand.press(page.get_by_role("button", name="Record the crime"))
    page.get_by_role("heading", name="Crime recorded").wait_for()
    return hand.counted()


def nothing_is_answered_before(page):
    for name in NOT_ANSWERED_BEFORE:
        assert page.locator(f"[name={name}]:checked").count() == 0, f"{name} is answered before it is asked"
    for name in ("committed_from", "reported_at"):
        for part in ("day", "month", "year", "time"):
            assert page.locator(f"[name={name}-{part}]").input_value() == "", f"{name} is filled in"


def test_an_empty_form_complains_of_no_more_than_nine_fields(at_work, demonstration):
    page = at_work("mouse")
    page.goto(demonstration.address + "/crime/reports/record?new=1")
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("alert").wait_for()
    complaints = page.get_by_role("alert").get_by_role("link").all_inner_texts()
    assert 0 < len(complaints) <= MOST_FIELDS, complaints


def test_a_shoplifting_takes_no_more_than_twelve_presses_and_the_docs_say_how_many(at_work, shops):
    """Three shops and suspects, one of them unknown, on every kind of screen; the page of the docs has the counts."""
    rows = []
    for turn, (way, (label, _screen)) in enumerate(SCREENS.items()):
        page = at_work(way)
        for theft in THEFTS:
            page.goto(page.url)
            counted = record(page, way, theft, shops[theft.shop + turn * len(THEFTS)])
            page.get_by_role("button", name="Go to My work").or_(page.get_by_role("link", name="Go to My work")).click()
            it_took_little(counted)
            rows.append((label, "described" if theft.suspect else "unknown", counted))
    table = table_of(rows)
    if os.environ.get("POLIAS_FIGURES"):
        PAGE.write_text(re.sub(r"(<!-- counted -->\n).*?(<!-- end -->)", rf"\1{table}\2", PAGE.read_text(), flags=re.S))
    stored = re.search(r"<!-- counted -->\n(.*?)<!-- end -->", PAGE.read_text(), re.S)
    assert stored, "the page of the docs has no table"
    assert presses_in(stored[1]) == presses_in(table), "POLIAS_FIGURES=1 writes what was counted into the docs"


def it_took_little(counted: Counted):
    assert counted.presses <= MOST_PRESSES, counted
    assert counted.keys <= MOST_KEYS, counted
    typed = [words for words in counted.typed.values() if len(words) > 2]
    assert len(typed) == len(set(typed)), f"typed twice: {typed}"


def table_of(rows):
    lines = ["| Screen | Suspect | Presses and choices | Keys beside the narrative | Moves (Tab, arrows, into a box) |",
             "| --- | --- | --- | --- | --- |"]  # fmt: skip
    lines += [f"| {screen} | {who} | {one.presses} | {one.keys} | {one.moves} |" for screen, who, one in rows]
    return "\n".join(lines) + "\n"


def presses_in(table):
    """What must not drift: the presses of each row. Keys depend on the names of shops, moves on what a page shows."""
    return [tuple(cell.strip() for cell in line.split("|")[1:4]) for line in table.splitlines()[2:]]
