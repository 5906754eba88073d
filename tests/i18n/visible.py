"""What somebody reads or hears of a page: its text, and the attributes that are spoken or shown."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

SPOKEN = {"title", "aria-label", "placeholder", "alt", "label", "data-words"}
UNSEEN = {"script", "style"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        given = dict(attrs)
        self.texts += [value for name, value in attrs if name in SPOKEN and value]
        if tag == "input" and given.get("type") in ("submit", "button") and given.get("value"):
            self.texts.append(str(given["value"]))
        # Scripts say what an attribute of the page gives them; a sentence there has a space between words.
        self.texts += [v for n, v in attrs if n.startswith("data-") and n not in SPOKEN and v and _is_sentence(v)]

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.unseen and data.strip():
            self.texts.append(data)


def _is_sentence(value: str) -> bool:
    return " " in value.strip() and not value.lstrip().startswith(("{", "["))


def visible(page: Any) -> list[str]:
    """The texts of an HTML answer, each with single spaces."""
    reader = _Reader()
    reader.feed(page.content.decode())
    return [" ".join(text.split()) for text in reader.texts]
