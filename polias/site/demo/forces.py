"""The demonstration's forces, areas, staff and agreement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from demo.records import Demonstration
from demo.records import Staff as InventedStaff
from polias.force.actions import engage, settle_reach
from polias.force.models import Agreement, Area, Force, Policy, Staff
from polias.site.demo.introduction import demo_password

FIRST_NUMBER = 901
ROLES = {
    "panel_member": "member",
    "custody_sergeant": "custody",
    "information_management": "processor",
    "control_room": "operator",
    "board_clerk": "clerk",
    "data_steward": "steward",
    "crime_registrar": "registrar",
}
RECORD_TYPES = {"crime_reports": "crime.reports", "people": "pole.people"}


@dataclass
class Cast:
    """Whom and what the rows of the demonstration point at: forces by letters, areas by code, staff by username."""

    forces: dict[str, Force] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)

    def actor(self, username: str) -> int:
        """The actor's number; 0 where nobody is named."""
        return self.staff[username].pk if username else 0


def load_forces(history: Demonstration) -> Cast:
    """Make them as the owner, and settle what everybody may see."""
    cast = Cast()
    for number, one in enumerate(history.forces, start=FIRST_NUMBER):
        cast.forces[one.code] = Force.objects.create(
            id=number, letters=one.code, slug=one.name.lower(), name=one.name, full_name=one.full_name, invented=True
        )
        Policy.objects.create(
            force_id=number,
            key="quality.queue_name",
            value=one.processing_unit,
            valid_from=history.first_day,
            source="demonstration",
        )
    for area in history.areas:
        south, west, north, east = area.bounds
        cast.areas[area.code] = Area.objects.create(
            force=cast.forces[area.force],
            parent=cast.areas.get(area.parent),
            kind=area.kind,
            code=area.code,
            name=area.name,
            rural=area.rural,
            south=south,
            west=west,
            north=north,
            east=east,
            valid_from=history.first_day,
        )
    one_hash = make_password(demo_password())
    for person in sorted(history.staff, key=lambda s: bool(s.supervisor)):
        cast.staff[person.username] = _engage(person, cast, password_hash=one_hash)
    for agreement in history.agreements:
        Agreement.objects.create(
            title=agreement.title,
            lender=cast.forces[agreement.lender],
            borrower=cast.forces[agreement.borrower],
            grade=agreement.grade,
            record_types=[RECORD_TYPES[name] for name in agreement.record_types],
            purpose=agreement.purpose,
            valid_from=agreement.valid_from,
        )
    _compare_figures(cast, since=history.first_day)
    settle_reach()
    return cast


def _compare_figures(cast: Cast, *, since: date) -> None:
    """The two neighbours lend Northshire their figures, and with them none of their records."""
    for lender in ("EMR", "WVL"):
        Agreement.objects.create(
            title=f"{cast.forces[lender].name} and Northshire: figures",
            lender=cast.forces[lender],
            borrower=cast.forces["NSH"],
            record_types=["measures"],
            purpose="Comparing neighbouring forces",
            valid_from=since,
        )


def _engage(person: InventedStaff, cast: Cast, *, password_hash: str) -> Staff:
    return engage(
        username=person.username,
        name=f"{person.forenames} {person.surname}",
        force=cast.forces[person.force],
        roles=[ROLES.get(person.role, person.role)],
        title=person.title,
        password_hash=password_hash if person.signs_in else "",
        area=cast.areas.get(person.area),
        supervisor=cast.staff.get(person.supervisor),
        about=person.about,
    )
