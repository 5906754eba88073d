"""A clerk's first afternoon with old minutes: dropped, checked beside the paper, accepted, and found in the log."""

from __future__ import annotations

import pytest

from polias.boards.readings.tests.factories import JUNE, MAY
from tests.journeys.walker import Walker

#: Waits until a place is on the screen and within the paper's box; what does not come within two seconds is an error.
IN_SIGHT_SOON = """async (place) => {
  const within = () => {
    const at = place.getBoundingClientRect(), box = place.closest('[data-reading-text]').getBoundingClientRect()
    return at.top >= Math.max(0, box.top - 1) && at.bottom <= Math.min(innerHeight, box.bottom + 1)
  }
  for (let tries = 0; tries < 40 && !within(); tries++) await new Promise((next) => setTimeout(next, 50))
  if (!within()) throw new Error('the place is not in sight')
}"""

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def walk(demonstration, browser, request):
    return Walker(browser, demonstration.address, demonstration.password, scripts=request.param, pictures=False)


def files(tmp_path, walk, *papers):
    """Papers of their own for each way of walking: the same file is one paper."""
    found = []
    for name, text in papers:
        path = tmp_path / name
        path.write_text(
            text.replace("Strategic Performance Board", "Harbour Committee" if walk.scripts else "Market Forum")
        )
        found.append(str(path))
    return found


def tab_to(page, name):
    """Press Tab until the box with this name holds the focus."""
    for _each in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    pytest.fail(f"{name} cannot be reached with the Tab key")


def test_jo_reads_in_two_papers_and_the_second_finds_the_actions_of_the_first(walk, tmp_path):
    page = walk.be("jo")
    walk.go("/boards/papers/read")
    page.set_input_files("input[type=file]", files(tmp_path, walk, ("may.txt", MAY)))
    walk.press("Read them")
    page.locator("h1", has_text="Check what was read").wait_for()
    walk.look()
    walk.press("Accept")
    assert walk.says("2 actions are new")
    walk.go("/boards/papers/read")
    page.set_input_files("input[type=file]", files(tmp_path, walk, ("june.txt", JUNE), ("broken.docx", "no document")))
    page.get_by_role("button", name="Read them").click()
    page.get_by_text("waits to be checked", exact=False).first.wait_for(timeout=60_000)
    page.get_by_text("broken.docx").first.wait_for(timeout=60_000)
    page.locator("[data-waiting]").get_by_text("june.txt").wait_for()
    walk.look()
    page.get_by_role("link", name="june.txt").first.click()
    page.locator("h1", has_text="Check what was read").wait_for()
    page.locator("[name=told-0-state]").select_option("closed")
    walk.press("Accept")
    assert walk.says("2 were in the log already, 1 was closed")
    walk.press("The body's action log")
    assert walk.says("Open (3)")
    assert walk.says("in 2 papers")
    page.get_by_role("link", name="Say who does it").first.click()
    page.locator("[name=owner]").select_option(index=1)
    walk.look()
    walk.press("Say who does it and by when")
    assert walk.says("Who, in the paper")
    assert walk.complaints == []


def test_the_keyboard_alone_corrects_a_value_and_its_place_is_shown(demonstration, browser, tmp_path):
    walk = Walker(browser, demonstration.address, demonstration.password, scripts=True, pictures=False)
    page = walk.be("jo")
    walk.go("/boards/papers/read")
    path = tmp_path / "keyboard.txt"
    path.write_text(MAY.replace("Strategic Performance Board", "Bridge Authority"))
    page.set_input_files("input[type=file]", str(path))
    page.get_by_role("button", name="Read them").press("Enter")
    page.locator("h1", has_text="Check what was read").wait_for()
    tab_to(page, "action-1-text")
    here = page.locator(".reading-place--here").all_inner_texts()
    assert "provide a paper on custody delays" in "".join(here)
    assert page.locator(".reading-place--here").first.evaluate(
        "(one) => { const box = one.closest('[data-reading-text]').getBoundingClientRect(), at ="
        " one.getBoundingClientRect(); return at.top >= box.top - 1 && at.bottom <= box.bottom + 1 }"
    )
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("CW to write about custody delays")
    page.get_by_text("Saved ").wait_for(timeout=20_000)
    tab_to(page, "action-1-drop")
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.locator("mark", has_text="share the response time data").first.click()
    assert page.evaluate("document.activeElement.name").startswith("action-0-")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take it out as an example").press("Enter")
    assert "CW to write about custody delays" in taken.value.path().read_text("utf-8")
    page.get_by_role("button", name="Accept", exact=True).press("Enter")
    page.get_by_text("2 actions are new").wait_for()
    assert walk.says("CW to write about custody delays")
    assert walk.complaints == []


@pytest.mark.parametrize("width", [360, 320])
def test_the_pages_fit_a_small_phone(demonstration, browser, tmp_path, width):
    walk = Walker(browser, demonstration.address, demonstration.password, scripts=True, pictures=False)
    page = walk.be("jo")
    page.set_viewport_size({"width": width, "height": 640})
    walk.go("/boards/papers/read")
    path = tmp_path / "phone.txt"
    path.write_text(JUNE.replace("Strategic Performance Board", f"Tunnel {width} Group"))
    page.set_input_files("input[type=file]", str(path))
    page.get_by_role("button", name="Read them").click()
    page.locator("h1", has_text="Check what was read").wait_for()
    walk.look()
    reading = page.url
    for address in ("/boards/papers/read", "/boards/actions/log?show=all", reading.removeprefix(demonstration.address)):
        walk.go(address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over == 0, f"{address} runs {over} px over the edge"
    page.locator("[name=action-0-text]").focus()
    box = page.locator("[name=action-0-text]").bounding_box()
    assert box["y"] >= page.locator("[data-reading-text]").bounding_box()["height"], "the paper does not cover the box"
    assert walk.complaints == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_on_a_phone_a_warning_leads_to_its_place_in_the_paper(demonstration, browser, tmp_path, scripts):
    walk = Walker(browser, demonstration.address, demonstration.password, scripts=scripts, pictures=False)
    page = walk.be("jo")
    page.set_viewport_size({"width": 320, "height": 640})
    walk.go("/boards/papers/read")
    path = tmp_path / "two-without-a-year.txt"
    first = MAY.replace("Strategic Performance Board", "Lantern Committee" if scripts else "Ferry Committee")
    second = MAY.replace("Strategic Performance Board", "Harbour Watch Committee").replace("10 May", "17 May")
    path.write_text(f"{first}\n{second}".replace("10 May 2023 at", "10 May at"))
    page.set_input_files("input[type=file]", str(path))
    page.get_by_role("button", name="Read them").click()
    page.locator("h1", has_text="Check what was read").wait_for()
    page.wait_for_load_state("load")
    page.locator(".govuk-warning-text", has_text="A second paper begins").get_by_role("link").focus()
    page.evaluate("scrollTo(0, 0)")
    assert page.locator("[data-reading-text]").bounding_box()["y"] > 640, "the paper lies below what the phone shows"
    page.keyboard.press("Enter")
    place = page.locator("#at-note-0 ~ mark.reading-place").first
    place.evaluate(IN_SIGHT_SOON)
    if scripts:
        assert place.evaluate("(place) => place === document.activeElement"), "one reads on from there"
    assert walk.complaints == []
