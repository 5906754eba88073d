"""P33: no script that somebody typed runs on any page, and no request that another site forged is taken."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from polias.kit.identity.content_policy import POLICY
from polias.kit.record.types import record_types
from polias.kit.rest.api import api
from polias.site.where import every_page
from tests.architecture.makers import MAKERS, made
from tests.i18n import walk
from tests.journeys.conftest import CHROMIUM
from tests.promises.scripts import CANARY, VECTORS, Poisoned, Watcher, typing

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
REFUSED, NO_SUCH_METHOD = 403, 405
SIGNING_IN = ("/accounts/login/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/logout/",
              "/accounts/password/reset/", "/accounts/2fa/totp/activate/", "/accounts/reauthenticate/")  # fmt: skip
#: What differs between two places that are otherwise one: keys, references, times and other numbers.
KEYS = r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{24,}|\d+"
#: What a typed text is known by in a page, with the markup it stands in: as much before it and after it.
TYPED = re.compile(rf"window\.ran|{re.escape(CANARY)}|constructor\.constructor")
BEFORE, AFTER = 80, 40
OPEN = ("/help", "/accessibility", "/status", "/public/", "/public/actions", "/nowhere", "/sessions", "/search?q=<b>")


@pytest.fixture
def records(cast: Any) -> dict[str, Any]:
    return {name: made(name, cast)[1] for name in MAKERS}


Page = tuple[str, str, str]
"""Way there, body and policy."""


def poisoned_pages(
    signed_in: Any, records: Any, monkeypatch: Any, *, passes: int, users: tuple[str, ...]
) -> list[Page]:
    """Every page that answers or shows what was typed, unless each text on it stood in the same markup before.

    In the first pass everybody types; in each later one, with the texts moved on by one field, the first user and one
    of the others in turn. Each pass begins with the same records, or lists would grow with every one.
    """
    found: list[Page] = []
    places: set[str] = set()
    usual = walk._answer
    lists = [f"{t.url}/" for t in record_types()]
    for number in range(passes):
        turned = VECTORS[number:] + VECTORS[:number]
        others = users[1:]
        with transaction.atomic():
            for username in (users[0], others[number % len(others)]) if number else users:
                monkeypatch.setattr(walk, "_answer", typing(turned))
                start = [
                    "/",
                    *(record.url for record in records.values()),
                    "/search?q=" + turned[0].replace("&", "%26"),
                ]
                for way, page in Poisoned(signed_in(username)).pages(start):
                    keep(found, places, way, page)
                monkeypatch.setattr(walk, "_answer", usual)
                for way, page in walk.Walk(signed_in(username)).pages(["/", *lists, *start[1:]]):
                    keep(found, places, f"afterwards {way}", page)
            transaction.set_rollback(True)
        print(f"pass {number + 1} of {passes}: {len(places)} places on {len(found)} pages", flush=True)
    return found


def keep(found: list[Page], places: set[str], way: str, page: Any) -> None:
    """The page, if a text stands on it in a place not seen so far."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    new = places_of(body) - places
    if new:
        places |= new
        found.append((way, body, page.headers.get("Content-Security-Policy", "")))


def places_of(body: str) -> set[str]:
    """Each typed text with the markup around it."""
    plain = re.sub(KEYS, "", body)
    return {plain[max(0, text.start() - BEFORE) : text.end() + AFTER] for text in TYPED.finditer(plain)}


@pytest.mark.slow
@pytest.mark.browser
def test_no_script_that_was_typed_runs_on_any_page(prove, signed_in, records, monkeypatch, size):
    users: tuple[str, ...] = size(short=("asha", "jo"), full=("asha", "ben", "idris", "jo", "hal", "lena"))
    pages = poisoned_pages(signed_in, records, monkeypatch, passes=size(short=1, full=len(VECTORS)), users=users)
    poisoned = pages[: size(short=60, full=100_000)]
    assert len(VECTORS) >= 40
    assert len(poisoned) > 30
    assert all(policy == POLICY for _way, _body, policy in poisoned)
    signs, reports = looked_at(poisoned)
    # Without the policy the escaping stands alone: it must hold by itself.
    bare, _none = looked_at([(way, body, "") for way, body, _policy in poisoned[: size(short=20, full=100_000)]])
    figure = f"{len(signs) + len(bare)} on {len(poisoned)} pages with {len(VECTORS)} texts"
    prove("P33", "scripts that ran or stood in a page", figure=figure, goal="0", holds=not signs + bare)
    prove("P33", "reports of the content policy on those pages", figure=f"{len(reports)}", goal="0", holds=not reports)


