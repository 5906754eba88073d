"""Reads a street file row by row, keeps what is sound and says of each other row on which line and why not."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO

from polias.measures.refusal import Refused
from polias.measures.sources.reference import crime_types, folded, forces, outcome_stages, slug_of
from polias.measures.sources.street_findings import Findings
from polias.measures.sources.street_header import HEADER, LONGEST_LINE, MONTH, Unit, read_header, unit_named
from polias.measures.words import _, count, month_name

BATCH = 20_000
NAMES = (
    "force", "month", "crime_id", "reported_by", "longitude", "latitude", "location", "lsoa_code", "lsoa_name",
    "district", "crime_type", "is_recorded_crime", "last_outcome", "outcome_stage", "context", "line",
)  # fmt: skip
_DISTRICT = re.compile(r" \d{3}[A-Z]$")
_WORDS = re.compile(r"[A-Za-z][A-Za-z ,;'()/&-]{2,79}")
# The British Isles with room to spare; a point outside is no place, but the crime still counts.
_WEST, _EAST, _SOUTH, _NORTH = -11.0, 3.0, 49.0, 61.5


class StreetReader:
    """One file being read: iterate for batches of columns, then look at `unit` and `findings`.

    Memory does not grow with the file, save eight bytes a crime to count repeated identifiers.
    """

    def __init__(self, stream: BinaryIO, *, name: str) -> None:
        self.stream = stream
        self.promised = unit_named(name)
        self.unit: Unit | None = self.promised
        self.findings = Findings()
        self._order = read_header(stream)
        self._in_order = list(self._order) == list(range(len(HEADER)))
        self._types: dict[str, tuple[str, bool, bool]] = {}
        self._stages = outcome_stages()
        self._names: dict[str, str | None] = {}

    def __iter__(self) -> Iterator[dict[str, list[object]]]:
        batch: list[tuple[object, ...]] = []
        for number, line in self._lines():
            row = self._row(number, line)
            if row is not None:
                batch.append(row)
            if len(batch) >= BATCH:
                yield _columns(batch)
                batch = []
        if batch:
            yield _columns(batch)

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        number = 1
        while line := self.stream.readline(LONGEST_LINE):
            number += 1
            if line[-1:] != b"\n" and len(line) >= LONGEST_LINE:
                while line[-1:] not in (b"\n", b""):
                    line = self.stream.readline(LONGEST_LINE)
                self.findings.read += 1
                self.findings.reject(number, _("the line is far too long to be a row"))
                continue
            if line.strip():
                self.findings.read += 1
                yield number, line

    def _row(self, number: int, line: bytes) -> tuple[object, ...] | None:
        fields, reason = self._fields(number, line)
        if fields is None:
            self.findings.reject(number, reason)
            return None
        reason = self._unit_mismatch(fields) or self._type_fault(fields[9])
        if reason:
            self.findings.reject(number, reason)
            return None
        return self._kept(number, fields)

    def _fields(self, number: int, line: bytes) -> tuple[list[str] | None, str]:
        """The twelve fields in our order. One line is one row: a stray quotation mark spoils only its own."""
        if b"\0" in line:
            return None, _("the line holds bytes that are no text")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            # Some copies went through a Windows program; a letter in a street name is no reason to lose a crime.
            text = line.decode("cp1252", errors="replace")
            self.findings.misread_letters += 1
        text = text.rstrip("\r\n")
        if '"' not in text:
            fields = text.split(",")
        else:
            try:
                fields = next(csv.reader([text], strict=True))
            except csv.Error:
                return None, _("a quotation mark is not closed")
        if len(fields) < self._width and line[-1:] != b"\n":
            raise Refused(
                _("It breaks off in the middle of line {line}, so rows are missing.").format(line=count(number)),
                do=_("Get the file again."),
            )
        if len(fields) != self._width:
            found, expected = len(fields), self._width
            return None, _("it has {found} fields, not {expected}").format(found=found, expected=expected)
        if self._in_order and " ," not in text and ", " not in text and text[-1:] != " ":
            return fields, ""
        return [fields[place].strip() if place is not None else "" for place in self._order], ""

    @property
    def _width(self) -> int:
        return self._order.width

    def _unit_mismatch(self, fields: list[str]) -> str:
        month, falls_within = fields[1], fields[3]
        if self.unit is not None and month == self.unit.month:
            slug = self._slug(falls_within)
            if slug == self.unit.force.slug:
                return ""
        elif not MONTH.fullmatch(month):
            return _("“{month}” is no month of the form 2018-12").format(month=month[:40])
        else:
            slug = self._slug(falls_within)
        if slug is None:
            return _("“{name}” is not a force that Polias knows").format(name=falls_within[:60])
        if self.unit is None:
            self.unit = Unit(forces()[slug], month)
            return ""
        if month != self.unit.month:
            return _("it is of {other}, not of {month}").format(
                other=month_name(month), month=month_name(self.unit.month)
            )
        return _("it falls within {other}, not {force}").format(other=falls_within, force=self.unit.force.name)

    def _slug(self, name: str) -> str | None:
        if name not in self._names:
            # A broken file may hold a new name on every line.
            if len(self._names) > 1_000:
                self._names.clear()
            self._names[name] = slug_of(name)
        return self._names[name]

    def _type_fault(self, crime_type: str) -> str:
        if not crime_type:
            return _("it has no crime type")
        if crime_type not in self._types:
            known = crime_types().get(folded(crime_type))
            if known is None and (not _WORDS.fullmatch(crime_type) or len(self._types) > 1_000):
                return _("“{text}” is not a crime type").format(text=crime_type[:40])
            # A kind that no table knows yet counts as crime: leaving crimes out unseen would be the greater error.
            known_as = (known.name, known.is_recorded_crime, True) if known else (crime_type, True, False)
            self._types[crime_type] = known_as
        return ""

    def _kept(self, number: int, fields: list[str]) -> tuple[object, ...]:
        assert self.unit is not None
        crime_id, month, reported_by, falls_within, east, north, location, code, name, kind, outcome, context = fields
        crime_type, is_crime, is_known = self._types[kind]
        if not is_known:
            self.findings.unknown_types[kind] += 1
        longitude, latitude = self._point(east, north)
        self._note(crime_id, is_crime=is_crime, placed=longitude is not None)
        stage = self._stage(outcome) if is_crime else None
        canonical = "\x1f".join(
            (crime_id, reported_by, falls_within, repr(longitude), repr(latitude), location, code, name, crime_type,
             outcome, context)
        )  # fmt: skip
        digest = hashlib.blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        self.findings.content = (self.findings.content + int.from_bytes(digest, "big")) % (1 << 128)
        return (
            self.unit.force.slug, month, crime_id or None, reported_by or None, longitude, latitude, location or None,
            code or None, name or None, _district(name), crime_type, is_crime, outcome or None, stage,
            context or None, number,
        )  # fmt: skip

    def _stage(self, outcome: str) -> str:
        stage = self._stages.get(outcome)
        if stage is None and outcome:
            self.findings.unknown_outcomes[outcome] += 1
        self.findings.open_cases += stage == "open"
        return stage or "unknown"

    def _point(self, east: str, north: str) -> tuple[float | None, float | None]:
        if not east and not north:
            return None, None
        try:
            longitude, latitude = float(east), float(north)
        except ValueError:
            self.findings.odd_points += 1
            return None, None
        if _WEST <= longitude <= _EAST and _SOUTH <= latitude <= _NORTH:
            return longitude, latitude
        self.findings.odd_points += 1
        return None, None

    def _note(self, crime_id: str, *, is_crime: bool, placed: bool) -> None:
        found = self.findings
        found.kept += 1
        found.recorded_crimes += is_crime
        found.without_location += not placed
        if crime_id:
            found.identifiers.append(hash(crime_id) & 0xFFFFFFFFFFFFFFFF)
        elif is_crime:
            found.crimes_without_id += 1


@lru_cache(maxsize=10_000)
def _district(area_name: str) -> str | None:
    """`Basildon 001A` is in Basildon."""
    return _DISTRICT.sub("", area_name) or None


def _columns(batch: list[tuple[object, ...]]) -> dict[str, list[object]]:
    return dict(zip(NAMES, map(list, zip(*batch, strict=True)), strict=True))
