"""Reads one official table, saved as CSV, into figures: what it is of from its title, each cell a number or a mark."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, NamedTuple

from polias.measures.refusal import Refused
from polias.measures.sources.ons.areas import Area, area_of, misfiled
from polias.measures.sources.ons.cells import NoNumber, cell, meanings, notes_of, without_notes
from polias.measures.sources.reference import folded, offence_groups
from polias.measures.words import MONTHS, _

#: Larger than any of these tables by far; keeps a wrong file from filling the memory.
LARGEST = 64 * 1024 * 1024
Measured = Literal["offences", "rate", "rate_households", "change", "share", "population", "households"]
_PERIOD = re.compile(rf"year ending (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})", re.IGNORECASE)
_OTHER_PERIOD = re.compile(rf"(?:and|to|with) (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})", re.IGNORECASE)
_NUMBER = re.compile(r"\bTable\s+(?P<number>[A-Z]\d+[a-z]?)\b")
#: What names an area, by the heading folded; the first of them begins the row of headings.
_AREA_CODE = ("areacode", "policeforceareacode")
_AREA_NAME = ("areaname", "policeforceareaname")
_PARTNERSHIP = ("communitysafetypartnershipcode", "communitysafetypartnershipname")
_AUTHORITY = ("localauthoritycode", "localauthorityname")


class Heading(NamedTuple):
    """One column of figures: where it stands, its name as published, what it measures and of which offences."""

    place: int
    label: str
    measured: Measured
    offence_group: str | None


class Figure(NamedTuple):
    """One figure of a table, in the order of the dataset's columns."""

    force: str
    month: str
    table: str
    area_code: str
    area: str
    area_kind: str
    partnership: str | None
    authority_code: str | None
    measured: str
    label: str
    offence_group: str | None
    value: float | None
    missing: str | None
    missing_meaning: str | None
    compared_with: str | None
    line: int


@dataclass
class Table:
    """A table as read: what its title says, its figures, and what is odd about it."""

    number: str
    title: str
    kind: str
    month: str
    compared_with: str | None
    figures: list[Figure] = field(default_factory=list)
    rejected: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    unknown_offences: list[str] = field(default_factory=list)
    notes: dict[str, list[int]] = field(default_factory=dict)

    @property
    def areas(self) -> int:
        return len({(one.force, one.partnership) for one in self.figures})

    @property
    def missing(self) -> Counter[str]:
        return Counter(one.missing for one in self.figures if one.missing)


class Line(NamedTuple):
    """One row of the file, by the line on which it begins."""

    line: int
    cells: Sequence[str]


def is_a_table(lines: Sequence[Line]) -> bool:
    """Whether a file says of itself that it is a table; a cover sheet and notes do not."""
    return bool(lines and (_NUMBER.match(lines[0].cells[0].strip()) or _place_of_headings(lines) is not None))


