"""Walks the pages of one person as far as their links and forms lead: two pages of each kind, each form once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.db import transaction
from django.utils import timezone

#: Typed into every box: no letter of ours, so that it is told apart from a sentence that was never marked.
TYPED = "Слово"
NOT_WALKED = ("/accounts/", "/static/", "/api/", "/drafts/")
OF_EACH_KIND = 2
REFERENCES_ARE_AS_LONG_AS = "40"


@dataclass
class Form:
    """One form of a page: where it is sent, what it holds already, and two ways to answer it.

    ``answers`` takes the first of every choice and writes a word even where a reference is asked for; ``others``
    takes the last and leaves those empty.
    """

    action: str
    method: str
    held: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, list[str]] = field(default_factory=dict)
    others: dict[str, list[str]] = field(default_factory=dict)


class Reader(HTMLParser):
    """The links and forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.inside: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "form":
            self.inside = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self.inside)
        elif self.inside is not None:
            self._control(self.inside, tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None

    def _control(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, value = given.get("name", self.select if tag == "option" else ""), given.get("value", "")
        self.select = given.get("name", "") if tag == "select" else self.select
        if not name or tag == "select":
            return
        kind = given.get("type", "text") if tag == "input" else tag
        if kind == "hidden":
            form.held.setdefault(name, []).append(value)
        elif kind in ("radio", "checkbox", "option"):
            if value:
                form.answers.setdefault(name, [value])
                form.others[name] = [value]
        elif kind in ("text", "textarea", "search", "number"):
            form.answers[name] = [_answer(name, value)]
            is_reference = given.get("maxlength") == REFERENCES_ARE_AS_LONG_AS
            form.others[name] = ["" if is_reference or given.get("inputmode") == "decimal" else _answer(name, value)]


def _answer(name: str, value: str) -> str:
    """A date of last week in its boxes, otherwise what stands there or a word."""
    day = timezone.localdate() - timedelta(days=7)
    parts = {"day": day.day, "month": day.month, "year": day.year, "time": "10:00"}
    return str(parts.get(name.rsplit("-", 1)[-1], value or TYPED))


@dataclass
class Walk:
    """A client that was signed in, and the answers it got by address."""

    client: Any
    seen: Counter[str] = field(default_factory=Counter)
    keyless: list[str] = field(default_factory=list)

    def pages(self, start: list[str]) -> Iterator[tuple[str, Any]]:
        """Each HTML answer with the way to it, links first, then what every form answers, empty and filled."""
        waiting, forms = list(start), []
        while waiting:
            address = waiting.pop(0)
            if not self._is_new(f"GET {address}"):
                continue
            answer = self.client.get(address, follow=True)
            if not _is_html(answer):
                continue
            yield address, answer
            reader = read(answer)
            waiting += [link for link in map(_local(address), reader.links) if link]
            self.keyless += [f"{address}: {f.action}" for f in reader.forms if _wants_a_key(address, f)]
            forms += [(_local(address)(form.action) or address, form) for form in reader.forms if form.method == "post"]
        for address, form in forms:
            for how in ("empty", "filled", "filled otherwise"):
                yield from self._sent(address, form, how)

    def _sent(self, address: str, form: Form, how: str, again: int = 2) -> Iterator[tuple[str, Any]]:
        """The answer to a form, and to the form on it, such as that of check-your-answers; nothing of it is kept."""
        way = f"POST {address} {how} {sorted(form.held)} {again}"
        if not self._is_new(way, most=1):
            return
        with transaction.atomic():
            answers = {"empty": {}, "filled": form.answers, "filled otherwise": form.others}[how]
            answer = self.client.post(address, form.held | answers, follow=True)
            if _is_html(answer):
                yield way, answer
                for next_form in read(answer).forms if again else ():
                    if next_form.method == "post" and "confirm" in next_form.held:
                        action = _local(address)(next_form.action) or address
                        yield from self._sent(action, next_form, how, again - 1)
            transaction.set_rollback(True)

    def _is_new(self, way: str, most: int = OF_EACH_KIND) -> bool:
        kind = re.sub(r"[A-Z]{3}-[A-Z]{2}-[\d-]+|[0-9a-f-]{36}|=[^&\s]*", "<one>", way)
        self.seen[kind] += 1
        return self.seen[kind] <= most


#: Signing in and out, here and elsewhere: whoever is signed out twice is signed out. The same paper again is one paper.
MAY_BE_SENT_TWICE = ("/accounts/", "/sessions", "/boards/papers/read")


def _wants_a_key(address: str, form: Form) -> bool:
    """A form that writes, and would write again when it is sent again."""
    harmless = (form.action or address).startswith(MAY_BE_SENT_TWICE)
    return form.method == "post" and "idempotency_key" not in form.held and not harmless


def _local(base: str) -> Any:
    def local(link: str) -> str:
        """The address of a link on this site that shows a page; empty for any other."""
        parts = urlsplit(link)
        path = parts.path or urlsplit(base).path
        if not link or link.startswith("#") or parts.netloc or parts.scheme or path.startswith(NOT_WALKED):
            return ""
        if "format" in parse_qs(parts.query):
            return ""
        return f"{path}?{parts.query}" if parts.query else path

    return local


def _is_html(answer: Any) -> bool:
    return str(answer.headers.get("Content-Type", "")).startswith("text/html")


def read(answer: Any) -> Reader:
    reader = Reader()
    reader.feed(answer.content.decode())
    return reader


def last_month() -> date:
    return (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
