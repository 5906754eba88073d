"""What may stand on a page untranslated, each kind with its reason: data, and the few words that are names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from polias.boards.minutes.reading import read as read_paper
from polias.boards.readings.places import marked
from polias.boards.readings.rows import places_of
from polias.boards.readings.tests.factories import JUNE
from tests.architecture.source import PACKAGE

#: Names that are the same in every language.
NAMES = ("Polias", "GOV.UK", "CSV", "XLSX", "JSON", "Parquet", "PDF", "UTC", "iCalendar")

#: What a force calls its own things (polias.force.policy).
SETTINGS = ("Crime processing unit",)

#: What the tests themselves have written into records.
WRITTEN = (
    "Took two bottles from the shelf and ran.",
    "Two bottles taken, he is still outside.",
    "The class says it.",
    "The flag is read from the class.",
    "They are used to flee.",
    "Electric scooter",
    "e-scooter",
    "Visit the ten shops with the most thefts",
    "That the ten shops with most thefts be visited.",
    "Minutes of the last meeting",
    "Crime and the queue",
    "Crime was as usual.",
    "One officer's xylophone is out of tune.",
    "The xylophone of a rival is louder.",
    "Council chamber, Oldminster",
    "Northshire Police and Crime Panel",
    "1 Lantern Row",
    "Lantern Row",
    "AB12 CDE",
    "AB12CDE",
    "Adams",
    "ADAMS",
    "Amina",
    "Theft. A lantern was taken. OLD/17/1.",
    "OLD/17/1",
    "Theft",
    "an older system",
    "Jonathan",
    "Jon",
    "Smyth",
    "Smith",
    "ZZ9 9ZZ",
)

#: References, codes of rules, hashes, files, places that scripts fill.
PATTERNS = (
    r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b",
    r"[\w/=.-]+\.parquet",
    r"\bsha256\b",
    r"\b[0-9a-f]{8}\b|\b[0-9a-f]{16,64}\b",
    r"\{\w+\}",
    r"[A-Z]{2,5}-[A-Z]{2}-\d{2}-\d+",
    r"[A-Z]+-[A-Z]?\d+",
    r"https?://\S+",
)


def _papers() -> Iterator[str]:
    """The paper that the readings were read from: what stands between its marks, and what was found in it."""
    found = read_paper(JUNE)
    text = str(marked(JUNE, places_of(found)))
    yield from ("minutes.txt", *(" ".join(piece.split()) for piece in re.split(r"<[^>]*>", text)))
    for key in ("actions", "carried_forward", "resolutions", "items", "attendees", "apologies"):
        yield from (str(value) for one in found[key] for value in one.values() if isinstance(value, str))


def _cast() -> Iterator[str]:
    from polias.force.models import Area, Force, Staff

    for force in Force.objects.all():
        yield from (force.name, force.full_name, force.letters)
    for area in Area.objects.all():
        yield from (area.name, area.code)
    for staff in Staff.objects.select_related("actor"):
        yield from (staff.actor.name, staff.title)


def _reference_data() -> Iterator[str]:
    """Cells of the reference files that people read; a force translates those by giving its own file."""
    for file in sorted(PACKAGE.glob("*/*/*.csv")):
        if file.parent.name == "search":  # the sound of names, which no page shows
            continue
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.reader(rows):
                yield from (cell.strip() for cell in row if cell[:1].isupper() or " " in cell.strip())
                yield from (cell.replace("|", ", ") for cell in row if "|" in cell)  # as a page lists several


def _sources() -> Iterator[str]:
    """Where rules come from, and fields of forms by their names: citations and codes."""
    from polias.kit.rules.rule import rule_book

    for one in rule_book():
        yield one.source
        yield from (*one.moves, *(move.replace("_", " ") for move in one.moves))


def data_in_any_page() -> re.Pattern[str]:
    """One pattern for everything that is data, longest first."""
    every = (*NAMES, *SETTINGS, *_sources(), *WRITTEN, *_papers(), *_cast(), *_reference_data())
    phrases = {one for one in every if re.search(r"[A-Za-z]{2}", one)}
    alternatives = [rf"(?<![A-Za-z]){re.escape(one)}(?![A-Za-z])" for one in sorted(phrases, key=len, reverse=True)]
    return re.compile("|".join([*alternatives, *PATTERNS]))