def lines_of(stream: BinaryIO) -> list[Line]:
    """The rows of a file. Raises Refused for one that is no CSV."""
    content = stream.read(LARGEST + 1)
    if not content.strip():
        raise Refused(_("It is empty."))
    if len(content) > LARGEST:
        raise Refused(_("It is far larger than any official table."))
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused(_("It is a workbook."), do=_("Save each of its sheets as CSV."))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise Refused(_("It is not written in UTF-8."), do=_("Save it as CSV UTF-8."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    found = _lines(text, delimiter=",")
    for other in ";\t" if _place_of_headings(found) is None else "":
        # Parted in another way only where a table shows then: a sheet of notes may well hold a tab.
        with suppress(Refused):
            parted = _lines(text, delimiter=other)
            if _place_of_headings(parted) is not None:
                return parted
    return found


def _lines(text: str, *, delimiter: str) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, before = [], 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if any(one.strip() for one in cells):
                found.append(Line(line, cells))
    except csv.Error as error:
        raise Refused(
            _("A quotation mark that line {line} opens is never closed, or the file breaks off.").format(
                line=before + 1
            ),
            do=_("Get the file again."),
        ) from error
    return found


def read_table(lines: Sequence[Line]) -> Table:
    """The table in these rows. Raises Refused with one sentence when Polias does not read tables like it."""
    top = _place_of_headings(lines)
    if top is None:
        raise Refused(
            _("It is no table by police force area: no row has the headings Area Code and Area Name."),
            do=_("Save a sheet such as Table P1 of the police force area tables as CSV."),
        )
    # A title that holds commas and was saved without quotation marks stands in several cells.
    above = [", ".join(text.strip() for text in one.cells if text.strip()) for one in lines[:top]]
    head = lines[top].cells
    columns = _columns(head)
    table = _described(above, of_partnerships=_PARTNERSHIP[1] in columns)
    headings = _headings(head, columns, table)
    table.notes = _notes(above, head)
    rows = list(_sound_rows(lines[top + 1 :], width=len(head), table=table))
    _read_rows(rows, columns, headings, table, meanings(above))
    if not table.figures:
        raise Refused(_("It has headings and no row with a figure below them."), do=_("Get the file again."))
    return table


def _place_of_headings(lines: Sequence[Line]) -> int | None:
    for place, one in enumerate(lines[:60]):
        named = [folded(without_notes(text)) for text in one.cells]
        if set(named) & set(_AREA_CODE) and set(named) & set(_AREA_NAME):
            return place
    return None


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Where each column that names the area stands, by its folded heading. Raises Refused for a heading given twice."""
    for label, times in Counter(label for text in head if (label := without_notes(text))).items():
        if times > 1:
            raise Refused(
                _("It has two columns with the heading “{label}”.").format(label=label), do=_("Get the file again.")
            )
    named = [folded(without_notes(text)) for text in head]
    return {
        name: place
        for place, name in enumerate(named)
        if name in {*_AREA_CODE, *_AREA_NAME, *_PARTNERSHIP, *_AUTHORITY}
    }


def _described(above: Sequence[str], *, of_partnerships: bool) -> Table:
    """What the lines above the table say that it is."""
    said = " ".join(without_notes(one) for one in above)
    number = (found := _NUMBER.search(said)) and found["number"]
    title = without_notes(above[0]) if above else ""
    months = [_month(one) for one in _PERIOD.finditer(said)]
    months += [
        _month(one)
        for found in _PERIOD.finditer(said)
        for one in [_OTHER_PERIOD.match(said[found.end() :].lstrip())]
        if one
    ]
    if not months:
        raise Refused(
            _("The lines above its headings do not say which twelve months it is of."),
            do=_("Keep the title line, such as “year ending December 2024”."),
        )
    kind = _kind(said)
    if kind is None:
        raise Refused(
            _("{number} holds neither numbers of offences, rates, shares nor percentage changes.").format(
                number=_("Table {number}").format(number=number) if number else _("The table")
            ),
            do=_("Polias reads tables like P1 to P5 and C2 to C5."),
        )
    earlier = min(months) if kind == "changes" and min(months) < max(months) else None
    areas = "partnerships" if of_partnerships else "forces"
    return Table(number or "", title, f"{kind}-{areas}", max(months), earlier)


def _month(found: re.Match[str]) -> str:
    names = [name.lower() for name in MONTHS]
    return f"{found['year']}-{names.index(found['month'].lower()) + 1:02}"


def _kind(title: str) -> str | None:
    words = title.lower()
    if "percentage change" in words:
        return "changes"
    if "percentage of" in words or "proportion of" in words:
        return "knife" if "knife" in words else "shares"
    if re.search(r"\brates? (of|per)\b", words):
        return "rates"
    return "counts" if "number of" in words else None


def _headings(head: Sequence[str], columns: dict[str, int], table: Table) -> list[Heading]:
    found = []
    for place, text in enumerate(head):
        label = without_notes(text)
        if place in columns.values() or not label:
            continue
        found.append(_heading(place, label, table))
    if not found:
        raise Refused(_("It has no column of figures."), do=_("Get the file again."))
    return found


def _heading(place: int, label: str, table: Table) -> Heading:
    words = label.lower()
    if words.startswith("population"):
        return Heading(place, label, "population", None)
    if words.startswith("household"):
        return Heading(place, label, "households", None)
    kind = table.kind.partition("-")[0]
    if kind in ("knife", "shares"):
        return Heading(place, label, "share" if "%" in label else "offences", label)
    offence = re.sub(r"\s*\(households\)$", "", label)
    known = offence_groups().get(folded(offence))
    if known is None:
        # An offence that no table knows is kept under its own name: a figure left out unseen would be worse.
        table.unknown_offences.append(label)
    measured: dict[str, Measured] = {"counts": "offences", "rates": "rate", "changes": "change"}
    rate_of_households = kind == "rates" and "household" in words
    return Heading(
        place, label, "rate_households" if rate_of_households else measured[kind], known.name if known else offence
    )


def _notes(above: Sequence[str], head: Sequence[str]) -> dict[str, list[int]]:
    found = {without_notes(text): notes_of(text) for text in [*above[:2], *head]}
    return {text: numbers for text, numbers in found.items() if numbers}


def _sound_rows(lines: Sequence[Line], *, width: int, table: Table) -> Iterator[Line]:
    """Rows with a cell for each heading; one line alone with text in its first cell is a remark."""
    for place, one in enumerate(lines):
        filled = [text for text in one.cells if text.strip()]
        if len(filled) == 1 and one.cells[0].strip():
            continue
        if len(one.cells) < width and place == len(lines) - 1:
            raise Refused(
                _("It breaks off in the middle of line {line}, so figures are missing.").format(line=one.line),
                do=_("Get the file again."),
            )
        if len(one.cells) < width or any(text.strip() for text in one.cells[width:]):
            table.rejected.append(
                (one.line, _("it has {found} cells, not {width}").format(found=len(one.cells), width=width))
            )
            continue
        yield one


def _read_rows(
    rows: Sequence[Line], columns: dict[str, int], headings: Sequence[Heading], table: Table, said: dict[str, str]
) -> None:
    code_at, name_at = _one_of(columns, _AREA_CODE), _one_of(columns, _AREA_NAME)
    named = [(one.line, one.cells[code_at].strip(), without_notes(one.cells[name_at])) for one in rows]
    elsewhere = misfiled(named)
    seen: dict[tuple[str, str | None], int] = {}
    for one, (line, code, name) in zip(rows, named, strict=True):
        if not name:
            table.rejected.append((line, _("it names no area")))
            continue
        if line in elsewhere:
            table.remarks.append(
                (line, _("code {code} is {other}’s; the row is taken for {name}").format(
                    code=code, other=elsewhere[line], name=name))
            )  # fmt: skip
        area = area_of(code, name) if line not in elsewhere else area_of("", name)._replace(code=code)
        partnership = _said(one, columns, _PARTNERSHIP[1])
        if (first := seen.setdefault((area.key, partnership), line)) != line:
            raise Refused(
                _("Lines {first} and {line} both give {area}.").format(
                    first=first, line=line, area=partnership or name
                ),
                do=_("Get the file again."),
            )
        where = _Where(area, partnership, _said(one, columns, _AUTHORITY[0]))
        table.figures += _figures(one, where, headings, table=table, said=said)
        if numbers := notes_of(one.cells[name_at]):
            table.notes[name] = numbers


class _Where(NamedTuple):
    """What one row is of."""

    area: Area
    partnership: str | None
    authority: str | None


def _figures(
    one: Line, where: _Where, headings: Sequence[Heading], *, table: Table, said: dict[str, str]
) -> list[Figure]:
    """The figures of one row; none of them where one cell is neither number nor mark."""
    try:
        cells = [cell(one.cells[heading.place]) for heading in headings]
    except NoNumber as fault:
        table.rejected.append((one.line, _("“{text}” is neither a number nor a mark").format(text=str(fault)[:40])))
        return []
    for heading, found in zip(headings, cells, strict=True):
        if found.value is not None and found.value < 0 and heading.measured != "change":
            words = _("“{text}” is below nought, and only changes are")
            table.rejected.append((one.line, words.format(text=one.cells[heading.place].strip()[:40])))
            return []
    area = where.area
    return [
        Figure(
            force=area.key,
            month=table.month,
            table=table.kind,
            area_code=area.code,
            area=area.name,
            area_kind="partnership" if where.partnership else area.kind,
            partnership=where.partnership,
            authority_code=where.authority,
            measured=heading.measured,
            label=heading.label,
            offence_group=heading.offence_group,
            value=value,
            missing=missing,
            missing_meaning=said.get(missing, _("the table does not say")) if missing else None,
            compared_with=table.compared_with if heading.measured == "change" else None,
            line=one.line,
        )
        for heading, (value, missing) in zip(headings, cells, strict=True)
    ]


def _one_of(columns: dict[str, int], names: Sequence[str]) -> int:
    return next(columns[name] for name in names if name in columns)


def _said(one: Line, columns: dict[str, int], name: str) -> str | None:
    place = columns.get(name)
    return (without_notes(one.cells[place]) or None) if place is not None else None
