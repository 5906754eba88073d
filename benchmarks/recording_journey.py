"""The twelve-press journey of recording a shoplifting: what the server takes for each request, beside bare SQL.

Each request goes through the served site as an officer who is signed in. Bare SQL is what the same request read and
wrote: its own statements on tables, sent again in one transaction past row security; for the crime itself the same rows
with fresh ids. Sessions, savepoints and locks are left out: a program without Polias would have others.
"""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from benchmarks.crowd import PORT, cookie_of, late, median
from benchmarks.record_a_crime import Copier

OFFICER, WARM = "nsh-i0", 3
NARRATIVE = "Took three packs of razor blades from the end display and walked past the tills without paying."
#: What an autosave sends while somebody writes, and how often in a journey of a minute and a half.
SAVES = 6
#: A statement of the frame and not of the deed: whose session it is, savepoints, locks.
FRAME = re.compile(r"polias_|set_config|savepoint|advisory|django_session|auth_user|kit_series", re.IGNORECASE)
CHANGES = re.compile(r"\s*(insert|delete)", re.IGNORECASE)


@dataclass
class Asked:
    """One request of the journey: how often it is sent in one, what each took, and its statements on tables."""

    name: str
    times: int = 1
    waits: list[float] = field(default_factory=list)
    statements: list[tuple[str, Any]] = field(default_factory=list)
    queries: int = 0
    bare: list[float] = field(default_factory=list)


#: Sends one request and gives back status, headers and body.
Send = Callable[[str, str, Mapping[str, str] | None], tuple[int, dict[str, str], str]]


class Browser:
    """An officer's browser: a session, and a token that every form sends back."""

    def __init__(self, cookie: str) -> None:
        self.cookies = dict([cookie.split("=", 1)])

    def send(self, method: str, path: str, fields: Mapping[str, str] | None) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body=urlencode(fields) if fields is not None else None, headers=headers)
        answer = connection.getresponse()
        said = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _is, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return answer.status, dict(answer.headers), said


class InProcess:
    """The same officer's requests in this process, where the statements can be listened to."""

    def __init__(self, username: str) -> None:
        from django.test import Client

        from polias.force.cast import World

        self.client = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
        self.client.force_login(World.row(username).user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]

    def send(self, method: str, path: str, fields: Mapping[str, str] | None) -> tuple[int, dict[str, str], str]:
        if method == "GET":
            answer = self.client.get(path)
        else:
            answer = self.client.post(path, urlencode(fields or {}), content_type="application/x-www-form-urlencoded")
        return answer.status_code, dict(answer.headers), answer.content.decode()


