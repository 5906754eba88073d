"""Who lives and works in the demonstration: households, the standing cast, vehicles."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from demo.names import Sex, draw_name
from demo.places import Country
from demo.records import ForceCode, Person, SharingAgreement, Staff, Vehicle

POPULATION: dict[ForceCode, int] = {"NSH": 2300, "EMR": 1000, "WVL": 700}
# Username, surname, force, role, title, area, supervisor, signs in, who they are.
CAST = (
    ("ben", "Hartley", "NSH", "supervisor", "Detective Sergeant", "NSH-A", "", True, "Supervises Asha's team"),
    ("asha", "Desai", "NSH", "investigator", "Detective Constable", "NSH-A", "ben", True, "Investigates in Oldminster"),
    ("dev", "Malik", "NSH", "analyst", "Analyst", "NSH", "", True, "Makes and reads the figures"),
    ("erin", "Gallagher", "NSH", "panel_member", "Councillor", "NSH", "", True, "Sits on the police and crime panel"),
    ("fola", "Adeyemi", "NSH", "auditor", "Auditor", "NSH", "", True, "Reads the record of who looked at what"),
    ("gwen", "Pritchard", "NSH", "custody_sergeant", "Custody Sergeant", "NSH-A", "", True, "Runs the custody suite"),
    ("hal", "Fletcher", "NSH", "information_management", "Records Officer", "NSH", "", True, "Works the queue"),
    ("idris", "Bowen", "NSH", "control_room", "Contact Handler", "NSH", "", True, "Takes the calls"),
    ("jo", "Marshall", "NSH", "board_clerk", "Clerk to the Panel", "NSH", "", True, "Writes the panel's papers"),
    ("kit", "Sinclair", "NSH", "data_steward", "Data Steward", "NSH", "", True, "Looks after definitions"),
    ("lena", "Nowak", "NSH", "crime_registrar", "Force Crime Registrar", "NSH", "", True, "Decides what is a crime"),
    ("moira", "Reid", "NSH", "supervisor", "Sergeant", "NSH-B", "", False, "Supervises in Harrowmere"),
    ("mina", "Rahman", "NSH", "safeguarding", "Safeguarding Officer", "NSH", "", True, "Works in the safeguarding hub"),
    ("rhys", "Parry", "NSH", "investigator", "Constable", "NSH-A", "ben", False, "His records often come back"),
    ("tom", "Barker", "NSH", "investigator", "Constable", "NSH-A", "ben", False, "Investigates in Oldminster"),
    ("sana", "Iqbal", "NSH", "investigator", "Constable", "NSH-A", "ben", False, "Investigates in Oldminster"),
    ("pete", "Lowe", "NSH", "investigator", "Constable", "NSH-B", "moira", False, "Investigates in Harrowmere"),
    ("ngozi", "Okafor", "NSH", "investigator", "Constable", "NSH-B", "moira", False, "Investigates in Harrowmere"),
    ("ewan", "Munro", "NSH", "investigator", "Constable", "NSH-C", "moira", False, "Investigates in Brackenshaw"),
    ("una", "Doyle", "EMR", "supervisor", "Detective Sergeant", "EMR-A", "", False, "Supervises Carys's team"),
    ("carys", "Llewellyn", "EMR", "investigator", "Detective Constable", "EMR-A", "una", True, "Asha's equal"),
    ("nia", "Harper", "EMR", "crime_registrar", "Force Crime Registrar", "EMR", "", True, "Answers other forces"),
    ("viktor", "Zielinski", "EMR", "investigator", "Constable", "EMR-B", "una", False, "Investigates in Dunholt"),
    ("wendy", "Cox", "EMR", "control_room", "Contact Handler", "EMR", "", False, "Takes the calls in Eastmoor"),
    ("yusuf", "Rahman", "EMR", "information_management", "Records Officer", "EMR", "", True, "Works Eastmoor's queue"),
    ("zara", "Chapman", "WVL", "supervisor", "Sergeant", "WVL-A", "", False, "Supervises in Westvale"),
    ("alun", "Rees", "WVL", "investigator", "Constable", "WVL-A", "zara", False, "Investigates in Westvale"),
    ("bridie", "Quinn", "WVL", "control_room", "Contact Handler", "WVL", "", False, "Takes the calls in Westvale"),
    ("colm", "Byrne", "WVL", "information_management", "Records Officer", "WVL", "", False, "Works Westvale's queue"),
)  # fmt: skip
MODELS = (
    ("Ford", "Fiesta"), ("Ford", "Transit"), ("Vauxhall", "Corsa"), ("Volkswagen", "Golf"), ("BMW", "3 Series"),
    ("Land Rover", "Discovery"), ("Toyota", "Hilux"), ("Nissan", "Qashqai"), ("Honda", "Civic"), ("Kia", "Sportage"),
)  # fmt: skip
COLOURS = ("black", "silver", "white", "blue", "red", "grey", "green")
PLATE = "ABCDEFGHJKLMNPRSTUVWXY"
ADULT, OLDEST = 18, 93


@dataclass(frozen=True, slots=True)
class Population:
    """Everybody of one force, arranged for drawing: adults, women, offenders, those hit again and again."""

    people: tuple[Person, ...]
    by_beat: dict[str, tuple[Person, ...]]
    adults: tuple[Person, ...]
    women: tuple[Person, ...]
    offenders: tuple[Person, ...]
    often_victims: tuple[Person, ...]
    couples: tuple[tuple[Person, Person], ...]
    vehicles: dict[str, Vehicle]


def staff() -> tuple[Staff, ...]:
    """The cast and their colleagues; a username is the first name in small letters."""
    return tuple(
        Staff(name, name.capitalize(), surname, force, role, title, area, boss, signs, about)  # type: ignore[arg-type]
        for name, surname, force, role, title, area, boss, signs, about in CAST
    )


def agreement(*, first_day: date) -> SharingAgreement:
    """Northshire lends Eastmoor its open crime reports and people, and nothing of its contacts."""
    return SharingAgreement(
        key="agreement:NSH:EMR",
        title="Northshire and Eastmoor: crime reports and people",
        lender="NSH",
        borrower="EMR",
        record_types=("crime_reports", "people"),
        grade=0,
        purpose="Preventing and detecting crime across the boundary of the two forces",
        valid_from=first_day,
    )


def settle(rng: random.Random, country: Country, *, today: date) -> dict[ForceCode, Population]:
    """Fill the homes of each force with households, and give one adult in three a vehicle."""
    return {force: _population(rng, country, force, size, today) for force, size in POPULATION.items()}


def _population(rng: random.Random, country: Country, force: ForceCode, size: int, today: date) -> Population:
    people: list[Person] = []
    couples: list[tuple[Person, Person]] = []
    beats = country.beats[force]
    weights = [beat.weight for beat in beats]
    while len(people) < size:
        beat = rng.choices(beats, weights)[0]
        people += _household(
            rng, force, home=rng.choice(beat.homes).key, taken=len(people), today=today, couples=couples
        )
    people = people[:size]
    known = set(people)
    adults = [person for person in people if age_on(person, today) >= ADULT]
    suspects_age = [person for person in people if 14 <= age_on(person, today) <= 55]
    by_beat: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        by_beat[country.locations[person.home].area].append(person)
    return Population(
        people=tuple(people),
        by_beat={beat: tuple(them) for beat, them in by_beat.items()},
        adults=tuple(adults),
        women=tuple(person for person in adults if person.sex == "F"),
        offenders=tuple(rng.sample(suspects_age, size // 14)),
        often_victims=tuple(rng.sample(adults, size // 40)),
        couples=tuple(pair for pair in couples if set(pair) <= known)[: size // 20],
        vehicles=_vehicles(rng, force, adults),
    )


def _household(
    rng: random.Random, force: ForceCode, *, home: str, taken: int, today: date, couples: list[tuple[Person, Person]]
) -> list[Person]:
    """One to five people under one roof; two adults of like age are a couple."""
    oldest = min(OLDEST, max(ADULT, int(rng.triangular(19, 92, 41))))
    first = _person(rng, force, home=home, number=taken + 1, sex=_sex(rng), age=oldest, today=today)
    members = [first]
    if rng.random() < 0.62:
        other: Sex = "M" if first.sex == "F" else "F"
        age = max(ADULT, oldest + rng.randint(-6, 6))
        second = _person(rng, force, home=home, number=taken + 2, sex=other, age=age, today=today)
        members.append(second)
        couples.append((first, second) if first.sex == "F" else (second, first))
    if oldest > 24 and rng.random() < 0.45:
        for _ in range(rng.randint(1, 3)):
            age, number = rng.randint(1, min(24, oldest - 18)), taken + len(members) + 1
            members.append(_person(rng, force, home=home, number=number, sex=_sex(rng), age=age, today=today))
    return members


def _sex(rng: random.Random) -> Sex:
    return "F" if rng.random() < 0.5 else "M"


def _person(rng: random.Random, force: ForceCode, *, home: str, number: int, sex: Sex, age: int, today: date) -> Person:
    forenames, surname = draw_name(rng, sex)
    born = today - timedelta(days=int((age + rng.random()) * 365.25))
    # 07700 900000 to 900999 are kept for drama: they ring nowhere.
    phone = f"07700 900{rng.randrange(1000):03}" if age > 11 else ""
    return Person(f"person:{force}:{number:05}", force, forenames, surname, born, sex, home, phone)


def _vehicles(rng: random.Random, force: ForceCode, adults: list[Person]) -> dict[str, Vehicle]:
    """One vehicle for every third adult, by its keeper."""
    found: dict[str, Vehicle] = {}
    for number, keeper in enumerate(rng.sample(adults, len(adults) // 3), start=1):
        make, model = rng.choice(MODELS)
        letters = "".join(rng.choices(PLATE, k=5))
        plate = f"{letters[:2]}01 {letters[2:]}"
        key = f"vehicle:{force}:{number:04}"
        found[keeper.key] = Vehicle(key, force, plate, make, model, rng.choice(COLOURS), keeper.key)
    return found


def age_on(person: Person, day: date) -> int:
    """The person's age in whole years on the day."""
    born = person.date_of_birth
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
