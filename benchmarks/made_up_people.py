"""Makes up tables of people with the truth beside them, to measure matching on; shares no code or list with it.

Two styles. `register`: a police register of households, with kin and twins, people who move and marry, and a third of
all records entered again with mistakes. `old`: a dictionary of people long dead, each told about ten times from bad
memory: titles and by-names, half-known dates, places and occupations in changing words, many gaps.

    python -m benchmarks.made_up_people register 100000 people.csv truth.csv
"""

from __future__ import annotations

import csv
import random
import sys
from bisect import bisect
from itertools import accumulate
from pathlib import Path

#: Words to make names, streets and trades of; commoner ones first.
WORDS = {
    "beginnings": """
        Ald Ash Bar Beck Birk Brad Brough Cald Carl Clay Cop Crag Dal Den Elm Fen Garth Grim Hal Hart Haw Holm
        Hux Ing Kel Kirk Lang Lin Lock Mar Mel Mort Nor Oak Ol Pem Pick Rad Rat Red Rig Rush Sal Scar Sed Shaw
        Sil Stan Stock Sut Swin Thorn Thwa Tot Tun Wad Wal War Wen Whit Wil Win Wor Yar
    """,
    "endings": """
        bank beck by croft dale den don field ford gate ham head hurst land ley low man more pool ridge shaw
        son stall stead ster stone ton tree twistle wall ward water well wick wood worth wright
    """,
    "men": """
        James John William Thomas George Robert David Michael Richard Charles Henry Edward Daniel Paul Mark
        Andrew Joseph Peter Stephen Matthew Christopher Anthony Samuel Benjamin Alexander Patrick Francis
        Frederick Arthur Albert Philip Martin Simon Ian Colin Keith Graham Neil Kevin Alan Brian Derek Gary
        Stuart Craig Ryan Liam Jack Harry Oliver Mohammed Ahmed Ali Hassan Ibrahim Rajesh Sanjay Piotr Tomasz
        Ivan
    """,
    "women": """
        Mary Elizabeth Sarah Anne Margaret Jane Catherine Susan Helen Emma Alice Rebecca Charlotte Victoria
        Louise Claire Julie Karen Tracey Sharon Michelle Lisa Amanda Nicola Joanne Deborah Patricia Linda
        Barbara Janet Christine Jean Dorothy Florence Ethel Edith Grace Ruth Hannah Lucy Sophie Olivia Amelia
        Isla Emily Jessica Chloe Fatima Aisha Zainab Priya Anjali Agnieszka Katarzyna Olga Natalia
    """,
    "streets": """
        High Church Station Mill Park Victoria Green Manor Chapel Queens Kings York Albert Grange Springfield
        North South West School Orchard Windsor Meadow Broad Bridge London Abbey Priory Canal Quarry Cross
    """,
    "ways": """
        Road Street Lane Avenue Close Drive Terrace Crescent Way Grove
    """,
    "trades": """
        politician lawyer clergyman painter poet soldier banker botanist footballer cricketer actor physician
        engineer architect composer merchant judge historian printer sculptor novelist astronomer surveyor
        brewer
    """,
    "ranks": """
        Sir Lord Baron Earl Dr Rev Captain Lady
    """,
}
BEGINNINGS, ENDINGS, MEN, WOMEN, STREETS, WAYS, TRADES, RANKS = (words.split() for words in WORDS.values())
SHORT = {
    "Robert": "Bob",
    "William": "Bill",
    "Thomas": "Tom",
    "James": "Jim",
    "John": "Jack",
    "Richard": "Dick",
    "Michael": "Mick",
    "Edward": "Ted",
    "Margaret": "Peggy",
    "Elizabeth": "Liz",
    "Catherine": "Kate",
    "Susan": "Sue",
    "Patricia": "Pat",
    "Daniel": "Dan",
    "Christopher": "Chris",
    "Anthony": "Tony",
    "Samuel": "Sam",
    "Rebecca": "Becky",
    "Deborah": "Debbie",
    "Stephen": "Steve",
    "Andrew": "Andy",
}
KEYS = {c: near for near in ("qwert", "asdfg", "zxcvb", "yuiop", "hjkl", "nm") for c in near}


class Often:
    """Draws from a list as names are drawn in life: the first ones often, the last ones hardly ever."""

    def __init__(self, values: list[str], draw: random.Random, *, flat: float = 3.0) -> None:
        self.values, self.draw = values, draw
        self.sums = list(accumulate(1 / (n + flat) for n in range(len(values))))

    def one(self) -> str:
        return self.values[bisect(self.sums, self.draw.random() * self.sums[-1])]


