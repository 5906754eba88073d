"""An invented town of a few dozen people for tables to match: every one different, none of them anybody."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

FORENAMES = [
    "Asha",
    "Ben",
    "Carys",
    "Dev",
    "Erin",
    "Fola",
    "Gwen",
    "Hal",
    "Idris",
    "Jo",
    "Kit",
    "Lena",
    "Mabel",
    "Nadia",
    "Owen",
    "Petra",
    "Quentin",
    "Rhian",
    "Sunil",
    "Tamsin",
    "Ursula",
    "Vikram",
    "Wilf",
    "Xenia",
    "Yusuf",
    "Zara",
    "Bronwen",
    "Caspar",
    "Delyth",
    "Edmund",
]
SURNAMES = [
    "Ackley",
    "Birtwhistle",
    "Cartmell",
    "Dunstable",
    "Entwistle",
    "Fazackerley",
    "Garside",
    "Hebblethwaite",
    "Inskip",
    "Jellicoe",
    "Kettlewell",
    "Lofthouse",
    "Micklethwait",
    "Nuttall",
    "Oldroyd",
    "Pickersgill",
    "Quarmby",
    "Ramsbottom",
    "Sowerby",
    "Tattersall",
    "Umpleby",
    "Verity",
    "Wigglesworth",
]
STREETS = (
    "Mill Lane",
    "Station Road",
    "Chapel Street",
    "Quarry Bank",
    "Weavers Row",
    "Tithe Barn Close",
    "Castle Hill",
)
HEADER = "ref,forename,surname,dob,postcode,street"


def townspeople(count: int = 80) -> list[str]:
    """Rows of people who have nothing to do with one another."""
    return [",".join((f"t{n}", *_person(n))) for n in range(count)]


def _person(n: int) -> tuple[str, ...]:
    born = f"{1931 + _of(n, 'year') % 70}-{1 + _of(n, 'month') % 12:02}-{1 + _of(n, 'day') % 28:02}"
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    ending = letters[_of(n, "one") % 20] + letters[_of(n, "two") % 20]
    postcode = f"NX{1 + _of(n, 'district') % 19} {_of(n, 'sector') % 10}{ending}"
    return (
        FORENAMES[_of(n, "forename") % len(FORENAMES)],
        SURNAMES[_of(n, "surname") % len(SURNAMES)],
        born,
        postcode,
        f"{1 + _of(n, 'house') % 90} {STREETS[_of(n, 'street') % len(STREETS)]}",
    )


def _of(n: int, what: str) -> int:
    """A number without pattern that is the same on every machine."""
    return crc32(f"{what} {n} {what}".encode())


def table(folder: Path, *rows: str, name: str = "people.csv", header: str = HEADER) -> Path:
    """A CSV file of the rows."""
    file = folder / name
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file
