"""Three made-up forces with as many districts, beats and people as a number of crimes needs, in an installation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polias.force.models import Area, Force

DISTRICTS, BEATS, TEAM = 6, 10, 8
#: Those who investigate, for each thousand crimes of a force.
INVESTIGATORS = 1.5


@dataclass(frozen=True)
class MadeUpForce:
    """One force and its share of the crimes."""

    number: int
    letters: str
    name: str
    share: float


#: The first two are those of the tests' cast.
FORCES = {
    one.letters: one
    for one in (
        MadeUpForce(901, "NSH", "Northshire", 0.5),
        MadeUpForce(902, "EMR", "Eastmoor", 0.3),
        MadeUpForce(903, "WSV", "Westvale", 0.2),
    )
}


def settle(crimes: int) -> None:
    """The third force, and in each the districts, beats and people that so many crimes need."""
    from polias.force.actions import engage, settle_reach
    from polias.force.models import Area, Force

    since = datetime.now(UTC).date() - timedelta(days=3000)
    for one in FORCES.values():
        force, _made = Force.objects.get_or_create(
            id=one.number,
            defaults={
                "letters": one.letters,
                "slug": one.name.lower(),
                "name": one.name,
                "full_name": f"{one.name} Police",
                "invented": True,
            },
        )
        whole, _made = Area.objects.get_or_create(
            force=force, kind="force", defaults={"code": one.letters, "name": one.name, "valid_from": since}
        )
        beats = list(beats_of(force, whole, since=since))
        letters, team = one.letters, None
        for n in range(max(3, round(crimes * one.share / 1000 * INVESTIGATORS))):
            if n % TEAM == 0:
                team = engage(
                    username=f"{letters.lower()}-s{n}", name=f"Sergeant {letters} {n}", force=force, title="Sergeant",
                    roles=["supervisor"], area=beats[n % len(beats)],
                )  # fmt: skip
            engage(
                username=f"{letters.lower()}-i{n}", name=f"Constable {letters} {n}", force=force, title="Constable",
                roles=["investigator"], area=beats[n % len(beats)], supervisor=team,
            )  # fmt: skip
    settle_reach()


def beats_of(force: Force, whole: Area, *, since: date) -> Iterator[Area]:
    from polias.force.models import Area

    north = 50.0 + force.pk % 10
    for d in range(DISTRICTS):
        district = Area.objects.create(
            force=force, parent=whole, kind="district", code=f"{force.letters}-D{d}", name=f"{force.name} District {d}",
            valid_from=since,
        )  # fmt: skip
        for b in range(BEATS):
            south, west = north + d / 10, 4.0 + b / 10
            yield Area.objects.create(
                force=force, parent=district, kind="beat", code=f"{force.letters}-D{d}B{b}",
                name=f"{force.name} Beat {d}{b}", valid_from=since, south=south, west=west, north=south + 0.1,
                east=west + 0.1,
            )  # fmt: skip
