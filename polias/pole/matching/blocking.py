"""Which pairs are looked at: every key, or combination of keys, that is rare enough, chosen by what the table holds.

A key is an expression of one record that two records of one person often share. One that is rare enough (an exact date
of birth in a small table) is a rule by itself; a commoner one becomes rare enough together with a second or third.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from polias.pole.matching.machines import Machine
from polias.pole.matching.people import Field

#: Pairs looked at for each record, over all rules and by one rule at most.
PAIRS_PER_RECORD, PAIRS_OF_ONE_RULE = 25, 4
#: A small table can afford more.
PAIRS_ALWAYS = 6_000_000
#: Records counted to foresee how many pairs a rule gives.
COUNTED = 200_000
#: Keys that a rule combines at most, and rules at most: each has a bit.
MOST_KEYS, MOST_RULES = 3, 60


@dataclass(frozen=True)
class Key:
    """An expression over a record, and the fields it speaks of."""

    sql: str
    fields: frozenset[str]


@dataclass(frozen=True)
class Rule:
    """Records that agree on all keys are looked at as a pair."""

    keys: tuple[Key, ...]
    pairs: int

    @property
    def fields(self) -> frozenset[str]:
        return frozenset().union(*(key.fields for key in self.keys))

    @property
    def name(self) -> str:
        return " + ".join(key.sql for key in self.keys)


def keys_of(fields: Sequence[Field]) -> list[Key]:
    """All keys that the fields give."""
    found = [Key(sql, frozenset({field.name})) for field in fields for sql in _keys(field)]
    names = {field.name for field in fields}
    if {"forename", "surname"} <= names:
        both = 'least("forename_first", "surname") || \' \' || greatest("forename_first", "surname")'
        found.append(Key(both, frozenset({"forename", "surname"})))
    return found


#: What two records of one person often share, by kind; `n` is the field's name.
KEYS: dict[str, tuple[str, ...]] = {
    "forename": ('"n_sound"', 'left("n_first", 1)'),
    "surname": ('"n_sound"', 'left("n", 4)', '"n_last"'),
    "birth": (
        '"n_whole"',
        '"n_year"',
        '"n_month" * 100 + "n_day"',
        '"n_year" * 100 + "n_month"',
        '"n_year" * 100 + "n_day"',
    ),
    "postcode": ('"n"', '"n_district"'),
    "email": ('"n"', '"n_user"'),
    "sex": (),
    "address": ('"n"', 'left("n", 8)'),
    "plain": ('"n"', 'left("n", 5)'),
}


def _keys(field: Field) -> Iterable[str]:
    named = KEYS.get(field.kind, KEYS["plain"])
    return (re.sub(r'"n(?=["_])', f'"{field.name}', key) for key in named)


def choose_rules(connection: Any, fields: Sequence[Field], *, records: int, link: bool) -> list[Rule]:
    """The rules whose pairs the table can afford, those of one key first; no rule is part of another."""
    counted = min(records, COUNTED)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE counted AS SELECT * FROM people ORDER BY hash(record) LIMIT {counted}"
    )
    most = max(PAIRS_ALWAYS // 6, PAIRS_OF_ONE_RULE * records)
    budget = max(PAIRS_ALWAYS, PAIRS_PER_RECORD * records)
    scale = (records / counted) ** 2
    rules: list[Rule] = []
    common: list[tuple[Key, ...]] = [()]
    keys = keys_of(fields)
    for size in range(1, MOST_KEYS + 1):
        candidates = [c for c in _combinations(keys, size) if _worth_counting(c, common, rules)]
        common = []
        for candidate in candidates:
            pairs = int(_pairs(connection, candidate, link=link) * scale)
            if pairs <= most:
                rules.append(Rule(candidate, pairs))
            else:
                common.append(candidate)
    return _within(sorted(rules, key=lambda rule: (len(rule.keys), rule.pairs)), budget)


def _combinations(keys: Sequence[Key], size: int) -> Iterable[tuple[Key, ...]]:
    """Of different fields: two keys of one field say little more than one."""
    for chosen in combinations(keys, size):
        fields = [name for key in chosen for name in key.fields]
        if len(fields) == len(set(fields)):
            yield chosen


def _worth_counting(candidate: tuple[Key, ...], common: Sequence[tuple[Key, ...]], rules: Sequence[Rule]) -> bool:
    """Every part of it is too common alone."""
    return all(part in common for part in combinations(candidate, len(candidate) - 1))


def _pairs(connection: Any, candidate: tuple[Key, ...], *, link: bool) -> int:
    known = " AND ".join(f"({key.sql}) IS NOT NULL" for key in candidate)
    group = ", ".join(key.sql for key in candidate)
    if link:
        inner = "SELECT count(*) * count(*) - list_sum([x * x FOR x IN map_values(histogram(source))]) AS twice"
    else:
        inner = "SELECT count(*) * (count(*) - 1) AS twice"
    found = connection.execute(
        f"SELECT coalesce(sum(twice), 0) / 2 FROM ({inner} FROM counted WHERE {known} GROUP BY {group})"
    ).fetchone()
    return int(found[0])


def _within(rules: Sequence[Rule], budget: int) -> list[Rule]:
    kept, total = [], 0
    for rule in rules[:MOST_RULES]:
        total += rule.pairs
        if total > budget:
            break
        kept.append(rule)
    return kept


def condition(rule: Rule) -> str:
    """The rule over `l` and `r`."""
    return " AND ".join(f"({_of(key.sql, 'l')}) = ({_of(key.sql, 'r')})" for key in rule.keys)


def _of(sql: str, side: str) -> str:
    """Every quoted name of the expression, as a column of that side."""
    pieces = sql.split('"')
    return "".join(f'{side}."{piece}"' if n % 2 else piece for n, piece in enumerate(pieces))


#: One in so many, by the records of a pair: the same pairs on every machine.
CHANCES = 1_000_003


def chance_of(one: str, other: str) -> str:
    """A number below CHANCES that is drawn by both records, in words that every machine has."""
    return f"(({one} * 7368787::BIGINT + {other} * 15485863::BIGINT) % {CHANCES})"


def is_pair(*, link: bool) -> str:
    """Each pair once, of two records, and with several files across them."""
    return "l.record < r.record AND l.owner <> r.owner" + (" AND l.source <> r.source" if link else "")


def make_pairs(machine: Machine, rules: Sequence[Rule], *, link: bool) -> int:
    """The table `pairs` (l, r, and a bit for each rule that reaches it), each pair once; gives how many."""
    selects = [
        f"SELECT l.record AS l, r.record AS r, {1 << n}::BIGINT AS reached "
        f"FROM people l JOIN people r ON {condition(rule)} AND {is_pair(link=link)}"
        for n, rule in enumerate(rules)
    ]
    # Where every key is too common there is no rule, and nobody is put together.
    selects = selects or ["SELECT record AS l, record AS r, 0::BIGINT AS reached FROM people WHERE false"]
    machine.execute(
        "CREATE OR REPLACE TEMP TABLE pairs AS SELECT l, r, bit_or(reached) AS reached FROM "
        f"({' UNION ALL '.join(selects)}) GROUP BY l, r"
    )
    return int(machine.execute("SELECT count(*) FROM pairs").fetchone()[0])
