"""A crime passes from force to force in a real browser, or does not: at a desk, on a phone, by keyboard alone."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.hand import Hand
from tests.journeys.walker import DESKTOP, PHONE, Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
SCREENS = {"mouse": DESKTOP, "touch": PHONE, "keyboard": DESKTOP}
WHY = "The yard behind the shop lies beyond the brook, in Eastmoor."
REFUSED = "The brook was moved in May: the yard is Northshire's now."


class TwoForces:
    """Lena offers for Northshire and Nia answers for Eastmoor, each by the same hand; every page is looked at."""

    def __init__(self, walk: Walker, way: str) -> None:
        self.walk, self.way = walk, way

    def be(self, username: str) -> Hand:
        self.hand = Hand(self.walk.be(username), self.way)  # type: ignore[arg-type]
        return self.hand

    def go(self, path: str) -> None:
        self.walk.go(path)
        self.fits()

    def press(self, words: str | re.Pattern[str]) -> None:
        """A button or a link that leads to a page, behind More when there are many."""
        main = self.hand.page.get_by_role("main")
        place = main.locator("a, button").filter(has_text=words).first
        place.wait_for(state="attached")
        if not place.is_visible():
            self.hand.press(main.get_by_text("More", exact=True))
        with self.hand.page.expect_navigation(wait_until="load"):
            self.hand.press(place)
        self.walk.look()
        self.fits()

    def write(self, label: str, words: str) -> None:
        self.hand.write(self.hand.page.get_by_label(label), words)

    def day(self, name: str) -> None:
        """Today, in the three boxes of a date."""
        today = datetime.now(ZoneInfo("Europe/London"))
        for part, value in (("day", f"{today:%d}"), ("month", f"{today:%m}"), ("year", f"{today:%Y}")):
            self.hand.write(self.hand.page.locator(f"[name={name}-{part}]"), value)

    def fits(self) -> None:
        page = self.hand.page
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over == 0, f"{page.url} runs {over} px over the edge"

    @property
    def happened(self) -> list[str]:
        """What the crime's page says that was done to it, and by whom."""
        return self.hand.page.locator("#timeline .moj-timeline__header").all_inner_texts()


@pytest.fixture
def two(request, demonstration, browser):
    site, screen = demonstration, SCREENS[request.param]
    walk = Walker(browser, site.address, site.password, scripts=True, pictures=False, screen=screen)
    yield TwoForces(walk, request.param)
    for context in walk.contexts.values():
        context.close()


def can_be_offered(two: TwoForces) -> str:
    """The newest crime on a beat of Northshire that nobody has offered yet, opened; gives its reference."""
    two.walk.go("/crime/reports/", looked_at=False)
    for crime in dict.fromkeys(re.findall(r"NSH-CR-[\d-]+", two.walk.text)):
        two.go(f"/crime/reports/{crime}")
        may_offer = two.hand.page.locator(f"a[href='/crime/reports/{crime}/offer_transfer']").count() == 1
        if may_offer and not two.walk.says("Offered by") and not two.walk.says("Beat Not recorded"):
            return crime
    raise AssertionError("no crime of the first page can be offered")


def offered(two: TwoForces) -> str:
    """A crime that Lena offers to Eastmoor with what shows it; gives its reference."""
    two.be("lena")
    crime = can_be_offered(two)
    two.press("Offer it to another force")
    two.hand.choose("In whose area did it happen?", "Eastmoor")
    two.write("Why is it theirs?", WHY)
    two.hand.pick(two.hand.page.get_by_label("What kind of information is it?"), "A document")
    two.write("From where does it come?", "The shop's lease, at the town hall")
    two.day("information_on")
    two.write("What does it show?", "The boundary runs along the shop's back wall.")
    two.press("Offer it to another force")
    assert two.walk.says("The place recorded lies in your own area."), "a place at home is asked about"
    two.write("The place recorded lies in your own area.", "The shop's door is ours, its yard is theirs.")
    two.press("Offer it to another force")
    assert two.walk.says("Offered by Northshire: waits for Eastmoor")
    return crime


def opened_from_my_work(two: TwoForces, username: str, crime: str) -> None:
    two.be(username)
    two.go("/")
    two.press(re.compile(crime))


@pytest.mark.parametrize("two", SCREENS, indirect=True)
def test_a_crime_is_offered_read_there_and_accepted_with_one_history(two):
    crime = offered(two)
    opened_from_my_work(two, "nia", crime)
    assert two.walk.says("Answer to the transfer"), "its clock runs"
    assert two.walk.says(WHY)
    two.press("Accept the transfer")
    two.hand.pick(two.hand.page.get_by_label("Who investigates it now?"), "Carys Llewellyn, Detective Constable")
    two.day("victim_told_on")
    two.press("Accept the transfer")
    assert two.walk.says("Transferred from Northshire to Eastmoor (C1)")
    assert "Eastmoor" in two.hand.page.locator(".polias-identity").inner_text()
    there = two.happened
    opened_from_my_work(two, "lena", crime)
    assert "Eastmoor" in two.hand.page.locator(".polias-identity").inner_text(), "the first force sees who has it"
    assert two.walk.says("Carys Llewellyn")
    assert two.happened == there, "both read one history"
    assert any("Nia Harper" in one for one in there)
    assert two.walk.complaints == []


@pytest.mark.parametrize("two", ["touch"], indirect=True)
def test_a_refused_crime_stays_with_its_reason_and_waits_for_nobody(two):
    crime = offered(two)
    opened_from_my_work(two, "nia", crime)
    two.press("Refuse the transfer")
    two.write("Why is it not yours?", REFUSED)
    two.press("Refuse the transfer")
    assert two.walk.says("It stays with the force that offered it")
    is_lent = two.walk.says("goes on reading it under its agreement")
    assert is_lent != two.walk.says("Your force reads it no longer."), "it says which of both holds for this crime"
    two.press("Go to My work")
    assert crime not in "".join(two.hand.page.locator(".polias-due").all_inner_texts())
    assert two.walk.go(f"/crime/reports/{crime}", looked_at=False).status == (200 if is_lent else 404)
    assert two.hand.page.locator(f"a[href$='{crime}/accept_transfer']").count() == 0, "nobody accepts it any longer"
    opened_from_my_work(two, "lena", crime)
    assert two.walk.says("Offered by Northshire, refused by Eastmoor")
    assert two.walk.says(REFUSED)
    assert two.walk.complaints == []
