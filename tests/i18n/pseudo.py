"""A language in which every letter of a sentence that can be translated is wide: what stays narrow cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from django.utils import translation

#: What a translator leaves as it is: places for values, tags of HTML, signs written by name.
KEPT = re.compile(r"%\(\w+\)[-\d.]*[a-z]|%-?[A-Za-z]|\{[^{}]*\}|<[^<>]*>|&#?\w+;")
WIDE = {narrow: narrow + 0xFEE0 for narrow in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))}
NARROW = {wide: narrow for narrow, wide in WIDE.items()}


def widened(sentence: str) -> str:
    """``Hello %(name)s`` with wide letters around its places; they have capitals and small ones like the usual."""
    found, end = [], 0
    for kept in KEPT.finditer(sentence):
        found += [sentence[end : kept.start()].translate(WIDE), kept.group()]
        end = kept.end()
    return "".join([*found, sentence[end:].translate(WIDE)])


def narrowed(text: str) -> str:
    """As an English reader sees it, for what a failing test says."""
    return text.translate(NARROW)


@contextmanager
def pseudo_locale() -> Iterator[None]:
    """Within it every call for a translation, also a lazy one made at import, answers in wide letters."""
    calls = translation._trans
    answers = {
        "gettext": widened,
        "ngettext": lambda one, many, number: widened(one if number == 1 else many),
        "pgettext": lambda _context, message: widened(message),
        "npgettext": lambda _context, one, many, number: widened(one if number == 1 else many),
    }
    for name in answers:
        getattr(calls, name)  # Django keeps each of its calls here on first use
    with ExitStack() as all_of_them:
        for name, answer in answers.items():
            all_of_them.enter_context(patch.object(calls, name, answer))
        yield
