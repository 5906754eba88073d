"""Serves the pattern book to a real browser, under the strict content policy that Polias sends."""

import json
import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest

from polias.kit.govuk.wiring import STATIC_DIRS, TEMPLATE_DIRS, TEMPLATE_LIBRARIES

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'"
)
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


class Somebody:
    """A signed-in person, for the header."""

    is_authenticated = True

    def get_full_name(self) -> str:
        return "Asha Verma"

    get_username = get_full_name


@pytest.fixture
def templates(settings: Any) -> None:
    """Only what the look needs of the settings, with the pattern book's own templates."""
    settings.ROOT_URLCONF = "polias.kit.govuk.tests.urls"
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [*TEMPLATE_DIRS, Path(__file__).parent / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {"libraries": TEMPLATE_LIBRARIES},
        }
    ]


@pytest.fixture
def rendered(templates: None) -> dict[str, str]:
    """Every page of the pattern book as HTML, by name."""
    from django.template.loader import render_to_string

    from polias.kit.govuk.tests import gallery

    frame = {
        "user": Somebody(), "force": "Northshire", "nav": gallery.NAV, "banner": gallery.BANNERS,
        "csrf_token": "token", "user_role": "Investigator, Northshire",
    }  # fmt: skip
    return {name: render_to_string(page, {**frame, **make()}) for name, (page, make) in gallery.PAGES.items()}


class Pages(BaseHTTPRequestHandler):
    """Pages by name, static files, and a place for drafts that can be told to fail."""

    drafts: ClassVar[list[str]] = []
    drafts_fail: ClassVar[bool] = False

    def __init__(self, pages: dict[str, str], *args: Any) -> None:
        self.pages = pages
        super().__init__(*args)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/static/"):
            file = STATIC_DIRS[0] / path.removeprefix("/static/")
            return (
                self.answer(file.read_bytes(), KINDS.get(file.suffix, "text/plain"))
                if file.is_file()
                else self.send_error(404)
            )
        page = self.pages.get(
            path.strip("/"), "<!doctype html><html lang=en><title>Elsewhere</title><h1>Elsewhere</h1>"
        )
        return self.answer(page.encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if Pages.drafts_fail:
            return self.send_error(503)
        Pages.drafts.append(body)
        return self.answer(json.dumps({"saved_at": "2018-03-03T14:02:00Z"}).encode(), "application/json")

    def answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Silence: a test says what went wrong by itself."""


@pytest.fixture
def site(rendered: dict[str, str]) -> Iterator[str]:
    """The address of the served pattern book."""
    if not (STATIC_DIRS[0] / "built/axe.min.js").exists():
        pytest.skip("the look is not built: run `make setup`")
    Pages.drafts, Pages.drafts_fail = [], False
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, rendered))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not Path(CHROMIUM).exists() and not os.environ.get("CI"):
        pytest.skip("there is no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False)
        yield chromium
        chromium.close()


@pytest.fixture
def page_of(browser: Any) -> Iterator[Any]:
    """Opens a page of some width; at the end nothing may have been complained of in its console."""
    complaints: list[str] = []
    contexts = []

    def open_page(width: int = 1280, height: int = 800, **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="en-GB", timezone_id="Europe/London",
            reduced_motion="reduce", **options,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    open_page.complaints = complaints  # type: ignore[attr-defined]
    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