@pytest.mark.slow
@pytest.mark.browser
def test_every_page_keeps_to_the_content_policy(prove, signed_in, records, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    asha, nobody = signed_in("asha"), Client(enforce_csrf_checks=True)
    lists = [f"{t.url}/" for t in record_types()]
    addresses = ["/", *lists, *(r.url for r in records.values()), *OPEN, *SIGNING_IN]
    answers = [(f"{who} {address}", client.get(address)) for address in addresses
               for who, client in (("asha", asha), ("nobody", nobody))]  # fmt: skip
    answers.append(("a forged form", nobody.post("/accounts/login/", {"login": "x"})))
    from django.test import RequestFactory

    from polias.kit.screens.public_views import fault

    said = fault(RequestFactory().get("/"))
    shown = [(way, a.content.decode(), a.headers["Content-Security-Policy"]) for way, a in answers
             if a.headers.get("Content-Type", "").startswith("text/html") and a.content]  # fmt: skip
    shown.append(("a fault of ours", said.content.decode(), POLICY))
    signs, reports = looked_at(shown)
    wrong = signs + reports + [way for way, _body, policy in shown if policy != POLICY]
    print(*wrong, sep="\n")
    prove("P33", "pages that break the content policy", figure=f"{len(wrong)} of {len(shown)}", goal="0",
          holds=not wrong)  # fmt: skip


def looked_at(pages: list[Page]) -> tuple[list[str], list[str]]:
    """Signs and reports of all these pages in a real browser; meanwhile Django is kept from the database."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, headless=True, chromium_sandbox=False)
        watcher = Watcher(browser.new_context(locale="en-GB").new_page())
        for way, body, policy in pages:
            watcher.look(way, body, policy)
        browser.close()
    return watcher.signs, watcher.reports


@pytest.mark.browser
def test_the_watcher_sees_each_text_where_it_is_not_escaped():
    """A page that escapes nothing and has no policy: the texts run, load or stand there, and are seen."""
    tried = [v for v in VECTORS if v.startswith(("<", '"><', "'><", "</"))]
    signs, _reports = looked_at(
        [(f"({n})", f"<!doctype html><title>x</title><p>{v}</p>", "") for n, v in enumerate(tried)]
    )
    unseen = [v for n, v in enumerate(tried) if not any(sign.startswith(f"({n}):") for sign in signs)]
    allowed = ("<style>", "<meta", "<form", "<math", "<template", "<scr<", "<link", "<noscript")
    assert [v for v in unseen if not v.startswith(allowed)] == []
    _signs, reports = looked_at([("planted", f"<!doctype html><p>{VECTORS[0]}", POLICY)])
    assert reports


def addresses_that_write(records: Any) -> list[str]:
    """Every address of pages and API, with something that exists in place of each variable part."""
    one = {"reference": records["crime.reports"].reference}
    found = []
    for pattern, _view in every_page():
        plain = re.sub(r"\(\?P<\w+>[^()]*\)", "1", pattern)
        plain = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: one.get(part[1], _for(part[0])), plain)
        found.append("/" + re.sub(r"[\^$\\]", "", plain))
    described = api().get_openapi_schema(path_prefix="/api/")["paths"]
    found += [
        path.replace("{reference}", one["reference"]).replace("{file_id}", _for("<uuid:x>")) for path in described
    ]
    return sorted(set(found))


def _for(part: str) -> str:
    return "0190a000-0000-7000-8000-000000000000" if "uuid" in part else "1"


def test_no_request_without_its_token_or_from_another_site_is_taken(prove, cast, records, size):
    from polias.force.cast import World

    asha = Client(enforce_csrf_checks=True)
    asha.force_login(World.row("asha").user, backend="django.contrib.auth.backends.ModelBackend")
    token = asha.get("/api/me").json()["csrf_token"]
    taken, tried = [], 0
    # Each address of each kind is tried in the long run; in the short one every fifth, with all methods.
    for address in addresses_that_write(records)[:: size(short=5, full=1)]:
        for method in UNSAFE:
            for how in ({}, {"X-CSRFToken": token, "Origin": "https://evil.example"}, {"X-CSRFToken": "x" * 64}):
                answer = asha.generic(method, address, b"{}", content_type="application/json", headers=how)
                tried += 1
                if answer.status_code not in (REFUSED, NO_SUCH_METHOD):
                    taken.append(f"{method} {address} {how}: {answer.status_code}")
    assert tried > size(short=300, full=1500)
    assert asha.get("/").status_code == 200
    real = asha.post("/sessions", headers={"X-CSRFToken": token})
    assert real.status_code == 302, "with its token and from here it is taken"
    print(*taken, sep="\n")
    prove("P33", "forged requests taken", figure=f"{len(taken)} of {tried}", goal="0", holds=not taken)
