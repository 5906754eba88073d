"""Sending a form as a browser does: with everything the page carries, such as its key and what it was opened on."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class FormOnPage(HTMLParser):
    """The main form of a page: every name it would post as it stands, nothing touched."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self._inside = False
        self._area = self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = "data-polias-once" in given
        elif self._inside and tag == "option" and "selected" in given:
            self.fields[self._select] = given.get("value", "")
        elif self._inside and given.get("name"):
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        self._area = given["name"] if tag == "textarea" else ""
        self._select = given["name"] if tag == "select" else self._select
        if tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.fields[given["name"]] = given.get("value", "")

    def handle_data(self, text: str) -> None:
        if self._area:
            self.fields[self._area] = self.fields.get(self._area, "") + text.lstrip("\n")

    def handle_endtag(self, tag: str) -> None:
        self._area = "" if tag == "textarea" else self._area
        self._inside = self._inside and tag != "form"


def form_on(answer: Any) -> dict[str, Any]:
    """What the main form of an answer would post."""
    return FormOnPage(answer.content.decode()).fields


def send(client: Any, address: str, answers: dict[str, Any], **more: Any) -> Any:
    """Open the page, answer its questions, and send it."""
    return client.post(address, form_on(client.get(address)) | answers, **more)
