"""What a street file's name and first line promise: force, month and the place of each column."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import BinaryIO

from polias.measures.refusal import Refused
from polias.measures.sources.reference import Force, forces
from polias.measures.words import _, month_name

HEADER = (
    "crime_id",
    "month",
    "reported_by",
    "falls_within",
    "longitude",
    "latitude",
    "location",
    "lsoa_code",
    "lsoa_name",
    "crime_type",
    "last_outcome_category",
    "context",
)
#: Longer than any real row by far; keeps one broken line from filling the memory.
LONGEST_LINE = 64 * 1024
MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
FILE_NAME = re.compile(r"(?P<month>\d{4}-\d{2})-(?P<slug>[a-z0-9-]+)-street\b", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """One force's month: what is loaded, and replaced, as a whole."""

    force: Force
    month: str

    def __str__(self) -> str:
        return f"{self.force.title}, {month_name(self.month)}"


def unit_named(name: str) -> Unit | None:
    """The unit a file's name promises (`2018-12-essex-street.csv`), or None when the name promises nothing.

    Raises Refused when the name is of that shape but no such force or month exists.
    """
    match = FILE_NAME.search(name)
    if match is None:
        return None
    month, slug = match["month"], match["slug"].lower()
    if not MONTH.fullmatch(month):
        raise Refused(_("Its name says {month}, which is no month.").format(month=month))
    if slug not in forces():
        raise Refused(
            _("Its name says force “{slug}”, which Polias does not know.").format(slug=slug),
            do=_("Check the name, or add the force to reference/police_uk_forces.csv in POLIAS_HOME."),
        )
    return Unit(forces()[slug], month)


class ColumnOrder(list[int | None]):
    """For each of our twelve columns its place in the file, or None where an optional one is absent."""

    width: int = 0


def read_header(stream: BinaryIO) -> ColumnOrder:
    """Where each column stands. Raises Refused with one sentence when this is not a street file."""
    line = stream.readline(LONGEST_LINE)
    if not line:
        raise Refused(_("It is empty."))
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(_("It is written in UTF-16."), do=_("Save it as CSV UTF-8."))
    try:
        names = next(csv.reader([line.decode("utf-8-sig").rstrip("\r\n")]))
    except (UnicodeDecodeError, csv.Error, StopIteration):
        names = []
    found = [re.sub(r"\s+", "_", name.strip().lower()) for name in names]
    missing = [name for name in HEADER if name not in found and name != "context"]
    if missing:
        raise Refused(*_not_a_street_file(found, missing))
    order = ColumnOrder(found.index(name) if name in found else None for name in HEADER)
    order.width = len(found)
    return order


def _not_a_street_file(found: list[str], missing: list[str]) -> tuple[str]:
    if {"outcome_type", "crime_id"} <= set(found):
        return (_("It is an outcomes file of data.police.uk, not a street file."),)
    if {"object_of_search", "self-defined_ethnicity"} & set(found):
        return (_("It is a stop and search file of data.police.uk, not a street file."),)
    if len(missing) <= 4:
        columns = ", ".join(missing)
        return (_("It is not a whole street file: the columns {columns} are missing.").format(columns=columns),)
    return (_("It is not a street file of data.police.uk: its first line does not name the columns of one."),)
