"""Three invented counties in the open North Sea: areas, streets, homes, shops and public houses.

The coordinates were chosen more than fifty miles from any land, so that no real door is ever shown; the postcodes begin
with Q, which no British postcode does; streets are made of joined syllables.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from demo.records import Area, Bounds, Force, ForceCode, Location, Organisation

FORCES = (
    Force("NSH", "Northshire", "Northshire Police", "Information management unit"),
    Force("EMR", "Eastmoor", "Eastmoor Constabulary", "Crime data bureau"),
    Force("WVL", "Westvale", "Westvale Police", "Records team"),
)
CORNERS: dict[ForceCode, tuple[float, float]] = {"NSH": (55.60, 1.60), "EMR": (55.20, 2.40), "WVL": (55.15, 1.55)}
POSTCODES: dict[ForceCode, str] = {"NSH": "QN", "EMR": "QE", "WVL": "QW"}
INWARD = "ABDEFGHJLNPQRSTUWXYZ"
# District, whether rural, and its four beats, each with its share of people and of crime.
TREES: dict[ForceCode, tuple[tuple[str, bool, tuple[str, str, str, str]], ...]] = {
    "NSH": (
        ("Oldminster", False, ("Oldminster Centre", "Abbotsgate", "Ropewalk", "Lantern Hill")),
        ("Harrowmere", False, ("Harrowmere Quays", "Saltergate", "Millfold", "Eastmarl")),
        ("Brackenshaw", True, ("Brackenshaw Market", "Upper Fells", "Thornlow", "Wyremoss")),
    ),
    "EMR": (
        ("Caldermoor", False, ("Caldermoor Centre", "Foundry End", "Weaversgate", "Northlees")),
        ("Dunholt", False, ("Dunholt Centre", "Priorsgate", "Stannerby", "Lowfield")),
        ("Skerrand", True, ("Skerrand Harbour", "High Moor", "Garthdale", "Easterby")),
    ),
    "WVL": (
        ("Fennick", False, ("Fennick Centre", "Tanyard", "Merebank", "Southlock")),
        ("Ottervale", True, ("Ottervale", "Lambourne Cross", "Pellworth", "Ashmere")),
        ("Quillan", True, ("Quillan Bridge", "Hollowdene", "Vinescombe", "Marlpits")),
    ),
}
BEAT_WEIGHTS = (2.6, 1.4, 1.0, 0.8)
RURAL_FACTOR = 0.5
BEAT_HEIGHT, BEAT_WIDTH = 0.05, 0.09
FIRST = "Alder Bracken Corvin Dunmar Elvet Fallow Gannet Hollen Ivel Jesmar Kestle Linnet Marrow Nettle Orchal Pebmar "
SECOND = "Quillow Rosend Sorrel Tansel Umbrel Veltham Wicken Yarrel Ashcomb Birkmar Cindel Dovrel Ember Fescue"
ENDINGS = ("fen", "holt", "by", "croft", "stead", "low", "wick", "garth")
WAYS = ("Road", "Street", "Lane", "Avenue", "Close", "Way", "Terrace", "Row")
SHOPS = (
    "Penny Basket", "Fairlight Foods", "Corner Larder", "Bright Chemist", "Daily Pantry", "Merrow Stores",
    "Tallow and Sons", "Northern Hardware", "Swift Sports", "Lumen Electrics", "Harbour Wines", "Greenleaf Grocers",
)  # fmt: skip
PUBS = ("The Lamp and Keel", "The Painted Otter", "The Three Anvils", "The Gilded Rook", "The Old Weighhouse")
FIRMS = ("Calder Haulage", "Ridgeway Plant Hire", "Stonebow Builders", "Tidewater Farm", "Marl Lane Garage")
STREETS_PER_BEAT, HOMES_PER_STREET = 9, 9


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat with the places in it and its share of people and crime."""

    area: Area
    weight: float
    homes: tuple[Location, ...]
    streets: tuple[Location, ...]
    shops: tuple[Organisation, ...]
    pubs: tuple[Organisation, ...]
    firms: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """Areas, places and organisations of all three forces."""

    areas: tuple[Area, ...]
    beats: dict[ForceCode, tuple[Beat, ...]]
    locations: dict[str, Location]
    organisations: tuple[Organisation, ...]


def build_country(rng: random.Random) -> Country:
    """The three counties with everything that stands in them."""
    maker = _Maker(rng)
    areas: list[Area] = []
    beats: dict[ForceCode, tuple[Beat, ...]] = {}
    for force in FORCES:
        tree = _areas(force)
        areas.extend(tree)
        beats[force.code] = tuple(maker.beat(area) for area in tree if area.kind == "beat")
    return Country(tuple(areas), beats, maker.locations, tuple(maker.organisations))


