"""Finding words in the texts of crimes and contacts: how long it takes, and whether the answers are the right ones.

As the application role with row security and audit on, beside bare SQL full text without row security over only the
texts that the same person may see, in one run; both give the newest twenty of each type with the place where the words
stand, and a count up to a thousand.
Run: python -m benchmarks.find_words [--texts 20000] [--searches 200] [--keep FOLDER] [--seed 1] [--hidden 0.1]
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.filled_register import FORCES, LOOKER, without_indexes
from benchmarks.find_people import timed
from benchmarks.installation import installation
from benchmarks.made_up_texts import Looked, Texts

SHOWN, COUNTED, WARM, GOAL_MS, AT_ONCE = 20, 1_000, 10, 100, 10_000
SINCE, DAYS = datetime(2022, 12, 1, tzinfo=UTC), 4 * 365
INVISIBLE = 6


@dataclass(frozen=True, eq=False)
class Kind:
    """A type with texts: its table, its share of them, and what stands in its other columns."""

    name: str
    letters: str
    table: str
    share: float
    constant: dict[str, Any]


KINDS = (
    Kind(
        "crime.reports", "CR", "crime_crimereport", 0.5,
        {"offence": "8N", "committed_from": SINCE, "reported_at": SINCE, "recorded_at": SINCE, "within_24_hours": True,
         "late_reason": "", "h3_cell": "", "investigator": 1, "log_reference": "", "cancellation_category": "",
         "cancellation_reason": ""},
    ),
    Kind(
        "contact.logs", "LG", "contact_log", 0.4,
        {"channel": "101", "received_at": SINCE, "caller_name": "", "caller_phone": "", "opening_code": "other",
         "response_grade": "", "location_text": "", "qualifiers": [], "unit": "", "vulnerability": "",
         "vulnerability_reason": "", "vulnerability_note": "", "decision": "", "decision_reason": "",
         "crime_reference": "", "closing_code": ""},
    ),
    Kind(
        "crime.imported", "IC", "crime_importedcrime", 0.1,
        {"number": "", "kind": "", "outcome": "", "charge": "", "officer": ""},
    ),
)  # fmt: skip
#: By type: the ids shown, the newest first, and how many there are.
Answer = dict[str, tuple[list[str], int]]


@dataclass(frozen=True)
class Row:
    """One text to be filed."""

    kind: Kind
    id: str
    at: datetime
    force: int
    grade: int
    text: str


@dataclass
class Way:
    """One way of searching: what it answered and what it took in milliseconds, search by search."""

    name: str
    answers: list[Answer] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)


def main() -> None:
    """Fill or take the kept texts, search both ways, compare, print."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--texts", type=int, default=20_000)
    reader.add_argument("--searches", type=int, default=200)
    reader.add_argument("--seed", type=int, default=1, help="another number, other texts and searches")
    reader.add_argument("--hidden", type=float, default=0.1, help="the share of texts that the looker may not see")
    reader.add_argument("--keep", type=Path, help="a folder that is filled once and searched again later")
    given = reader.parse_args()
    with installation(given.keep) as owner_url:
        filled = Path(os.environ["POLIAS_HOME"]) / "made-up"
        if not filled.exists():
            began = time.monotonic()
            fill(owner_url, count=given.texts, seed=given.seed, hidden=given.hidden)
            filled.mkdir()
            print(
                f"filled with {given.texts:,} texts in {time.monotonic() - began:.0f} s, indexes included", flush=True
            )
        asked = Texts(given.seed + 1).searches(given.searches)
        ways = [by_the_product(asked), by_bare_sql(owner_url, asked)]
        tell(given.texts, asked, ways)


def fill(owner_url: str, *, count: int, seed: int, hidden: float) -> None:
    """Texts of four years; beside them, in a table of its own, what the looker may see, for the bare search."""
    import psycopg

    from polias.kit.access.model import Actor as ActorRow

    with psycopg.connect(owner_url, autocommit=True) as owner:
        # Apart from the tables of the product, each of which is to have a policy.
        owner.execute("create schema bare")
        owner.execute("create table bare.texts (id uuid primary key, kind text, words text)")
        reach = frozenset(ActorRow.objects.get(user__username=LOOKER).reach)
        with without_indexes(owner_url, ["kit_register", *(kind.table for kind in KINDS)]):
            for rows in made_up(count, seed, hidden):
                copy(owner, rows, reach)
        owner.execute("set maintenance_work_mem = '1GB'")
        owner.execute("create index bare_words on bare.texts using gin (to_tsvector('english', words))")
        owner.execute("vacuum analyze bare.texts")


def made_up(count: int, seed: int, hidden: float) -> Iterator[list[Row]]:
    """Some thousands at once, spread over four years."""
    texts, draw = Texts(seed), random.Random(seed)
    shares = [kind.share for kind in KINDS]
    for start in range(0, count, AT_ONCE):
        rows = []
        for number in range(start, min(start + AT_ONCE, count)):
            at = SINCE + timedelta(days=DAYS) * (number / count)
            force = FORCES[draw.random() > FORCES[0][2]][0]
            grade = INVISIBLE if draw.random() < hidden else 0
            rows.append(Row(draw.choices(KINDS, shares)[0], identity(at, number), at, force, grade, texts.one()))
        yield rows


