"""Finding records by the words of their text: PostgreSQL's full text in English, with phrases and unfinished words.

A type declares ``extra={"words": "summary"}`` and gives that field the indexes of words_index.py, which tells how they
are read: by one function with the owner's eyes, which meets only what the session's actor sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Func, TextField, Value

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.record.types import RecordType
from polias.kit.search.words_index import function_of

#: More than so many are not counted: whoever finds a thousand adds a word.
MOST_COUNTED = 1_000
#: The beginning of a word is looked for from so many letters on.
FEWEST_LETTERS = 3
# What stands around a hit on its way here from the database; nobody types them.
_OPENS, _CLOSES = "\x02", "\x03"
_UNFINISHED = re.compile(rf"(?:^|(?<=\s))[^\W_]{{{FEWEST_LETTERS},}}$")
_EITHER = re.compile(r"\bor\b", re.I)


class Spoken(NamedTuple):
    """A search as the database takes it: finished words, quotes and minus signs, and one word that may go on."""

    whole: str
    begun: str


class Excerpt(NamedTuple):
    """A part of a text, and whether it is what was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Texts:
    """Records with the place where the words stand, the newest first; how many there are, and whether more."""

    rows: list[tuple[Any, list[Excerpt]]] = field(default_factory=list)
    count: int = 0
    capped: bool = False


def spoken(asked: str) -> Spoken:
    """ "red car in lan" looks for lantern too; with quotes at the end, a minus or an "or" every word is finished."""
    last = _UNFINISHED.search(asked)
    if last is None or asked.count('"') % 2 or _EITHER.search(asked):
        return Spoken(asked, "")
    return Spoken(asked[: last.start()].strip(), last[0])


def texts_with(declared: RecordType, asked: str, *, actor: Actor, most: int = 20) -> Texts:
    """Records of one type whose declared text holds the words, as far as the actor may see them."""
    if not actor.opens(declared.name):
        return Texts()
    words = spoken(asked)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id, counted, capped from {function_of(declared)}(%s, %s, %s, %s)",  # noqa: S608 (a name of ours)
            [*words, most, MOST_COUNTED],
        )
        met = cursor.fetchall()
    ids = [row[0] for row in met]
    shown = visible_to(declared.model, actor).filter(pk__in=ids).annotate(excerpt=_excerpt(declared, words))
    found = {record.pk: record for record in shown}
    rows = [(found[key], list(_pieces(found[key].excerpt))) for key in ids if key in found]
    count, capped = met[0][1:] if met else (0, False)
    return Texts(rows, count, capped)


def _excerpt(declared: RecordType, words: Spoken) -> Func:
    options = f"StartSel={_OPENS}, StopSel={_CLOSES}, MaxWords=30, MinWords=15"
    query = Func(Value(words.whole), Value(words.begun), function="polias_words")
    return Func(
        F(declared.extra["words"]),
        query,
        Value(options),
        template="ts_headline('english'::regconfig, %(expressions)s)",
        output_field=TextField(),
    )


def _pieces(excerpt: str) -> Iterator[Excerpt]:
    for number, part in enumerate(re.split(f"[{_OPENS}{_CLOSES}]", excerpt)):
        if part:
            yield Excerpt(part, hit=number % 2 == 1)
