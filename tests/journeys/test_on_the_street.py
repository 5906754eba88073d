"""What an officer at three in the morning relies on: nothing typed is lost, a small screen and the keyboard serve."""

from __future__ import annotations

import pytest

from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

PAGES = {
    "asha": (
        "/",
        "/crime/reports/",
        "/crime/reports/record",
        "/contact/logs/",
        "/pole/people/",
        "/search?q=macalister",
    ),
    "hal": ("/quality/queue/",),
    "dev": ("/measures/", "/measures/recorded_crime/"),
    "erin": ("/boards/bodies/", "/boards/meetings/", "/boards/papers/", "/boards/actions/"),
}


@pytest.fixture
def walk(demonstration, browser):
    return Walker(browser, demonstration.address, demonstration.password, scripts=True, pictures=False)


def test_what_was_typed_comes_back_after_the_browser_died(walk):
    walk.be("ben")
    walk.go("/crime/reports/record?new=1")
    walk.fill("What happened?", "Window of the bakery broken with a bollard.")
    walk.page.get_by_text("Saved ").wait_for(timeout=20_000)
    walk.contexts.pop("ben").close()
    walk.be("ben")
    walk.go("/")
    walk.page.get_by_role("link", name="Record").first.click()
    walk.page.wait_for_load_state()
    assert walk.page.get_by_label("What happened?").input_value() == "Window of the bakery broken with a bollard."
    assert walk.complaints == []


def test_a_form_sent_with_mistakes_keeps_what_was_typed_and_says_all_of_them(walk):
    walk.be("asha")
    walk.go("/crime/reports/record?new=1")
    walk.fill("What happened?", "Bicycle taken from a rack.")
    walk.press("Check your answers")
    summary = walk.page.get_by_role("alert").inner_text()
    assert "There is a problem" in summary
    assert summary.count("\n") >= 3, "every mistake is said at once"
    assert walk.page.get_by_label("What happened?").input_value() == "Bicycle taken from a rack."
    assert walk.complaints == []


@pytest.mark.parametrize("username", sorted(PAGES))
def test_every_page_fits_a_small_phone_and_axe_finds_nothing(walk, username):
    walk.be(username)
    walk.page.set_viewport_size({"width": 320, "height": 640})
    for path in PAGES[username]:
        answer = walk.go(path)
        assert answer.status == 200, path
        over = walk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over == 0, f"{path} runs {over} px over the edge"
    assert walk.complaints == []


def test_the_keyboard_alone_finds_a_record(walk):
    walk.be("asha")
    walk.go("/crime/reports/")
    reference = walk.reference("CR")
    walk.page.keyboard.press("/")
    walk.page.keyboard.type(reference)
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_load_state()
    assert reference in walk.page.url or walk.says(reference)
    assert walk.complaints == []
