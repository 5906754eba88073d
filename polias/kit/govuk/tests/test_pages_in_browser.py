"""Every page in a real browser, wide and narrow: axe finds nothing, nothing runs over, no script stands inline."""

from typing import Any

import pytest

from polias.kit.govuk.tests.conftest import Pages
from polias.kit.govuk.tests.gallery import PAGES
from polias.kit.govuk.wiring import STATIC_DIRS

pytestmark = pytest.mark.browser

RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']}"
PHONE = 320


def visit(page: Any, address: str) -> None:
    """Go there and wait until the scripts that the page asks for have come too."""
    page.goto(address)
    page.wait_for_load_state("networkidle")


def axe_findings(page: Any) -> list[str]:
    page.evaluate((STATIC_DIRS[0] / "built/axe.min.js").read_text("utf-8"))
    found = page.evaluate(f"axe.run(document, {RULES})")["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def overflow_px(page: Any) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, PHONE])
def test_axe_finds_nothing_and_nothing_runs_over(site, page_of, width):
    page = page_of(width)
    for name in PAGES:
        visit(page, f"{site}/{name}")
        assert axe_findings(page) == [], name
        assert overflow_px(page) == 0, name


@pytest.mark.slow
def test_without_scripts_every_page_is_whole(site, page_of):
    page = page_of(PHONE)
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    for name in PAGES:
        page.goto(f"{site}/{name}")
        assert axe_findings(page) == [], name
        assert overflow_px(page) == 0, name
    visit(page, f"{site}/journey")
    assert page.get_by_label("What kind of crime is it?").evaluate("box => box.tagName") == "SELECT"
    assert page.get_by_label("How were they hurt?").is_visible()


def test_on_a_phone_buttons_are_big_and_within_reach_of_the_thumb(site, page_of):
    page = page_of(PHONE, 640)
    visit(page, f"{site}/record")
    page.mouse.wheel(0, 5000)
    bar = page.get_by_role("group", name="What you can do now").bounding_box()
    assert bar["y"] + bar["height"] == 640
    kinds = (
        ".govuk-button",
        ".polias-header a",
        ".polias-header summary",
        ".govuk-summary-list__actions a",
        ".polias-footer a",
    )
    targets = page.locator(", ".join(f"{kind}:visible" for kind in kinds)).all()
    assert min(target.bounding_box()["height"] for target in targets) >= 44
    page.get_by_text("More", exact=True).click()
    assert page.get_by_role("button", name="Hand over").is_visible()
    assert page.get_by_role("button", name="Cancel the crime").is_visible()


def test_a_printed_record_leaves_out_what_paper_cannot_do(site, page_of):
    page = page_of()
    visit(page, f"{site}/record")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="Menu").is_visible()
    assert not page.get_by_role("group", name="What you can do now").is_visible()
    assert page.get_by_text("Two lads took bottles off the shelf.").is_visible()
    assert page.get_by_text("Printed by Asha Verma on").is_visible()


def test_an_error_links_to_the_box_that_it_speaks_of(site, page_of):
    page = page_of()
    visit(page, f"{site}/journey-wrong")
    page.get_by_role("link", name="There is no such day in that month. Check the date.").click()
    assert page.evaluate("document.activeElement.name") == "happened_at-day"
    assert page.get_by_label("What was taken is worth").input_value() == "lots"


def test_a_draft_saves_itself_and_says_so_and_says_when_it_cannot(site, page_of):
    page = page_of()
    page.clock.install()
    visit(page, f"{site}/journey")
    page.get_by_label("What happened?").fill("Two lads took bottles.")
    page.clock.run_for(4_100)
    page.get_by_text("Saved 14:02").wait_for()
    assert "what=Two+lads+took+bottles." in Pages.drafts[-1]
    Pages.drafts_fail = True
    page.get_by_label("What happened?").fill("Two lads took three bottles.")
    page.clock.run_for(4_100)
    page.get_by_text("Not saved since 14:02").wait_for()
    assert page.get_by_label("What happened?").input_value() == "Two lads took three bottles."
    Pages.drafts_fail = False
    page.clock.run_for(4_100)
    page.get_by_text("Saved 14:02").wait_for()
    assert "three" in Pages.drafts[-1]
    # The browser itself complains of the refused draft; that complaint is the one that was asked for.
    assert len(page_of.complaints) == 1
    page_of.complaints.clear()


def test_a_long_list_is_found_by_part_of_a_word_or_another_name(site, page_of):
    page = page_of()
    visit(page, f"{site}/journey")
    box = page.get_by_role("combobox", name="What kind of crime is it?")
    box.fill("shoplift")
    assert page.get_by_role("option").all_inner_texts() == ["Theft from a shop"]
    box.press("ArrowDown")
    box.press("Enter")
    assert box.input_value() == "Theft from a shop"
    assert page.locator("select[name=offence]").input_value() == "49/10"
    box.fill("shopliftings")
    assert page.get_by_role("option").all_inner_texts() == ["Theft from a shop"], "an ending more finds it too"
    box.fill("no such thing")
    box.press("Tab")
    assert box.input_value() == "Theft from a shop"
    box.fill("")
    box.press("Tab")
    assert page.locator("select[name=offence]").input_value() == ""


def test_what_is_called_just_so_comes_before_a_longer_name_of_the_same_words(site, page_of):
    page = page_of()
    visit(page, f"{site}/journey")
    box = page.get_by_role("combobox", name="What kind of crime is it?")
    box.fill("theft from a shop")
    assert page.get_by_role("option").all_inner_texts() == ["Theft from a shop", "Attempted theft from a shop"]
    box.press("ArrowDown")
    box.press("Enter")
    assert page.locator("select[name=offence]").input_value() == "49/10"


def test_a_question_appears_with_the_answer_that_asks_it(site, page_of):
    page = page_of()
    visit(page, f"{site}/journey")
    asked = page.get_by_label("How were they hurt?")
    assert not asked.is_visible()
    page.get_by_role("radio", name="Yes").check()
    assert asked.is_visible()
    page.get_by_role("radio", name="No").check()
    assert not asked.is_visible()


def test_now_fills_in_this_minute_by_londons_clock(site, page_of):
    page = page_of()
    page.clock.set_fixed_time("2018-06-30T23:30:00Z")
    visit(page, f"{site}/journey")
    page.get_by_role("button", name="Now").click()
    boxes = [page.locator(f"[name=happened_at-{part}]").input_value() for part in ("day", "month", "year", "time")]
    assert boxes == ["1", "7", "2018", "00:30"]


def test_single_keys_search_move_and_go_and_stay_off_when_switched_off(site, page_of):
    page = page_of()
    visit(page, f"{site}/list")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "42NS/000002/18"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == "42NS/000001/18"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("j?")
    assert page.get_by_label("Search people, records and references").input_value() == "j?"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.get_by_label("Use single-key shortcuts on this device").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_g_and_a_letter_go_to_a_place_of_the_menu(site, page_of):
    page = page_of()
    visit(page, f"{site}/list")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").get_by_text("Go to Crimes").is_visible()
    page.keyboard.press("Escape")
    # The browser closes a dialog a moment after the key; until then keys belong to the dialog.
    page.get_by_role("dialog").wait_for(state="hidden")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/crime/reports")
