"""Which measures are offered to readers, and which of them can be counted for a force from what is published here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from polias.measures.definitions import harmed, police_uk, progress, records, waiting
from polias.measures.engine import Measure
from polias.measures.sources.reference import forces


@dataclass(frozen=True)
class Offer:
    """One measure as pages show it. `group` and `area` are its dimensions for kinds of crime and for places.

    `open_month` says that the newest month may still be going on, as in a force's own records.
    """

    measure: Measure
    group: str
    area: str
    open_month: bool

    @property
    def code(self) -> str:
        return self.measure.name


def _offer(measure: Measure, *, group: str, open_month: bool) -> Offer:
    has = measure.group_by
    return Offer(measure, group if group in has else "", "district" if "district" in has else "", open_month)


#: A force's own records first: where both are published here, they are what a figure is counted from.
OFFERS = (
    *(_offer(measure, group="offence_group", open_month=True) for measure in records.ALL),
    *(_offer(measure, group=measure.group_by[0], open_month=True) for measure in progress.ALL),
    *(_offer(measure, group="offence_group", open_month=True) for measure in harmed.ALL),
    *(_offer(measure, group="", open_month=True) for measure in waiting.ALL),
    *(_offer(measure, group="crime_type", open_month=False) for measure in police_uk.ALL),
)


def offers_for(force: str, *, datasets: Path) -> tuple[Offer, ...]:
    """Every measure that what is published of the force allows, each code once."""
    found: dict[str, Offer] = {}
    for offer in OFFERS:
        if offer.code not in found and is_published(offer.measure, force, datasets=datasets):
            found[offer.code] = offer
    return tuple(found.values())


def offer_for(code: str, force: str, *, datasets: Path) -> Offer | None:
    return next((offer for offer in offers_for(force, datasets=datasets) if offer.code == code), None)


def is_published(measure: Measure, force: str, *, datasets: Path) -> bool:
    """Whether at least one month of every dataset the measure needs is published for the force."""
    if measure.matures and force in forces() and not forces()[force].publishes_outcomes:
        return False
    return all(any((datasets / q.dataset / f"force={force}").glob("month=*")) for q in measure.quantities)


def forces_published(datasets: Path) -> tuple[str, ...]:
    """Slugs of all forces for which any measure can be counted."""
    names = {offer.measure.numerator.dataset for offer in OFFERS}
    found = {path.name.removeprefix("force=") for name in names for path in (datasets / name).glob("force=*")}
    return tuple(sorted(found))


def months_published(measure: Measure, force: str, *, datasets: Path) -> tuple[str, ...]:
    """The months for which every dataset of the measure holds the force, in order."""
    held = [
        {path.name.removeprefix("month=") for path in (datasets / q.dataset / f"force={force}").glob("month=*")}
        for q in measure.quantities
    ]
    return tuple(sorted(set.intersection(*held)))