class World:
    """Names, streets and places to draw from, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        surnames = [b + e for b in BEGINNINGS for e in ENDINGS] + [
            b + m + e for b in BEGINNINGS for m in ("er", "ing") for e in ENDINGS
        ]
        places = [b + e for b in reversed(BEGINNINGS) for e in ("bury", "cester", "mouth", "ford", "port")]
        self.draw.shuffle(surnames)
        self.draw.shuffle(places)
        self.surnames, self.places = Often(surnames, self.draw, flat=8), Often(places, self.draw, flat=10)
        self.names = {"m": Often(MEN, self.draw, flat=4), "f": Often(WOMEN, self.draw, flat=4)}
        self.trades = Often(TRADES, self.draw, flat=2)

    def street(self) -> str:
        name = self.draw.choice(BEGINNINGS) + self.draw.choice(ENDINGS)
        return f"{self.draw.choice(STREETS)} {name} {self.draw.choice(WAYS)}"

    def postcode(self, place: str) -> str:
        area = place[:2].upper()
        ending = self.draw.choice("ABDEFGHJLN") + self.draw.choice("PQRSTUWXYZ")
        return f"{area}{1 + hash_of(place) % 20} {self.draw.randrange(1, 10)}{ending}"

    def born(self, low: int, high: int) -> tuple[int, int, int]:
        return self.draw.randint(low, high), self.draw.randint(1, 12), self.draw.randint(1, 28)

    def slip(self, text: str) -> str:
        """One key wrong, missing, doubled or early."""
        if len(text) < 3:
            return text
        at = self.draw.randrange(1, len(text))
        how = self.draw.randrange(4)
        if how == 0:
            return text[:at] + self.draw.choice(KEYS.get(text[at].lower(), "e")) + text[at + 1 :]
        if how == 1:
            return text[:at] + text[at + 1 :]
        if how == 2:
            return text[:at] + text[at] + text[at:]
        return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


def hash_of(text: str) -> int:
    return sum((n + 1) * ord(c) for n, c in enumerate(text))


Row = dict[str, str]


# ---------------------------------------------------------------------------------------------- a register of today


def register(count: int, seed: int = 1) -> tuple[list[Row], list[str]]:
    """About `count` records and the person of each."""
    world, rows, truth = World(seed), [], []
    person = 0
    while len(rows) < count:
        for one in household(world):
            person += 1
            rows.append(entered(world, one, mistakes=0.3))
            truth.append(f"p{person}")
            again = 0
            while world.draw.random() < 0.28 and again < 6:
                again += 1
                rows.append(entered(world, moved(world, one), mistakes=1.0))
                truth.append(f"p{person}")
    return rows, truth


def household(world: World) -> list[Row]:
    """One to five people at one address; now and then a son with his father's name, or twins."""
    draw, place, surname = world.draw, world.places.one(), world.surnames.one()
    home = {"address": f"{draw.randint(1, 180)} {world.street()}", "town": place, "postcode": world.postcode(place)}
    phone = f"07{draw.randrange(10**9):09}"
    people: list[Row] = []
    for n in range(draw.choice((1, 1, 2, 2, 3, 4, 5))):
        sex = draw.choice("mf")
        year, month, day = world.born(1935, 1975) if n < 2 else world.born(1970, 2006)
        one = {
            "forename": world.names[sex].one(),
            "surname": surname,
            "sex": sex,
            "born": f"{year}-{month:02}-{day:02}",
            **home,
        }
        if n >= 2 and draw.random() < 0.06:
            one |= {"forename": people[0]["forename"], "sex": people[0]["sex"]}
        if n >= 3 and draw.random() < 0.05:
            one["born"] = people[-1]["born"]
        if n == 1 and draw.random() < 0.3:
            one["surname"] = world.surnames.one()
        one["phone"] = phone if draw.random() < 0.5 else f"07{draw.randrange(10**9):09}"
        people.append(one)
    return people


def moved(world: World, one: Row) -> Row:
    """The person at another time: moved, married, with another telephone."""
    draw, later = world.draw, dict(one)
    if draw.random() < 0.3:
        place = one["town"] if draw.random() < 0.6 else world.places.one()
        later |= {
            "address": f"{draw.randint(1, 180)} {world.street()}",
            "town": place,
            "postcode": world.postcode(place),
        }
    if one["sex"] == "f" and draw.random() < 0.06:
        later["surname"] = world.surnames.one()
    if draw.random() < 0.4:
        later["phone"] = f"07{draw.randrange(10**9):09}"
    return later


def entered(world: World, one: Row, *, mistakes: float) -> Row:
    """As somebody in a hurry keys it in."""
    draw, row = world.draw, dict(one)
    chance = lambda share: draw.random() < share * mistakes  # noqa: E731
    if chance(0.1):
        row["forename"] = SHORT.get(row["forename"], row["forename"])
    for name, share in (("forename", 0.1), ("surname", 0.12), ("address", 0.12), ("town", 0.05)):
        if chance(share):
            row[name] = world.slip(row[name])
    if chance(0.02):
        row["forename"], row["surname"] = row["surname"], row["forename"]
    year, month, day = row["born"].split("-")
    if chance(0.03) and int(day) <= 12:
        row["born"] = f"{year}-{day}-{month}"
    elif chance(0.06):
        row["born"] = draw.choice(
            (
                f"{int(year) + draw.choice((-10, -1, 1, 10))}-{month}-{day}",
                f"{year}-{month}-{draw.randint(1, 28):02}",
                f"{year}-{draw.randint(1, 12):02}-{day}",
            )
        )
    for name, share in (
        ("born", 0.06),
        ("postcode", 0.12),
        ("phone", 0.3),
        ("address", 0.08),
        ("forename", 0.02),
        ("sex", 0.05),
    ):
        if chance(share):
            row[name] = ""
    return row


