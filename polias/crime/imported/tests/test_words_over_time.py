"""Words in years of texts: the newest come first, the count is true or says there are more, nothing hidden counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from polias.crime.imported.model import ImportedCrime
from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.record.model import cell
from polias.kit.record.types import record_type
from polias.kit.search.words import MOST_COUNTED, spoken, texts_with
from polias.kit.search.words_index import MOST_READ, function_of

NORTHSHIRE, OPEN, INVISIBLE = 901, 0, 6
SINCE, HOW_MANY = datetime(2021, 3, 1, tzinfo=UTC), 2_400
TYPE = record_type(ImportedCrime.TYPE)


def text_of(number: int) -> str:
    """Lanterns everywhere, a banjo here and there, a harp long ago, and many of one minute at the end."""
    words = ["A lantern stood by the red door."]
    words += ["A banjo was taken."] * (number % 7 == 0)
    words += ["The harp was gone."] * (number < 300)
    words += ["He ran off towards the harbour."] * (number % 2)
    words += ["Off the harbour he ran."] * (number % 2 == 0)
    words += ["Two copper kettles."] * (number >= HOW_MANY - 1_300)
    words += ["An ocarina."] * (number in (2, 900, HOW_MANY - 1))
    return " ".join(words)


def identity(number: int, hidden: bool) -> UUID:
    """One each day, and the last half of them within a minute."""
    half = HOW_MANY // 2
    at = SINCE + timedelta(days=min(number, half), milliseconds=20 * max(0, number - half))
    return UUID(int=(int(at.timestamp() * 1000) << 80) | (7 << 76) | (2 << 62) | (hidden << 40) | number)


def fill(owner_url: str, grade: int) -> None:
    place = cell(TYPE.number, NORTHSHIRE, grade)
    with psycopg.connect(owner_url) as owner, owner.cursor() as cursor:
        for number in range(HOW_MANY):
            key, reference = identity(number, grade > OPEN), f"NSH-XX-{grade}-{number}"
            cursor.execute(
                "insert into kit_register (id, record_type, force_id, grade, cell, reference, marking, state, version,"
                " created_at, created_by, changed_at, changed_by)"
                " values (%s, %s, %s, %s, %s, %s, '', 'brought_in', 1, now(), 1, now(), 1)",
                [key, TYPE.name, NORTHSHIRE, grade, place, reference],
            )
            cursor.execute(
                "insert into crime_importedcrime (register_id, force_id, grade, number, kind, outcome, charge, officer,"
                " summary) values (%s, %s, %s, '', '', '', '', '', %s)",
                [key, NORTHSHIRE, grade, text_of(number)],
            )


@pytest.fixture(scope="module")
def years(module_database):
    fill(module_database.owner_url, OPEN)
    return module_database


def found(asked: str) -> tuple[list[UUID], int, bool]:
    """Who is shown, how many there are, and whether more."""
    with acting(actor_named("asha")) as asha:
        texts = texts_with(TYPE, asked, actor=asha)
    return [record.pk for record, _pieces in texts.rows], texts.count, texts.capped


def fetched(asked: str) -> int:
    """How many rows of the table the database fetches to answer."""
    so_far = "select idx_tup_fetch + seq_tup_read from pg_stat_xact_user_tables where relname = 'crime_importedcrime'"
    with acting(actor_named("asha")), connection.cursor() as cursor:
        cursor.execute(so_far)
        before = cursor.fetchone()[0]
        cursor.execute(
            f"select count(*) from {function_of(TYPE)}(%s, %s, 20, %s)",
            [*spoken(asked), MOST_COUNTED],
        )
        cursor.execute(so_far)
        return int(cursor.fetchone()[0] - before)


def holding(word: str) -> list[UUID]:
    """The answer by reading every text."""
    return [identity(n, hidden=False) for n in reversed(range(HOW_MANY)) if word in text_of(n)]


SEARCHES = [
    ("lantern", "lantern", MOST_COUNTED),
    ("lant", "lantern", MOST_COUNTED),
    ("banjo", "banjo", MOST_COUNTED),
    ("ban", "banjo", MOST_COUNTED),
    ("harp", "harp", MOST_COUNTED),
    ("kettles", "kettles", MOST_COUNTED),
    ("ocarina", "ocarina", MOST_COUNTED),
    ('"red door"', "red door", MOST_COUNTED),
    ('"copper kettles"', "copper kettles", MOST_COUNTED),
    ('"off towards the harbour"', "off towards the harbour", MOST_COUNTED),
    ('"towards the harbour"', "towards the harbour", MOST_COUNTED),
    ('"red door" banj', "banjo", MOST_COUNTED),
    ('"lantern stood by the red door"', "lantern", MOST_READ),
    ("xylophone", "xylophone", MOST_COUNTED),
    ('"door red"', "door red", MOST_COUNTED),
]


@pytest.mark.parametrize(("asked", "word", "most"), SEARCHES)
def test_over_the_years_the_newest_are_shown_and_the_count_is_true_or_says_that_there_are_more(
    years, asked, word, most
):
    right = holding(word)
    shown, count, capped = found(asked)
    assert shown == right[:20]
    assert (count, capped) == (min(len(right), most), len(right) > most)


@pytest.mark.parametrize(
    ("asked", "word"), [("lantern -harp ", "harp"), ('lantern -"copper kettles"', "copper"), ("-banjo", "banjo")]
)
def test_what_is_excluded_is_not_found(years, asked, word):
    without = [key for key in holding("lantern") if key not in set(holding(word))]
    shown, count, _capped = found(asked)
    assert (shown, count) == (without[:20], min(len(without), MOST_COUNTED))


#: Where an own compartment is empty, its newest record is looked for next to where others begin.
AT_THE_EDGES = 10


def test_nothing_hidden_is_met_on_the_way(years):
    """As many hidden texts with the same words change no answer, no count, and not what is fetched for it."""
    asked = [each for each, _word, _most in SEARCHES]
    years.as_owner("analyze crime_importedcrime")
    before, rows_before = [found(each) for each in asked], [fetched(each) for each in asked]
    fill(years.owner_url, INVISIBLE)
    years.as_owner("analyze crime_importedcrime")
    assert [found(each) for each in asked] == before
    assert [fetched(each) for each in asked] == pytest.approx(rows_before, abs=AT_THE_EDGES)
    assert max(rows_before) < 2 * HOW_MANY
