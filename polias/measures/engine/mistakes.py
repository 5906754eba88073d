"""What can be wrong with a declaration, each mistake with a sentence of its own: what, where and what to write instead.

Found where the measure is written, before any data is read; what only the data can tell (a column that no manifest has,
or that holds something else than the declaration takes it for) is found by `compute`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, get_args

from polias.measures.engine.dated import DatedSet
from polias.measures.engine.terms import SCALES, Aggregate, Better, Comparison, Unit

if TYPE_CHECKING:
    from polias.measures.engine.declaration import Measure, Quantity, Where

NAME = re.compile(r"[a-z][a-z0-9_]*")
ORDERED = ("at most", "at least", "less than", "more than")


class Mistaken(ValueError):
    """A declaration that means nothing, or not what was meant."""


def refuse_any(mistakes: Iterable[str]) -> None:
    """Raises Mistaken with the first of these sentences, if there is one."""
    for sentence in mistakes:
        raise Mistaken(sentence)


def of_condition(where: Where) -> Iterator[str]:
    """What is wrong with one condition."""
    here, value = f"the condition on {where.column}", where.value
    if where.comparison not in get_args(Comparison):
        yield f"{here}: “{where.comparison}” is no comparison; it may be {_listed(get_args(Comparison))}"
    elif where.comparison in ("in", "not in"):
        if not isinstance(value, tuple | DatedSet):
            yield f"{here}: “{where.comparison}” takes a tuple of values or a dated set, not {value!r}"
        elif value == ():
            yield f"{here}: nothing is “{where.comparison}” an empty tuple"
    elif where.comparison in ("known", "unknown"):
        if value is not None:
            yield f"{here}: “{where.comparison}” takes no value, but {value!r} is given"
    elif isinstance(value, tuple | DatedSet):
        yield f"{here}: “{where.comparison}” takes one value; for several write “in”"
    elif value is None:
        yield f"{here}: “{where.comparison}” needs a value; for an empty column write “unknown”"
    elif where.comparison in ORDERED and isinstance(value, bool):
        yield f"{here}: yes and no have no order; write “is”"


def of_quantity(quantity: Quantity) -> Iterator[str]:
    """What is wrong with one quantity."""
    here = f"{quantity.aggregate} of {quantity.dataset}"
    if quantity.aggregate not in get_args(Aggregate):
        yield f"{here}: there is no such aggregate; it may be {_listed(get_args(Aggregate))}"
    if quantity.aggregate == "count" and quantity.column is not None:
        yield f"{here} counts rows and takes no column; to count only rows that have one, write a condition “known”"
    if quantity.aggregate != "count" and quantity.column is None:
        yield f"{here} needs a column"
    if quantity.aggregate == "repeats":
        if quantity.day is None:
            yield f"{here} needs the column of the day, by which it is told what came earlier"
        if quantity.within is None or quantity.within < 1:
            yield f"{here} needs how many days back it looks, one or more (within)"
    elif quantity.day is not None or quantity.within is not None:
        yield f"{here} looks at no earlier day; only repeats takes day and within"


def of_measure(measure: Measure) -> Iterator[str]:
    """What is wrong with the measure around its quantities."""
    here = f"measure {measure.name}"
    if not NAME.fullmatch(measure.name):
        yield f"{here}: a name is small letters, figures and underscores, and begins with a letter"
    for what in ("title", "question", "source", "owner"):
        if not getattr(measure, what).strip():
            yield f"{here} has no {what}"
    for what, given, terms in (("unit", measure.unit, Unit), ("way to be better", measure.better, Better)):
        if given not in get_args(terms):
            yield f"{here}: “{given}” is no {what}; it may be {_listed(get_args(terms))}"
    if measure.version < 1:
        yield f"{here}: versions are counted from 1"
    yield from _of_the_parts(measure, here)


def _of_the_parts(measure: Measure, here: str) -> Iterator[str]:
    """Where unit, groupings and quantities do not go together."""
    if measure.unit in SCALES and measure.denominator is None:
        yield f"{here}: {measure.unit} needs a denominator"
    if twice := [name for name in dict.fromkeys(measure.group_by) if measure.group_by.count(name) > 1]:
        yield f"{here} is grouped twice by {_listed(twice)}"
    for quantity in measure.quantities:
        if stray := [name for name in quantity.dimensions if name not in measure.group_by]:
            yield f"{here} renames {_listed(stray)} in {quantity.dataset}, by which it is not grouped"


TEXTS, NUMBERS, YES_OR_NO, DAYS = "texts", "numbers", "yes or no", "days"


def of_columns(quantity: Quantity, types: Mapping[str, str]) -> Iterator[str]:
    """Where a column holds something else than the quantity takes it for; columns without a known type are left out."""
    here = f"{quantity.aggregate} of {quantity.dataset}"
    if quantity.aggregate in ("sum", "mean", "median", "p90"):
        kind = kind_of(types.get(quantity.column or "", ""))
        if kind not in (NUMBERS, ""):
            yield f"{here} needs numbers, but column {quantity.column} holds {kind}"
    if quantity.day and kind_of(types.get(quantity.day, "")) not in (DAYS, ""):
        yield f"{here} needs a date in column {quantity.day}, which holds {kind_of(types[quantity.day])}"
    for where in quantity.where:
        held, meant = kind_of(types.get(where.column, "")), kind_of_value(where.value)
        if held and meant and held != meant and {held, meant} != {DAYS, TEXTS}:
            yield f"{here}: column {where.column} holds {held}, and the condition speaks of {meant}"


def kind_of(type_name: str) -> str:
    """What a column of this Arrow type holds, in words; nothing where that is not known."""
    if type_name in ("string", "large_string"):
        return TEXTS
    if type_name == "bool":
        return YES_OR_NO
    if type_name.startswith("date"):
        return DAYS
    return NUMBERS if type_name.startswith(("int", "uint", "double", "float")) else ""


def kind_of_value(value: object) -> str:
    """The same of a value in a condition; of a dated set, which holds texts."""
    one = value[0] if isinstance(value, tuple) and value else value
    if isinstance(one, bool):
        return YES_OR_NO
    if isinstance(one, int | float):
        return NUMBERS
    return TEXTS if isinstance(one, str | DatedSet) else ""


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
