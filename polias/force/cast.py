"""The standing cast of the tests: two forces, one agreement between them, and the people whose eyes we look through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from polias.force.actions import engage, settle_reach
from polias.force.models import Agreement, Area, Force, Staff
from polias.kit.models import ActorRow

PASSWORD = "northshire-lighthouse"  # noqa: S105 (of invented people, in a database that tests throw away)

# Username, name, force, role, title, supervisor. Carys has Asha's rank in the other force.
PEOPLE = (
    ("ben", "Ben Okafor", "NSH", "supervisor", "Detective sergeant", ""),
    ("asha", "Asha Verma", "NSH", "investigator", "Detective constable", "ben"),
    ("carys", "Carys Morgan", "EMR", "investigator", "Detective constable", ""),
    ("dev", "Dev Malik", "NSH", "analyst", "Analyst", ""),
    ("erin", "Erin Walsh", "NSH", "member", "Panel member", ""),
    ("fola", "Fola Adeyemi", "NSH", "auditor", "Auditor", ""),
    ("gwen", "Gwen Price", "NSH", "custody", "Custody sergeant", ""),
    ("hal", "Hal Brooks", "NSH", "processor", "Records officer", ""),
    ("idris", "Idris Cole", "NSH", "operator", "Control room operator", ""),
    ("jo", "Jo Turner", "NSH", "clerk", "Clerk to the board", ""),
    ("kit", "Kit Larsen", "NSH", "steward", "Data steward", ""),
    ("lena", "Lena Novak", "NSH", "registrar", "Force crime registrar", ""),
    ("nia", "Nia Harper", "EMR", "registrar", "Force crime registrar", ""),
)


@dataclass(frozen=True)
class World:
    """The two forces and one beat of each; look people up with ``row``."""

    northshire: Force
    eastmoor: Force
    beat: Area
    other_beat: Area

    @staticmethod
    def row(username: str) -> ActorRow:
        return ActorRow.objects.select_related("user").get(user__username=username)


def assemble() -> World:
    """Make forces, areas, agreement and cast; run as the owner role."""
    since = date(2020, 1, 1)
    forces = {
        "NSH": Force.objects.create(
            id=901, letters="NSH", slug="northshire", name="Northshire", full_name="Northshire Police", invented=True
        ),
        "EMR": Force.objects.create(
            id=902, letters="EMR", slug="eastmoor", name="Eastmoor", full_name="Eastmoor Constabulary", invented=True
        ),
    }
    beats = {letters: _areas(force, since) for letters, force in forces.items()}
    Agreement.objects.create(
        title="Northshire and Eastmoor: people and crimes",
        lender=forces["NSH"],
        borrower=forces["EMR"],
        grade=0,
        record_types=["pole.people", "crime.reports"],
        purpose="Offenders cross the county line.",
        valid_from=since,
    )
    staff: dict[str, Staff] = {}
    one_hash = make_password(PASSWORD)
    for username, name, letters, role, title, supervisor in PEOPLE:
        staff[username] = engage(
            username=username,
            name=name,
            force=forces[letters],
            roles=[role],
            title=title,
            password_hash=one_hash,
            area=beats[letters],
            supervisor=staff.get(supervisor),
        )
    settle_reach()
    return World(forces["NSH"], forces["EMR"], beats["NSH"], beats["EMR"])


def _areas(force: Force, since: date) -> Area:
    """One district with one beat, a square of a tenth of a degree in the open sea."""
    north = 56.0 + force.pk % 10 / 10
    whole = Area.objects.create(force=force, kind="force", code=force.letters, name=force.name, valid_from=since)
    district = Area.objects.create(
        force=force,
        parent=whole,
        kind="district",
        code=f"{force.letters}-A",
        name=f"{force.name} North",
        valid_from=since,
    )
    return Area.objects.create(
        force=force,
        parent=district,
        kind="beat",
        code=f"{force.letters}-A1",
        name=f"{force.name} Harbour",
        valid_from=since,
        south=north,
        west=3.0,
        north=north + 0.1,
        east=3.1,
    )