def _areas(force: Force) -> list[Area]:
    """The force, then each district followed by its beats."""
    south, west = CORNERS[force.code]
    tree = TREES[force.code]
    top = Area(force.code, force.name, "force", "", force.code, _box(south, west, len(tree), 4), False)
    areas = [top]
    for row, (district, rural, names) in enumerate(tree):
        code = f"{force.code}-{chr(65 + row)}"
        edge = south + row * BEAT_HEIGHT
        areas.append(Area(code, district, "district", top.code, force.code, _box(edge, west, 1, 4), rural))
        for column, name in enumerate(names):
            bounds = _box(edge, west + column * BEAT_WIDTH, 1, 1)
            areas.append(Area(f"{code}{column + 1}", name, "beat", code, force.code, bounds, rural))
    return areas


def _box(south: float, west: float, rows: int, columns: int) -> Bounds:
    return (
        round(south, 4),
        round(west, 4),
        round(south + rows * BEAT_HEIGHT, 4),
        round(west + columns * BEAT_WIDTH, 4),
    )


class _Maker:
    """Makes places and keeps count of them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.locations: dict[str, Location] = {}
        self.organisations: list[Organisation] = []
        self.street_names = [f"{a}{e} {w}" for a in (FIRST + SECOND).split() for e in ENDINGS for w in WAYS]
        rng.shuffle(self.street_names)

    def beat(self, area: Area) -> Beat:
        """One beat filled with streets, homes, shops, public houses and firms."""
        position = int(area.code[-1]) - 1
        weight = BEAT_WEIGHTS[position] * (RURAL_FACTOR if area.rural else 1.0)
        streets, homes = [], []
        for _ in range(STREETS_PER_BEAT):
            street = self.place(area, "street", self.street_names.pop())
            streets.append(street)
            homes += [self.near(street, number) for number in range(1, HOMES_PER_STREET * 2, 2)]
        central = position == 0
        return Beat(
            area,
            weight,
            tuple(homes),
            tuple(streets),
            tuple(self.organisation(area, "shop", SHOPS, streets) for _ in range(7 if central else 2)),
            tuple(self.organisation(area, "pub", PUBS, streets) for _ in range(4 if central else 1)),
            tuple(self.organisation(area, "business", FIRMS, streets) for _ in range(2)),
        )

    def place(self, area: Area, kind: str, street: str) -> Location:
        """A street somewhere in the beat, well inside its bounds."""
        south, west, north, east = area.bounds
        latitude = self.rng.uniform(south + 0.004, north - 0.004)
        longitude = self.rng.uniform(west + 0.006, east - 0.006)
        return self._keep(area, kind, address=street, street=street, latitude=latitude, longitude=longitude)

    def near(self, street: Location, number: int, kind: str = "home") -> Location:
        """A numbered address a few metres along the street."""
        area = Area(street.area, "", "beat", "", street.force, (0, 0, 0, 0), False)
        latitude = street.latitude + self.rng.uniform(-0.0015, 0.0015)
        longitude = street.longitude + self.rng.uniform(-0.0025, 0.0025)
        address = f"{number} {street.street}"
        return self._keep(area, kind, address=address, street=street.street, latitude=latitude, longitude=longitude)

    def organisation(self, area: Area, kind: str, names: tuple[str, ...], streets: list[Location]) -> Organisation:
        """A shop, public house or firm with its address."""
        where = self.near(self.rng.choice(streets), self.rng.randrange(2, 60, 2), kind)
        number = len(self.organisations) + 1
        name = f"{self.rng.choice(names)}, {area.name}"
        made = Organisation(f"organisation:{area.force}:{number:04}", area.force, name, kind, where.key)  # type: ignore[arg-type]
        self.organisations.append(made)
        return made

    def _keep(self, area: Area, kind: str, *, address: str, street: str, latitude: float, longitude: float) -> Location:
        number = len(self.locations) + 1
        district = ord(area.code[4]) - 64
        postcode = f"{POSTCODES[area.force]}{district} {area.code[-1]}{INWARD[number % 20]}{INWARD[number // 20 % 20]}"
        made = Location(
            key=f"location:{area.force}:{number:05}",
            force=area.force,
            area=area.code,
            kind=kind,  # type: ignore[arg-type]
            address=address,
            street=street,
            town=TREES[area.force][district - 1][0],
            postcode=postcode,
            latitude=round(latitude, 6),
            longitude=round(longitude, 6),
        )
        self.locations[made.key] = made
        return made
