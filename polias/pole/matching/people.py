"""The table that is matched: one row a record, with the cleaned columns that comparisons and blocking keys need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from itertools import islice
from typing import Any

from polias.kit.search.names import folded
from polias.pole.matching import dates
from polias.pole.matching.cleaning import CLEANERS, LONGEST, Cleaned, readable, split_name
from polias.pole.matching.kinds import Mapped
from polias.pole.matching.problems import CannotBeMatched
from polias.pole.matching.rejects import Rejects
from polias.pole.matching.tables import Records

#: How the columns of the cleaned table are typed, by suffix; text where it is not said.
LISTS = ("stands_for", "forms", "words")
NUMBERS = ("year", "month", "day")
#: Rows looked at to see what a column is.
LOOKED_AT = 2_000


@dataclass(frozen=True)
class Field:
    """One thing that records are compared by: its name in the cleaned table, its kind, and where it came from."""

    name: str
    kind: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class People:
    """The cleaned table (Arrow) and its fields."""

    table: Any
    fields: tuple[Field, ...]


def people_of(records: Records, mapping: Sequence[Mapped], rejects: Rejects) -> People:
    """Cleans every mapped column; values that cannot be compared are named in the rejects, their rows are kept."""
    import pyarrow as pa

    numbers = pa.array(range(len(records)), pa.int32())
    owners = numbers if records.owners is None else records.owners
    columns: dict[str, Any] = {"record": numbers, "source": _one(records.files), "owner": owners}
    fields = []
    for name, kind, sources, values in _values(records, mapping, rejects):
        if kind == "birth":
            cleaned = _birth(values, records=records, columns=sources, rejects=rejects)
        else:
            cleaned = _cleaned(values, CLEANERS[kind])
        if cleaned[""].null_count == len(records):
            continue
        fields.append(Field(name, kind, sources))
        columns |= {f"{name}_{suffix}" if suffix else name: column for suffix, column in cleaned.items()}
    if not fields:
        raise CannotBeMatched(
            _("There is no value to compare in any of the columns."), _("Name other columns with --map or --also.")
        )
    return People(pa.table(columns), tuple(fields))


def _one(column: Any) -> Any:
    return column.combine_chunks() if hasattr(column, "combine_chunks") else column


def _values(
    records: Records, mapping: Sequence[Mapped], rejects: Rejects
) -> list[tuple[str, str, tuple[str, ...], list[str | None]]]:
    """Field, kind, columns and readable text of each record; names in one column are taken apart here."""
    text = {
        column: _readable(records.columns[column], column, records, rejects)
        for mapped in mapping
        for column in mapped.columns
    }
    found: dict[str, tuple[str, str, tuple[str, ...], list[Any]]] = {}
    parts: dict[str, str] = {}
    full: list[tuple[tuple[str, ...], list[str | None]]] = []
    # Plain columns last: one that repeats the name is known by the forename and the surname.
    for mapped in sorted(mapping, key=lambda mapped: mapped.kind == "plain"):
        if mapped.kind in ("year_of_birth", "month_of_birth", "day_of_birth"):
            parts[mapped.kind] = mapped.columns[0]
            continue
        values = _together([text[column] for column in mapped.columns])
        if mapped.kind == "full_name" or (mapped.kind == "plain" and _repeats_the_name(values, found)):
            full.append((mapped.columns, values))
        elif mapped.kind == "date_of_birth":
            found["birth"] = ("birth", "birth", mapped.columns, values)
        else:
            name = mapped.kind if mapped.kind not in (*found, "plain") else f"{mapped.kind}_{len(found)}"
            found[name] = (name, mapped.kind, mapped.columns, values)
    if parts and "birth" not in found:
        names = tuple(parts.get(kind, "") for kind in ("year_of_birth", "month_of_birth", "day_of_birth"))
        three = zip(*(text.get(name) or [None] * len(records) for name in names), strict=True)
        found["birth"] = ("birth", "birth", tuple(filter(None, names)), [_three(row) for row in three])
    for columns, values in full:
        _take_apart(found, columns, values)
    return list(found.values())


def _repeats_the_name(values: Sequence[str | None], found: dict[str, Any]) -> bool:
    """Whether a column mostly holds forename and surname again: no evidence of its own, but a help with gaps."""
    if not {"forename", "surname"} <= set(found):
        return False
    rows = zip(values, found["forename"][3], found["surname"][3], strict=True)
    known = list(islice((row for row in rows if all(row)), LOOKED_AT))
    repeats = sum(
        {*folded(forename).split()[:1], *folded(surname).split()[-1:]} <= {*folded(value).split()}
        for value, forename, surname in known
    )
    return repeats > len(known) / 2


def _three(row: tuple[str | None, ...]) -> tuple[str, str, str] | None:
    return tuple(part or "" for part in row) if any(row) else None  # type: ignore[return-value]


def _together(columns: list[list[str | None]]) -> list[str | None]:
    if len(columns) == 1:
        return columns[0]
    return [" ".join(part for part in row if part) or None for row in zip(*columns, strict=True)]


def _take_apart(found: dict[str, Any], columns: tuple[str, ...], values: list[str | None]) -> None:
    """A full name fills in the forename and the surname where these are not written on their own."""
    halves = [split_name(value) if value else (None, None) for value in values]
    for place, kind in enumerate(("forename", "surname")):
        filled = [half[place] for half in halves]
        if kind in found:
            name, known, own, before = found[kind]
            found[kind] = (name, known, own, [old or new for old, new in zip(before, filled, strict=True)])
        else:
            found[kind] = (kind, kind, columns, filled)


def _readable(column: Any, name: str, records: Records, rejects: Rejects) -> list[str | None]:
    """Each distinct text made readable once; values that are too long are named, row by row."""
    encoded = _one(column).dictionary_encode()
    distinct = encoded.dictionary.to_pylist()
    places = encoded.indices.to_pylist()
    long = {place for place, value in enumerate(distinct) if len(value) > LONGEST}
    reason = _("Longer than {count} characters; it is not compared.").format(count=f"{LONGEST:,}")
    for row, place in enumerate(places) if long else ():
        if place in long:
            rejects.add(
                records.names[records.files[row].as_py()],
                record=records.ids[row].as_py(),
                left_out="value",
                column=name,
                reason=reason,
                value=distinct[place],
            )
    clean = [None if place in long else readable(value) for place, value in enumerate(distinct)]
    return [None if place is None else clean[place] for place in places]


def _cleaned(values: Sequence[str | None], cleaner: Callable[[str], Cleaned | None]) -> dict[str, Any]:
    """The cleaner's columns, each distinct value cleaned once."""
    import pyarrow as pa

    encoded = pa.array(values, pa.string()).dictionary_encode()
    made = [cleaner(value) for value in encoded.dictionary.to_pylist()]
    suffixes = next((tuple(each) for each in made if each), ("",))
    return {
        suffix: pa.array([each[suffix] if each else None for each in made], _type(suffix)).take(encoded.indices)
        for suffix in suffixes
    }