# ------------------------------------------------------------------------------------------ people of long ago


def old(count: int, seed: int = 2) -> tuple[list[Row], list[str]]:
    """About `count` tellings, and whom each is about."""
    world, rows, truth = World(seed), [], []
    person = 0
    while len(rows) < count:
        person += 1
        sex = "f" if world.draw.random() < 0.15 else "m"
        place = world.places.one()
        year, month, day = world.born(1750, 1930)
        one = {
            "first_name": world.names[sex].one(),
            "middle": world.names[sex].one() if world.draw.random() < 0.4 else "",
            "surname": world.surnames.one(),
            "dob": f"{year}-{month:02}-{day:02}" if world.draw.random() < 0.85 else f"{year}-01-01",
            "birth_place": place,
            "postcode": world.postcode(place),
            "gender": {"m": "male", "f": "female"}[sex],
            "occupation": world.trades.one(),
            "rank": world.draw.choice(RANKS) if world.draw.random() < 0.25 else "",
        }
        for _telling in range(min(40, 1 + int(world.draw.expovariate(1 / 9)))):
            rows.append(told(world, one))
            truth.append(f"q{person}")
    return rows, truth


def told(world: World, one: Row) -> Row:  # noqa: C901, PLR0912  what can go wrong, one by one
    """One telling, from bad memory."""
    draw, row = world.draw, dict(one)
    bad = draw.random() ** 1.5
    chance = lambda share: draw.random() < share * 2 * bad  # noqa: E731
    if chance(0.25):
        row["first_name"] = SHORT.get(
            one["first_name"], one["first_name"][0] if draw.random() < 0.3 else one["first_name"]
        )
    if one["middle"] and chance(0.15):
        row["first_name"], row["middle"] = one["middle"], ""
    if one["rank"] and chance(0.4):
        row["surname"] = draw.choice((one["birth_place"], one["surname"] + " of " + one["birth_place"]))
    if one["gender"] == "female" and chance(0.2):
        row["surname"] = world.surnames.one()
    for name, share in (("first_name", 0.12), ("surname", 0.2), ("birth_place", 0.1), ("occupation", 0.03)):
        if chance(share):
            row[name] = world.slip(world.slip(row[name]) if draw.random() < 0.3 else row[name])
    year, month, day = one["dob"].split("-")
    if chance(0.2):
        row["dob"] = draw.choice(
            (
                f"{year}-01-01",
                f"{int(year) + draw.choice((-2, -1, 1, 2, 10))}-{month}-{day}",
                f"{year}-{month}-{draw.randint(1, 28):02}",
                f"{world.draw.randint(1750, 1930)}-{month}-{day}",
            )
        )
    if chance(0.4):
        row["postcode"] = (
            one["postcode"][:-2] + draw.choice("ABDEFGHJLN") + draw.choice("PQRSTUWXYZ")
            if draw.random() < 0.6
            else world.postcode(world.places.one())
        )
    if chance(0.15):
        row["birth_place"] = world.places.one()
    if chance(0.2):
        row["occupation"] = world.trades.one()
    full = " ".join(
        filter(
            None,
            (
                row.pop("rank") if draw.random() < 0.6 else row.pop("rank") and "",
                row["first_name"],
                row.pop("middle") if draw.random() < 0.5 else row.pop("middle") and "",
                row["surname"],
            ),
        )
    )
    row = {"full_name": full, **row}
    if chance(0.12):
        row["surname"] = ""
        row["full_name"] = row["first_name"]
    for name, share in (
        ("first_name", 0.05),
        ("dob", 0.25),
        ("birth_place", 0.2),
        ("postcode", 0.3),
        ("gender", 0.3),
        ("occupation", 0.35),
    ):
        if chance(share):
            row[name] = ""
    return row


STYLES = {"register": register, "old": old}


def write(style: str, count: int, people: Path, truth: Path) -> None:
    """The table (with `rec` as id, in an order that tells nothing) and its truth (record,cluster)."""
    rows, persons = STYLES[style](count)
    order = list(range(len(rows)))
    random.Random(5).shuffle(order)
    with (
        people.open("w", newline="", encoding="utf-8") as table,
        truth.open("w", newline="", encoding="utf-8") as known,
    ):
        lines, labels = csv.DictWriter(table, ["rec", *rows[0]]), csv.writer(known)
        lines.writeheader()
        labels.writerow(("record", "cluster"))
        for number, at in enumerate(order):
            lines.writerow({"rec": f"r{number}", **rows[at]})
            labels.writerow((f"r{number}", persons[at]))


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