def identity(at: datetime, number: int) -> str:
    """A version 7 id of that instant."""
    digits = f"{int(at.timestamp() * 1000):012x}7000{0x8000_0000_0000_0000 + number:016x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def place_of(row: Row) -> int:
    from polias.kit.record.model import cell
    from polias.kit.record.types import record_type

    return cell(record_type(row.kind.name).number, row.force, row.grade)


def copy(owner: Any, rows: list[Row], reach: Container[int]) -> None:
    with owner.transaction(), owner.cursor() as cursor:
        with cursor.copy(
            "copy kit_register (id, record_type, force_id, grade, cell, reference, marking, state, version, created_at,"
            " created_by, changed_at, changed_by) from stdin"
        ) as stream:
            for row in rows:
                reference = f"TXT-{row.kind.letters}-26-{int(row.id[-12:], 16):08}"
                stream.write_row(
                    (row.id, row.kind.name, row.force, row.grade, place_of(row), reference, "", "recorded", 1, row.at,
                     1, row.at, 1)
                )  # fmt: skip
        for kind in KINDS:
            columns = ", ".join(("register_id", "force_id", "grade", "summary", *kind.constant))
            with cursor.copy(f"copy {kind.table} ({columns}) from stdin") as stream:
                for row in rows:
                    if row.kind is kind:
                        stream.write_row((row.id, row.force, row.grade, row.text, *kind.constant.values()))
        with cursor.copy("copy bare.texts (id, kind, words) from stdin") as stream:
            for row in rows:
                if place_of(row) in reach:
                    stream.write_row((row.id, row.kind.name, row.text))


def by_the_product(asked: list[Looked]) -> Way:
    """The product's own search of every type that has words, in a transaction of its own, logged."""
    from polias.kit.access.acting import acting
    from polias.kit.access.sessions import actor_named
    from polias.kit.audit.log import searched
    from polias.kit.record.types import record_type
    from polias.kit.search.words import texts_with

    actor, types = actor_named(LOOKER), [record_type(kind.name) for kind in KINDS]

    def search(one: Looked) -> Answer:
        with acting(actor):
            found = {each.name: texts_with(each, one.text, actor=actor, most=SHOWN) for each in types}
            shown = [row.reference for texts in found.values() for row, _excerpt in texts.rows]
            searched(shown, actor=actor, terms=one.text)
        return {name: ([str(row.pk) for row, _excerpt in texts.rows], texts.count) for name, texts in found.items()}

    return _measured("Polias", asked, search)


def by_bare_sql(owner_url: str, asked: list[Looked]) -> Way:
    """Full text as a handbook has it, over a table of nothing but what may be seen."""
    import psycopg

    from polias.kit.search.words import spoken

    found = (
        "from bare.texts where to_tsvector('english', words) @@ polias_words(%(whole)s, %(begun)s) and kind = %(kind)s"
    )
    shown = (
        "select id::text, ts_headline('english', words, polias_words(%(whole)s, %(begun)s),"
        f" 'MaxWords=30, MinWords=15') from (select id, words {found} order by id desc limit {SHOWN}) newest"
        " order by id desc"
    )
    counted = f"select count(*) from (select 1 {found} limit {COUNTED}) met"
    with psycopg.connect(owner_url, autocommit=True) as owner:

        def search(one: Looked) -> Answer:
            answer = {}
            for kind in KINDS:
                values = {**spoken(one.text)._asdict(), "kind": kind.name}
                ids = [row[0] for row in owner.execute(shown, values)]
                row = owner.execute(counted, values).fetchone()
                answer[kind.name] = (ids, row[0] if row else 0)
            return answer

        return _measured("bare SQL", asked, search)


def _measured(name: str, asked: list[Looked], search: Callable[[Looked], Answer]) -> Way:
    way = Way(name)
    for one in asked[-WARM:]:
        search(one)
    for one in asked:
        waited, answer = timed(lambda one=one: search(one))  # type: ignore[misc]
        way.waits.append(waited)
        way.answers.append(answer)
    return way


def tell(texts: int, asked: list[Looked], ways: list[Way]) -> None:
    print(
        f"\n{texts:,} texts, {len(asked)} searches of {len(KINDS)} types each, as {LOOKER}; goal for p95 {GOAL_MS} ms"
    )
    kinds: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(asked):
        kinds[one.kind].append(number)
    print(f"{'':32}{'n':>5}" + "".join(f"{way.name:>12} p50 ms{'p95 ms':>10}" for way in ways))
    for label, numbers in {"every search": list(range(len(asked))), **dict(sorted(kinds.items()))}.items():
        waits = [sorted(way.waits[n] for n in numbers) for way in ways]
        row = "".join(f"{w[len(w) // 2]:19.1f}{w[min(int(len(w) * 0.95), len(w) - 1)]:10.1f}" for w in waits)
        print(f"{label:32}{len(numbers):5}{row}")
    ours, bare = ways
    other = [one.text for one, a, b in zip(asked, ours.answers, bare.answers, strict=True) if a != b]
    print(
        f"the same answers, newest {SHOWN} and count: {len(asked) - len(other)} of {len(asked)}", *other[:5], sep="\n  "
    )


if __name__ == "__main__":
    main()
