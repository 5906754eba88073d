"""Looks over what was supplied before anything is judged by it: by kind of crime, by field, and by when it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from polias.kit.datasets.months import month_bounds
from polias.measures.definitions import harmed, police_uk, records
from polias.measures.engine import Measure, MeasureResult, PartitionUsed
from polias.measures.engine.profile import profiles
from polias.measures.results.judgement import Group
from polias.measures.results.supply import Doubt, Supply, supply_of
from polias.measures.sources.supply_events import supply_events
from polias.measures.words import _, month_name


def _marked(text: str) -> str:
    """Marks words for translation where they stand before anybody's language is known."""
    return text


@dataclass(frozen=True, kw_only=True)
class SupplyOf:
    """How the supply of one dataset is looked over: counts of `whole` by `dimension`, and of measures `beside` it.

    `columns` are those that a supply may lose, in words; rows are the same when these and `same` are, but none is that
    lacks the column `known_by`. Rows with `restricted_by` above 0 tell no details by right. `derived` are columns made
    from another one, `needed` those without which nothing can be said of most rows. `comes_once` says that a file is
    taken in when its month is over, and not renewed.
    """

    whole: Measure
    dimension: str
    beside: tuple[Measure, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    same: tuple[str, ...] = ()
    known_by: str = ""
    restricted_by: str = ""
    needed: tuple[str, ...] = ()
    derived: Mapping[str, str] = field(default_factory=dict)
    comes_once: bool = False

    @property
    def dataset(self) -> str:
        return self.whole.numerator.dataset

    def kind_of(self, measure: Measure, group: Group) -> str:
        """The name under which a figure's supply is looked over; empty for all of it."""
        if measure in self.beside:
            return measure.title
        return next((value or _("not known") for name, value in group if name == self.dimension), "")


STREET = SupplyOf(
    whole=police_uk.RECORDED_CRIME,
    dimension="crime_type",
    beside=(police_uk.ASB_INCIDENTS,),
    columns={
        "crime_id": _marked("an identifier"),
        "longitude": _marked("a place"),
        "lsoa_name": _marked("an area"),
        "crime_type": _marked("a kind of crime"),
        "last_outcome": _marked("an outcome"),
    },
    same=("location",),
    needed=("last_outcome",),
    derived={"outcome_stage": "last_outcome", "district": "lsoa_name", "is_recorded_crime": "crime_type"},
    comes_once=True,
)
#: A force's own crimes have no name outside, so that rows alike may be crimes alike: none is said to come twice.
OWN_CRIMES = SupplyOf(
    whole=records.RECORDED_CRIME,
    dimension="offence_group",
    columns={"offence_group": _marked("a kind of crime"), "district": _marked("a district")},
    restricted_by="grade",
)
#: A pseudonym is somebody's: the same one on the same day in the same kind and place, far oftener than before, is a row
#: that came twice. Of restricted crimes and people there is none, and their rows may well be alike.
OWN_VICTIMS = SupplyOf(
    whole=harmed.PEOPLE_HARMED,
    dimension="offence_group",
    columns={
        "victim": _marked("a pseudonym"),
        "recorded_on": _marked("a day"),
        "offence_group": _marked("a kind of crime"),
        "district": _marked("a district"),
    },
    same=("is_notifiable", "cancelled"),
    known_by="victim",
    restricted_by="grade",
)
SUPPLIES = {one.dataset: one for one in (STREET, OWN_CRIMES, OWN_VICTIMS)}


def look_over(
    supply: SupplyOf,
    force: str,
    *,
    by_kind: MeasureResult,
    beside: Sequence[MeasureResult] = (),
    months: Sequence[str],
    until: str = "9999-12",
) -> Supply:
    """What is doubted of a force's supply in these months. Those from `until` on are not over, and not looked at."""
    kinds = {
        group[0][1] or _("not known"): _values(by_kind, force, group, until) for group in by_kind.groups(force=force)
    }
    apart = {
        measure.title: _values(result, force, (), until) for measure, result in zip(supply.beside, beside, strict=False)
    }
    used = [one for one in by_kind.lineage if one.month < until]
    names = [*supply.columns, *supply.same]
    found = supply_of(
        months,
        {**kinds, **apart},
        whole=tuple(kinds),
        profiles=profiles(
            used,
            columns=names,
            month=supply.whole.numerator.month,
            known_by=supply.known_by,
            restricted_by=supply.restricted_by,
        ),
        columns={name: _(words) for name, words in supply.columns.items()},
        needed=supply.needed,
        looks_for_repeats=bool(supply.same),
        derived=supply.derived,
        events=supply_events(force),
    )
    early = _not_over(used) if supply.comes_once else ()
    return replace(found, doubts=tuple(sorted([*found.doubts, *early], key=lambda one: one.month)))


def _values(result: MeasureResult, force: str, group: Group, until: str) -> list[float | None]:
    return [row.value if row.month < until else None for row in result.series(force=force, group=group)]


def _not_over(used: Sequence[PartitionUsed]) -> Iterator[Doubt]:
    """A file that was taken in before its month was over cannot hold all of it."""
    for one in used:
        if one.known_from < month_bounds(one.month)[1]:
            sentence = _("The file of {month} was taken in before the month was over, so it cannot be whole.")
            yield Doubt(check="month_not_over", month=one.month, sentence=sentence.format(month=month_name(one.month)))