def journey(send: Send, shop: str, around: Callable[[str], Any]) -> str:
    """From My work to the receipt and back; ``around`` frames each request by its name. The crime's reference."""

    def ask(name: str, method: str, path: str, fields: Mapping[str, str] | None = None, *, expected: int = 200) -> Any:
        with around(name):
            status, headers, said = send(method, path, fields)
        if status != expected:
            raise SystemExit(f"{name}: {method} {path} answered {status}: {mistakes_in(said)}")
        return headers, said

    ask("My work", "GET", "/")
    _headers, page = ask("the questions", "GET", "/crime/reports/record?new=1")
    token, key = _field(page, "csrfmiddlewaretoken"), _field(page, "idempotency_key")
    ask("classes suggested", "POST", "/crime/reports/suggest", {"text": NARRATIVE, "csrfmiddlewaretoken": token})
    typed = urlencode({"q": shop.partition(",")[0].lower()})
    _headers, found = ask("shops of a name", "GET", f"/crime/reports/find_victim?{typed}")
    if shop not in found:
        raise SystemExit(f"{shop} is not found by its name")
    answers = answers_about(shop) | {"csrfmiddlewaretoken": token}
    hidden = {name: _field(page, name) for name in ("journey", "about", "back")}
    for n in range(SAVES):
        so_far = {**answers, **hidden, "summary": NARRATIVE[: (n + 1) * len(NARRATIVE) // SAVES]}
        ask("draft saved", "POST", f"/drafts/{key}", so_far)
    posted = {**answers, **hidden, "idempotency_key": key}
    headers, _said = ask("answers sent", "POST", "/crime/reports/record", posted, expected=302)
    _headers, page = ask("answers to check", "GET", headers["Location"])
    confirmed = {"confirm": "1", "idempotency_key": key, "csrfmiddlewaretoken": token}
    confirmed |= dict.fromkeys(re.findall(r'name="(reason_[^"]+)"', page), "The victim was reached late.")
    _headers, page = ask("crime recorded, receipt", "POST", "/crime/reports/record", confirmed)
    reference = re.search(r"NSH-CR-\d\d-\d+", page)
    if reference is None:
        raise SystemExit("The receipt names no crime.")
    ask("My work again", "GET", "/")
    return reference.group()


def mistakes_in(page: str) -> str:
    """What a refused page complains of, or how it begins."""
    return "; ".join(re.findall(r'<a href="#[^"]+">([^<]+)</a>', page)) or page[:300]


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page) or re.search(
        rf'value="([^"]*)"[^>]*name="{name}"', page
    )
    return found[1] if found else ""


def answers_about(shop: str) -> dict[str, str]:
    """What a hurried officer answers about a shoplifting of half an hour ago."""
    now = datetime.now(ZoneInfo("Europe/London"))
    happened, reported = now - timedelta(minutes=35), now - timedelta(minutes=5)
    when = {
        f"{name}-{part}": value
        for name, at in (("committed_from", happened), ("reported_at", reported))
        for part, value in (("day", f"{at.day}"), ("month", f"{at.month}"), ("year", f"{at.year}"),
                            ("time", f"{at:%H:%M}"))
    }  # fmt: skip
    return {
        "summary": NARRATIVE, "offence": "46", "victim_kind": "known", "victim": shop, "suspect_kind": "described",
        "suspect_description": "Man, 40s, red cap", "evidence_says": "probable", "victim_says": "confirms",
        "speaks_against": "nothing", "cyber": "no", **when,
    }  # fmt: skip


def measure(owner_url: str, *, journeys: int) -> list[Asked]:
    """Walk it so often, listen to it once, send the statements again as often, print."""
    shops = shops_of(journeys + WARM + 2)
    browser, asked = Browser(cookie_of(OFFICER)), {}
    browser.send("GET", "/", None)

    @contextmanager
    def timing(name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        asked.setdefault(name, Asked(name)).waits.append((time.perf_counter() - start) * 1000)

    for shop in shops[: journeys + WARM]:
        reference = journey(browser.send, shop, timing)
    for one in asked.values():
        one.times = len(one.waits) // (journeys + WARM)
        del one.waits[: WARM * one.times]
    listen(asked, shops[-1])
    again(owner_url, asked, reference, rounds=journeys)
    tell(list(asked.values()), journeys)
    return list(asked.values())


def shops_of(count: int) -> list[str]:
    """Names and references of the force's shops, as the box that finds them gives them."""
    from polias.crime.reports.finding import told_of
    from polias.kit.access.acting import acting
    from polias.kit.access.door import visible_to
    from polias.kit.access.sessions import actor_named
    from polias.pole.public import Organisation

    with acting(actor_named(OFFICER)) as actor:
        rows = visible_to(Organisation, actor).order_by("-pk")
        # A name of which a word stands twice fits too many others to be found by it.
        names = {one.name: told_of(one) for one in rows if len(set(one.name.split())) == len(one.name.split())}
    if len(names) < count:
        raise SystemExit(f"{len(names)} shops of different names are too few for {count} journeys.")
    return list(names.values())[:count]


def listen(asked: dict[str, Asked], shop: str) -> None:
    """The statements of each request, from one journey in this process."""
    from django.db import connection

    @contextmanager
    def heard(name: str) -> Iterator[None]:
        one = asked[name]
        one.statements, one.queries = [], 0

        def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
            one.queries += 1
            if not FRAME.search(sql):
                one.statements.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(hear):
            yield

    journey(InProcess(OFFICER).send, shop, heard)


def again(owner_url: str, asked: dict[str, Asked], reference: str, *, rounds: int) -> None:
    """The statements once more; the crime's rows are inserted anew each time, with ids of their own."""
    import psycopg

    from polias.crime.models import CrimeReport
    from polias.kit.access.acting import acting
    from polias.kit.access.sessions import actor_named

    actor = actor_named(OFFICER)
    with acting(actor):
        copier = Copier(actor, CrimeReport.objects.get(register__reference=reference).pk)
    with psycopg.connect(owner_url) as owner:
        for one in asked.values():
            records = one.name.startswith("crime recorded")
            for _round in range(rounds + WARM):
                start = time.perf_counter()
                with owner.transaction():
                    for sql, params in one.statements:
                        if not (records and CHANGES.match(sql)):
                            cursor = owner.execute(sql, params)
                            if cursor.description:
                                cursor.fetchall()
                if records:
                    copier.insert_once()
                one.bare.append((time.perf_counter() - start) * 1000)
            del one.bare[:WARM]


def tell(asked: list[Asked], journeys: int) -> None:
    print(
        f"\none officer, {journeys} journeys; server time of each request, {sum(a.times for a in asked)} in a journey"
    )
    print(f"{'':26}{'times':>6}{'queries':>9}{'p50 ms':>9}{'p95 ms':>9}{'SQL p50 ms':>12}{'p95 ms':>9}{'ratio':>8}")
    for one in asked:
        print(row(one.name, one.times, one.queries, one.waits, one.bare))
    whole = [sum(sum(a.waits[n * a.times : (n + 1) * a.times]) for a in asked) for n in range(journeys)]
    bare = [sum(a.bare[n] * a.times for a in asked) for n in range(journeys)]
    queries = sum(a.queries * a.times for a in asked)
    print(row("the whole journey", sum(a.times for a in asked), queries, whole, bare))


def row(name: str, times: int, queries: int, waits: list[float], bare: list[float]) -> str:
    ratio = median(waits) / median(bare)
    return (
        f"{name:26}{times:6}{queries:9}{median(waits):9.1f}{late(waits):9.1f}{median(bare):12.2f}{late(bare):9.2f}"
        f"{ratio:8.1f}"
    )
