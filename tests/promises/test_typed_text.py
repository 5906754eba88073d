"""P5: what was typed survives a killed browser, a killed server and an ended sign-in, in a real browser.

Somebody types at a steady pace, something is killed in the middle, and they sign in again: the same draft is there with
the same field in hand. What is missing at its end is what was lost, in signs and in seconds of typing.
"""

from __future__ import annotations

import os
import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.promises.web import Web, elsewhere, session_cookies, web_before

pytestmark = [pytest.mark.slow, pytest.mark.browser]

CHROMIUM = "/usr/bin/chromium"
JOURNEY, NAME, LABEL = "/crime/reports/record", "summary", "What happened?"
WORDS = "The shop manager saw two men take bottles from the shelf beside the till and run off. "
A_SIGN_EVERY_SECONDS = 0.05
MOST_LOST_SECONDS = 5.0


@dataclass
class Typed:
    """How long the text was at each moment; what is missing later is counted in the time it took to type."""

    trial: int
    signs: int = 0
    moments: list[tuple[float, int]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """No trial has the words of another."""
        return f"Trial {self.trial}: " + WORDS * 50

    def lost(self, found: str, *, at: float) -> tuple[int, float]:
        """Signs and seconds of typing missing from what was found, had everything stopped at that instant."""
        whole = self.words[: self.signs]
        assert whole.startswith(found), f"what came back is not what was typed: {found!r}"
        last = max((when for when, signs in self.moments if signs <= len(found)), default=self.moments[0][0])
        return self.signs - len(found), (at - last if len(found) < self.signs else 0.0)


class Officer:
    """Asha at a browser of her own, which keeps its folder when it is killed."""

    def __init__(self, driver: Any, web: Web, folder: Path, sign_in: Callable[[], dict[str, str]]) -> None:
        self.driver, self.web, self.folder, self.sign_in = driver, web, folder, sign_in
        self.context: Any = None
        self.page: Any = None

    def start(self) -> None:
        self.context = self.driver.chromium.launch_persistent_context(
            self.folder, executable_path=CHROMIUM, headless=True, chromium_sandbox=False, locale="en-GB",
            timezone_id="Europe/London", reduced_motion="reduce",
        )  # fmt: skip
        self.page = self.context.pages[0]

    def signs_in(self) -> None:
        cookies = [{"name": n, "value": v, "url": self.web.address} for n, v in self.sign_in().items()]
        self.context.add_cookies(cookies)

    def opens(self) -> str:
        """The journey's page; what stands in the field, and that it is the field in hand."""
        self.page.goto(self.web.address + JOURNEY)
        self.page.locator("[data-polias-saved]").wait_for(state="attached")
        return self.text()

    def text(self) -> str:
        return str(self.page.get_by_label(LABEL).input_value())

    def finds(self, *, least: int) -> str:
        """What stands in the field once the page has brought back all that it can."""
        self.opens()
        until = time.monotonic() + 20
        while len(self.text()) < least and time.monotonic() < until:
            self.page.wait_for_timeout(200)
        self.page.locator(f"[name={NAME}]:focus").wait_for(timeout=20_000)
        return self.text()

    def types(self, typed: Typed, *, seconds: float) -> None:
        box, until = self.page.get_by_label(LABEL), time.monotonic() + seconds
        box.focus()
        while time.monotonic() < until:
            box.press_sequentially(typed.words[typed.signs])
            typed.signs += 1
            typed.moments.append((time.monotonic(), typed.signs))
            time.sleep(A_SIGN_EVERY_SECONDS)

    def kill(self) -> None:
        """SIGKILL to every process of the browser."""
        for pid in processes_with(str(self.folder)):
            os.kill(pid, signal.SIGKILL)
        self.context = None

    def stop(self) -> None:
        if self.context is not None:
            self.context.close()


def processes_with(words: str) -> list[int]:
    """Processes of the browser that was started with this folder, and their children."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = place.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if words in line and "chrom" in line:
            found.append(int(place.parent.name))
    return sorted(found, reverse=True)


@pytest.fixture
def officer(own_database: Any, django_db_blocker: Any, tmp_path: Path) -> Iterator[Officer]:
    from playwright.sync_api import sync_playwright

    from polias.kit.models import ActorRow

    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: make test installs it with apt")

    def sign_in() -> dict[str, str]:
        user = ActorRow.objects.get(user__username="asha").user
        return session_cookies(user)

    with web_before(own_database, folder=tmp_path) as web, sync_playwright() as driver:
        one = Officer(driver, web, tmp_path / "browser", lambda: elsewhere(django_db_blocker, sign_in))
        one.start()
        one.signs_in()
        try:
            assert one.opens() == ""
            yield one
        finally:
            one.stop()


@pytest.fixture
def tell(prove: Callable[..., None]) -> Callable[..., None]:
    """Tell the worst of some losses, each in signs and seconds."""

    def say(what: str, losses: list[tuple[int, float]]) -> None:
        signs, seconds = max(one[0] for one in losses), max(one[1] for one in losses)
        prove(
            "P5", what, goal="at most 5 s; the same draft and field", holds=seconds <= MOST_LOST_SECONDS,
            figure=f"at most {seconds:.1f} s of typing ({signs} signs) lost in {len(losses)}; field found again",
        )  # fmt: skip

    return say


def moments(size: Callable[..., int]) -> list[float]:
    """After how many seconds of typing something is killed: past the first save, at no special point."""
    chance = random.Random(20)
    return [chance.uniform(5.0, 9.0) for _each in range(size(short=1, full=10))]


def started_anew(officer: Officer) -> None:
    """Every trial begins with an empty form."""
    officer.page.goto(officer.web.address + JOURNEY + "?new=1")
    officer.page.get_by_label(LABEL).fill("")


def test_a_killed_browser(officer: Officer, size: Callable[..., int], tell: Callable[..., None]):
    losses = []
    for trial, seconds in enumerate(moments(size)):
        typed = Typed(trial)
        started_anew(officer)
        officer.types(typed, seconds=seconds)
        killed_at = time.monotonic()
        officer.kill()
        officer.start()
        officer.signs_in()
        losses.append(typed.lost(officer.finds(least=typed.signs), at=killed_at))
    tell("typing when the browser is killed", losses)


def test_a_killed_server_and_then_the_browser_too(
    officer: Officer, size: Callable[..., int], tell: Callable[..., None]
):  # fmt: skip
    """The page says since when nothing is saved, saves by itself when the server is back, or brings back its copy."""
    stayed, killed = [], []
    for trial, seconds in enumerate(moments(size)):
        typed = Typed(trial)
        started_anew(officer)
        officer.types(typed, seconds=5)
        officer.web.kill()
        officer.types(typed, seconds=seconds)
        officer.page.get_by_text(re.compile(r"Not saved since \d\d:\d\d")).wait_for()
        officer.web.start()
        officer.page.get_by_text(re.compile(r"^Saved \d\d:\d\d")).wait_for()
        stayed.append(typed.lost(officer.finds(least=typed.signs), at=time.monotonic()))
        officer.web.kill()
        officer.types(typed, seconds=seconds)
        killed_at = time.monotonic()
        officer.kill()
        officer.web.start()
        officer.start()
        officer.signs_in()
        killed.append(typed.lost(officer.finds(least=typed.signs), at=killed_at))
    tell("typing when the server is killed", stayed)
    tell("typing when server and browser are killed", killed)


def test_an_ended_sign_in(
    officer: Officer, django_db_blocker: Any, size: Callable[..., int], tell: Callable[..., None]
):  # fmt: skip
    def end_every_session() -> None:
        from django.contrib.sessions.models import Session

        Session.objects.all().delete()

    losses = []
    for trial, seconds in enumerate(moments(size)):
        typed = Typed(trial)
        started_anew(officer)
        officer.types(typed, seconds=5)
        elsewhere(django_db_blocker, end_every_session)
        officer.types(typed, seconds=seconds)
        officer.page.get_by_text("your sign-in has ended").wait_for()
        officer.signs_in()
        officer.page.get_by_text(re.compile(r"^Saved \d\d:\d\d")).wait_for()
        losses.append(typed.lost(officer.finds(least=typed.signs), at=time.monotonic()))
    tell("typing when the sign-in ends", losses)
