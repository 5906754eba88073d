"""Turns quantities into Ibis expressions: those over one dataset and one month column share a single reading of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

from polias.measures.engine.declaration import DatedSet, Quantity, Where
from polias.measures.engine.held import Held
from polias.measures.engine.machines import Machine, in_process

if TYPE_CHECKING:
    import ibis

#: Force, month and the values of the grouping, in its order.
Key = tuple[str, str, tuple[str | None, ...]]
#: What an aggregate is over no rows at all.
NOUGHT_IF_EMPTY = ("count", "sum", "distinct", "repeats")
REPEATS = "came_again"


class Reading(NamedTuple):
    """A dataset and the months of it that are read."""

    dataset: str
    months: tuple[str, ...]


def reading_of(quantity: Quantity, months: Sequence[str]) -> Reading:
    """What a quantity reads for these months: they alone, or also those before them that it looks back to."""
    needed = dict.fromkeys(each for month in months for each in quantity.months_for(month))
    return Reading(quantity.dataset, tuple(sorted(needed) if quantity.within else needed))


class FileDamaged(Exception):
    """A file whose beginning and end are sound cannot be read in between; which one, only its hash tells."""


def scanned(
    quantities: Iterable[Quantity],
    held: Mapping[Reading, Held],
    *,
    months: Sequence[str],
    group_by: Sequence[str],
    machine: Machine | None = None,
) -> dict[Quantity, dict[Key, float]]:
    """Each quantity by force, month and group. Counts of nought are left out; the caller knows what is held.

    Raises FileDamaged.
    """
    found: dict[Quantity, dict[Key, float]] = {}
    with nullcontext(machine) if machine else in_process() as on:
        for together in _sharing_a_scan(quantities, group_by):
            content = held[reading_of(together[0], months)]
            rows = _rows(on, together, content, months=months, group_by=group_by) if content.used else []
            for place, quantity in enumerate(together):
                found[quantity] = _values(quantity, f"quantity_{place}", rows, groups=len(group_by))
    return found


def leading(
    quantity: Quantity,
    content: Held,
    *,
    months: Sequence[str],
    group_by: Sequence[str],
    most: int,
    machine: Machine | None = None,
) -> list[tuple[str, int, tuple[str | None, ...], float]]:
    """Force, place, group and value of the groups with most over all these months together. Raises FileDamaged."""
    with nullcontext(machine) if machine else in_process() as on:
        try:
            table = on.read(content.paths, one_schema=content.one_schema)
            rows = on.rows(_leading(quantity, table, months=months, group_by=group_by, most=most))
        except on.errors as error:
            raise FileDamaged(str(error)) from error
    found = [
        (r["force"], r["place"] + 1, tuple(r[f"group_{n}"] for n in range(len(group_by))), r["value"]) for r in rows
    ]
    return sorted(found)


def _rows(
    machine: Machine, together: list[Quantity], content: Held, *, months: Sequence[str], group_by: Sequence[str]
) -> list[dict[str, Any]]:
    try:
        table = machine.read(content.paths, one_schema=content.one_schema)
        rows: list[dict[str, Any]] = machine.rows(expression_of(together, table, months=months, group_by=group_by))
    except machine.errors as error:
        raise FileDamaged(str(error)) from error
    return rows


def _sharing_a_scan(quantities: Iterable[Quantity], group_by: Sequence[str]) -> list[list[Quantity]]:
    shared: dict[tuple[str, ...], list[Quantity]] = {}
    for quantity in dict.fromkeys(quantities):
        columns = (quantity.column_of(name) for name in group_by)
        # What looks back reads other months than the rest, and each person's rows in their order: it stands alone.
        alone = (f"alone {len(shared)}",) if quantity.within else ()
        shared.setdefault((quantity.dataset, quantity.month, *columns, *alone), []).append(quantity)
    return list(shared.values())


def _values(quantity: Quantity, name: str, rows: list[dict[str, Any]], *, groups: int) -> dict[Key, float]:
    counts = quantity.aggregate in NOUGHT_IF_EMPTY
    return {
        (row["force"], row["month"], tuple(row[f"group_{place}"] for place in range(groups))): row[name]
        for row in rows
        if row[name] is not None and not (counts and row[name] == 0)
    }


def expression_of(
    quantities: Sequence[Quantity], table: ibis.Table, *, months: Sequence[str], group_by: Sequence[str]
) -> ibis.Table:
    """One row per force, month and group, one column per quantity; the same for DuckDB and for Spark.

    All quantities must be over this table, by the same month column and the same columns for the grouping.
    """
    first = quantities[0]
    if first.within:
        table = _with_repeats(first, table, months)
    rows = table.filter(table[first.month].isin(list(months)))
    keys = {
        "force": rows["force"],
        "month": rows[first.month],
        **{f"group_{place}": rows[first.column_of(name)] for place, name in enumerate(group_by)},
    }
    aggregates = {f"quantity_{place}": _aggregation(each, rows, months) for place, each in enumerate(quantities)}
    return rows.group_by(**keys).aggregate(**aggregates)


def _leading(
    quantity: Quantity, table: ibis.Table, *, months: Sequence[str], group_by: Sequence[str], most: int
) -> ibis.Table:
    import ibis

    rows = table.filter(table[quantity.month].isin(list(months)))
    keys = {f"group_{place}": rows[quantity.column_of(name)] for place, name in enumerate(group_by)}
    counts = rows.group_by(force=rows["force"], **keys).aggregate(value=_aggregation(quantity, rows, months))
    named = counts.filter(counts["value"] > 0, *(counts[name].notnull() for name in keys))
    order = ibis.window(group_by="force", order_by=[ibis.desc("value"), *keys])
    placed = named.mutate(place=ibis.row_number().over(order))
    return placed.filter(placed["place"] < most)


def _with_repeats(quantity: Quantity, table: ibis.Table, months: Sequence[str]) -> ibis.Table:
    """The rows that count, those of the months before them too, each with 1 where another came before it, else 0."""
    import ibis

    assert quantity.column
    assert quantity.day
    assert quantity.within
    needed = reading_of(quantity, months).months
    month, day = table[quantity.month], table[quantity.day]
    conditions = [_predicate(condition, table, month=month, months=needed) for condition in quantity.where]
    rows = table.filter(table[quantity.column].notnull(), day.notnull(), month.isin(list(needed)), *conditions)
    days = rows[quantity.day].delta(ibis.date(1970, 1, 1), unit="day")
    before = ibis.window(group_by=[rows["force"], rows[quantity.column]], order_by=days, range=(-quantity.within, -1))
    return rows.mutate(**{REPEATS: (rows.count().over(before) > 0).cast("int64")})


def _aggregation(quantity: Quantity, rows: ibis.Table, months: Sequence[str]) -> Any:
    if quantity.aggregate == "repeats":
        return rows[REPEATS].sum()
    month = rows[quantity.month]
    conditions = [_predicate(condition, rows, month=month, months=months) for condition in quantity.where]
    where = reduce(lambda a, b: a & b, conditions) if conditions else None
    if quantity.aggregate == "count":
        return rows.count(where=where)
    assert quantity.column is not None
    column: Any = rows[quantity.column]
    return {
        "sum": column.sum,
        "mean": column.mean,
        "median": column.median,
        "max": column.max,
        "distinct": column.nunique,
        "p90": lambda *, where: column.quantile(0.9, where=where),
    }[quantity.aggregate](where=where)


def _predicate(condition: Where, rows: ibis.Table, *, month: Any, months: Sequence[str]) -> Any:
    column: Any = rows[condition.column]
    value: Any = condition.value
    if isinstance(value, DatedSet):
        inside = _in_dated_set(column, value, month=month, months=months)
        return inside if condition.comparison == "in" else ~inside
    simple: Mapping[str, Any] = {
        "is": lambda: column == value,
        "is not": lambda: column.isnull() | (column != value),
        "in": lambda: column.isin(list(value)),
        "not in": lambda: column.isnull() | column.notin(list(value)),
        "at most": lambda: column <= value,
        "at least": lambda: column >= value,
        "less than": lambda: column < value,
        "more than": lambda: column > value,
        "known": column.notnull,
        "unknown": column.isnull,
    }
    return simple[condition.comparison]()


def _in_dated_set(column: Any, dated: DatedSet, *, month: Any, months: Sequence[str]) -> Any:
    """Membership as at the row's own month; months with the same members share one condition."""
    import ibis

    by_members: dict[frozenset[str], list[str]] = {}
    for name in months:
        by_members.setdefault(dated.values_in(name), []).append(name)
    parts = [month.isin(names) & column.isin(sorted(values)) for values, names in by_members.items() if values]
    return reduce(lambda a, b: a | b, parts, ibis.literal(False)).fill_null(False)
