"""What was changed in a text, word by word, so that two long versions can be read at a glance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]
#: Beyond this comparing takes seconds: then whole lines are compared, and beyond as many lines nothing is.
MOST_WORDS = 3_000
WORDS, LINES = re.compile(r"\S+\s*|\s+"), re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, came or went."""

    kind: Kind
    text: str


def changed_words(before: str, after: str) -> list[Piece]:
    """Both texts as one run of pieces: without what was added it is the first, without what was removed the second."""
    old, new = _cut(before, WORDS), _cut(after, WORDS)
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        old, new = _cut(before, LINES), _cut(after, LINES)
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        old, new = [before], [after]
    found: list[Piece] = []
    for _what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[a:b] == new[c:d]:
            found.append(Piece("same", "".join(old[a:b])))
            continue
        found += [Piece("removed", "".join(old[a:b]))] if b > a else []
        found += [Piece("added", "".join(new[c:d]))] if d > c else []
    return found


def _cut(text: str, pattern: re.Pattern[str]) -> list[str]:
    return pattern.findall(text.replace("\r\n", "\n"))
