"""Walking the site as one person after another in a real browser, with axe-core looking at every page on the way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from polias.kit.govuk.wiring import STATIC_DIRS

DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True}
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']}"
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"


class Walker:
    """One browser, one site, and a signed-in context for each person who has walked so far."""

    def __init__(
        self, browser: Any, address: str, password: str, *, scripts: bool, pictures: bool, screen: Any = DESKTOP
    ) -> None:
        self.browser, self.address, self.password = browser, address, password
        self.scripts, self.pictures, self.screen = scripts, pictures, screen
        self.contexts: dict[str, Any] = {}
        self.page: Any = None
        self.complaints: list[str] = []
        self.seen: set[tuple[str, str, int]] = set()

    def be(self, username: str) -> Any:
        """Carry on as this person, signing in the first time."""
        if username not in self.contexts:
            self.contexts[username] = self._context()
            self.page = self.contexts[username].new_page()
            self.page.on("console", self._said)
            self.page.on("requestfailed", self._failed)
            self.go("/")
            self.page.get_by_label("Username").fill(username)
            self.page.get_by_label("Password", exact=True).fill(self.password)
            self.press("Sign in")
        self.page = self.contexts[username].pages[0]
        return self.page

    def _context(self) -> Any:
        return self.browser.new_context(
            java_script_enabled=self.scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            **self.screen,
        )

    def _said(self, message: Any) -> None:
        # A refusal that the journey asks for on purpose is said by the browser too.
        if message.type == "error" and not re.search("status of (403|404)", message.text):
            self.complaints.append(f"console: {message.text}")

    def _failed(self, request: Any) -> None:
        # What was still loading when the next page was asked for is no fault.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"request failed: {request.url}")

    def go(self, path: str, *, looked_at: bool = True) -> Any:
        answer = self.page.goto(self.address + path)
        if looked_at:
            self.look()
        return answer

    def press(self, name: str) -> None:
        """Press a button or follow a link by its words, then look at what came."""
        button, link = (self.page.get_by_role(role, name=name, exact=True) for role in ("button", "link"))
        button.or_(link).first.wait_for()  # the page may still be on its way
        (button if button.count() else link).first.click()
        self.page.wait_for_load_state("load")
        self.look()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, question: str, answer: str) -> None:
        """Choose an answer of a group of radios."""
        self.page.get_by_role("group", name=question).get_by_label(answer, exact=True).first.check()

    def pick(self, label: str, option: str) -> None:
        """Pick from a select; with scripts a long list is found by typing."""
        box = self.page.get_by_label(label, exact=True).first
        if box.evaluate("box => box.tagName") == "SELECT" if self.scripts else True:
            box.select_option(label=option)
        else:
            box.fill(option)
            box.press("Enter")

    def when(self, name: str, text: str) -> None:
        """Fill the four boxes of a date and time, from text like ``3 3 2026 14:02``."""
        for part, value in zip(("day", "month", "year", "time"), text.split(), strict=True):
            self.page.locator(f"[name={name}-{part}]").fill(value)

    def says(self, words: str) -> bool:
        return words in self.text

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def look(self) -> None:
        """axe finds nothing on this page; each kind of page is looked at once, and only where scripts may run."""
        kind = (re.sub(r"[\d-]{4,}|\?.*", "", self.page.url), self.page.title(), self.page.get_by_role("alert").count())
        if not self.scripts or kind in self.seen:
            return
        self.seen.add(kind)
        self.page.wait_for_load_state("load")
        self.page.evaluate((STATIC_DIRS[0] / "built/axe.min.js").read_text("utf-8"))
        for one in self.page.evaluate(f"axe.run(document, {RULES})")["violations"]:
            self.complaints += [f"{self.page.url}: {one['id']}: {node['html'][:120]}" for node in one["nodes"]]

    def picture(self, name: str) -> None:
        """Keep a picture for the README, when the run is asked for them."""
        if self.pictures and self.scripts:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png", full_page=False)

    def first_answer(self, question: str) -> str:
        """The label of the first radio of a question."""
        return str(self.page.get_by_role("group", name=question).locator("label").first.inner_text())

    def option_with(self, label: str, words: str) -> int:
        """Which option of a select holds these words, counted from 0."""
        options = self.page.get_by_label(label).first.locator("option").all_inner_texts()
        return next(place for place, text in enumerate(options) if words in text)

    def reference(self, prefix: str) -> str:
        """The first reference of a type that the page shows."""
        found = re.search(rf"[A-Z]{{2,5}}-{prefix}-[\d-]+\d", self.text) or re.search(
            rf"[A-Z]{{2,5}}-{prefix}-[\d-]+\d", self.page.url
        )
        assert found, f"no {prefix} reference on {self.page.url}: {self.text[:300]}"
        return found.group()

    def day(self, name: str, text: str) -> None:
        """Fill the three boxes of a date, from text like ``24 11 2026``."""
        for part, value in zip(("day", "month", "year"), text.split(), strict=True):
            self.page.locator(f"[name={name}-{part}]").fill(value)

    def add_paragraph(self, words: str, who: str) -> None:
        """Add one paragraph to the paper that is open."""
        self.press("Add a paragraph")
        self.fill("What does this paragraph say?", words)
        self.choose("Who may read it?", who)
        self.press("Add a paragraph")
