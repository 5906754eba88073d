"""Mistakes in a declaration: each is refused in a sentence of its own that says where and what to write."""

from __future__ import annotations

from collections import Counter

import pytest

from polias.measures.engine import DatedSet, Measure, Quantity, Where, compute
from polias.measures.engine.mistakes import Mistaken
from polias.measures.engine.tests.text_tables import measure_of, publish, rows_of

CRIMES = Quantity(dataset="crimes")
SOUND = {"name": "made_up", "title": "Made up", "question": "How many?", "source": "made up", "owner": "nobody"}
SET = DatedSet("some", "made up", (("theft", "", None),))


def quantity(**changes):
    return Quantity(dataset="crimes", **changes)


MISTAKES = {
    "a comparison that is none": (lambda: Where("kind", "like", "theft"), "“like” is no comparison"),
    "in one value": (lambda: Where("kind", "in", "theft"), "takes a tuple of values or a dated set"),
    "in nothing": (lambda: Where("kind", "in", ()), "nothing is “in” an empty tuple"),
    "known with a value": (lambda: Where("kind", "known", "theft"), "“known” takes no value"),
    "is one of several": (lambda: Where("kind", "is", ("a", "b")), "takes one value; for several write “in”"),
    "is nothing": (lambda: Where("kind", "is"), "“is” needs a value; for an empty column write “unknown”"),
    "more than yes": (lambda: Where("late", "more than", True), "yes and no have no order"),
    "an aggregate that is none": (lambda: quantity(aggregate="mode", column="hours"), "there is no such aggregate"),
    "a count of a column": (lambda: quantity(column="hours"), "counts rows and takes no column"),
    "a sum of nothing": (lambda: quantity(aggregate="sum"), "sum of crimes needs a column"),
    "repeats without a day": (
        lambda: quantity(aggregate="repeats", column="victim", within=365), "needs the column of the day",
    ),
    "repeats without a limit": (
        lambda: quantity(aggregate="repeats", column="victim", day="day"), "how many days back it looks",
    ),
    "repeats within no day": (
        lambda: quantity(aggregate="repeats", column="victim", day="day", within=0), "one or more (within)",
    ),
    "a count that looks back": (lambda: quantity(within=365), "only repeats takes day and within"),
    "a name with blanks": (lambda: Measure(**{**SOUND, "name": "All crime"}, numerator=CRIMES), "small letters"),
    "no question": (lambda: Measure(**{**SOUND, "question": " "}, numerator=CRIMES), "has no question"),
    "no owner": (lambda: Measure(**{**SOUND, "owner": ""}, numerator=CRIMES), "has no owner"),
    "a unit that is none": (lambda: Measure(**SOUND, numerator=CRIMES, unit="furlongs"), "“furlongs” is no unit"),
    "better sideways": (lambda: Measure(**SOUND, numerator=CRIMES, better="sideways"), "is no way to be better"),
    "version nought": (lambda: Measure(**SOUND, numerator=CRIMES, version=0), "versions are counted from 1"),
    "a share of nothing": (lambda: Measure(**SOUND, numerator=CRIMES, unit="per cent"), "needs a denominator"),
    "grouped twice": (lambda: Measure(**SOUND, numerator=CRIMES, group_by=("kind", "kind")), "grouped twice by kind"),
    "a grouping renamed that is none": (
        lambda: Measure(**SOUND, numerator=quantity(dimensions={"area": "beat"})), "by which it is not grouped",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_where_it_is_written(mistake):
    declared, sentence = MISTAKES[mistake]
    with pytest.raises(Mistaken) as refused:
        declared()
    assert sentence in str(refused.value)


IN_THE_DATA = {
    "the mean of texts": (quantity(aggregate="mean", column="kind"), "needs numbers, but column kind holds texts"),
    "a day that is a number": (
        quantity(aggregate="repeats", column="victim", day="hours", within=7),
        "needs a date in column hours, which holds numbers",
    ),
    "texts compared with a number": (
        quantity(where=(Where("kind", "more than", 3),)), "kind holds texts, and the condition speaks of numbers",
    ),
    "numbers compared with texts": (
        quantity(where=(Where("hours", "in", ("many", "few")),)), "holds numbers, and the condition speaks of texts",
    ),
    "yes and no in a dated set": (
        quantity(where=(Where("late", "in", SET),)), "holds yes or no, and the condition speaks of texts",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", IN_THE_DATA)
def test_what_only_the_data_can_tell_is_refused_before_anything_is_counted(mistake, datasets):
    wrong, sentence = IN_THE_DATA[mistake]
    publish(datasets, rows_of("northshire 2026-01-02 theft ann 3 yes"))
    with pytest.raises(Mistaken) as refused:
        compute(measure_of(wrong), datasets, forces=["northshire"], months=["2026-01"])
    assert str(refused.value).startswith("measure made_up: ")
    assert sentence in str(refused.value)


def test_no_two_mistakes_have_the_same_sentence():
    said = Counter(sentence for _declared, sentence in (*MISTAKES.values(), *IN_THE_DATA.values()))
    assert said.most_common(1)[0][1] == 1
