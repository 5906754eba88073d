"""Finding records by the words of their text: PostgreSQL's full text in English, with phrases and unfinished words.

A type declares ``extra={"words": "summary"}`` and gives that field a `words_index`. Under row security an index on
protected text goes unused, since the operator is not leakproof: one function with the owner's eyes reads it, and gives
back only ids that the session's actor sees (polias.kit.database.security makes it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import F, Func, TextField, Value

from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to
from polias.kit.record.types import RecordType

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


def words_index(name: str, text: str) -> GinIndex:
    """The index of a field whose words are looked for; the function below says the same expression."""
    return GinIndex(SearchVector(text, config="english"), name=name)


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
            f"select id from {function_of(declared)}(%s, %s, %s)",  # noqa: S608 (a name of ours)
            [*words, MOST_COUNTED + 1],
        )
        ids = [row[0] for row in cursor.fetchall()]
    shown = visible_to(declared.model, actor).filter(pk__in=ids[:most]).annotate(excerpt=_excerpt(declared, words))
    found = {record.pk: record for record in shown}
    rows = [(found[key], list(_pieces(found[key].excerpt))) for key in ids[:most] if key in found]
    return Texts(rows, min(len(ids), MOST_COUNTED), capped=len(ids) > MOST_COUNTED)


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


def function_of(declared: RecordType) -> str:
    return f"polias_words_in_{declared.name.replace('.', '_')}"


#: websearch_to_tsquery takes anything that people type; of the unfinished word only letters and digits are left.
WORDS = """
create or replace function polias_words(whole text, begun text) returns tsquery
language sql immutable set search_path = public, pg_temp as $$
    select case when begun = '' then websearch_to_tsquery('english', whole)
    else websearch_to_tsquery('english', whole)
         && to_tsquery('english', regexp_replace(begun, '\\W', '', 'g') || ':*') end
$$
"""


def function_statements(types: Iterable[RecordType]) -> Iterator[str]:
    """The functions that read the words of those types that declare some."""
    yield WORDS
    yield from (_function_statement(one) for one in types if "words" in one.extra)


def _function_statement(declared: RecordType) -> str:
    """The newest come first: an id begins with the time it was made.

    What is found is sorted as a whole: a planner that walks ids backwards would read every text for a rare word.
    """
    table, text = declared.model._meta.db_table, declared.extra["words"]
    return f"""
        create or replace function {function_of(declared)}(whole text, begun text, most integer) returns table (id uuid)
        language sql stable security definer set search_path = public, pg_temp as $$
            with found as materialized (
                select t.register_id from {table} t
                where to_tsvector('english'::regconfig, coalesce(t.{text}, '')) @@ polias_words(whole, begun)
                and (t.force_id * 10 + t.grade = any((select polias_reach({declared.number}))::int[])
                     or t.register_id = any((select polias_admitted())::uuid[]))
                and t.register_id <> all((select polias_excluded())::uuid[])
            )
            select register_id from found order by register_id desc limit most
        $$
    """  # noqa: S608 (names of ours)