def _type(suffix: str) -> Any:
    import pyarrow as pa

    if suffix in NUMBERS:
        return pa.int32()
    return pa.list_(pa.string()) if suffix in LISTS else pa.string()


def _birth(values: Sequence[Any], *, records: Records, columns: tuple[str, ...], rejects: Rejects) -> dict[str, Any]:
    """Eight digits where year, month and day are known, and each part; a day that does not exist is kept and named."""
    import pyarrow as pa

    order = dates.order_of({value for value in values if isinstance(value, str)})
    distinct = {value: _date(value, order) for value in set(values) if value is not None}
    for row, value in enumerate(values):
        date = distinct.get(value)
        if value is not None and not (date and date.exists):
            _name_date(row, value, date, records=records, columns=columns, rejects=rejects)
    made = [distinct.get(value) for value in values]
    return {
        "": pa.array([d.digits if d else None for d in made], pa.string()),
        "whole": pa.array([d.digits if d and d.month and d.day else None for d in made], pa.string()),
        "year": pa.array([(d.year or None) if d else None for d in made], pa.int32()),
        "month": pa.array([(d.month or None) if d else None for d in made], pa.int32()),
        "day": pa.array([(d.day or None) if d else None for d in made], pa.int32()),
    }


def _date(value: Any, order: dates.Order) -> dates.Written | None:
    return dates.of_parts(*value) if isinstance(value, tuple) else dates.written(value, order)


def _name_date(
    row: int, value: Any, date: dates.Written | None, *, records: Records, columns: tuple[str, ...], rejects: Rejects
) -> None:
    reason = _("No such date; its parts are compared as they are written.") if date else _("Not a date; not compared.")
    rejects.add(
        records.names[records.files[row].as_py()],
        record=records.ids[row].as_py(),
        column="+".join(columns),
        left_out="nothing" if date else "value",
        reason=reason,
        value="-".join(value) if isinstance(value, tuple) else value,
    )
