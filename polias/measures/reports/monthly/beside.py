"""A line beside other forces: twelve months to date and before, rates, ranks, and the end of each side.

Other forces are often published later. Each is counted over its own last twelve months, at most three behind the
report's, and every end is told; one that lacks a month is left out with the reason. Where no twelve months can be
compared it is the longest shorter span that all forces with three months in a row have: the same
months of each, since a part of a year has its season, and against the same months of the year before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from polias.manifest import current_partitions
from polias.measures.comparing.compare import compare
from polias.measures.comparing.groups import Group as SimilarForces
from polias.measures.comparing.groups import most_similar
from polias.measures.comparing.sentences import few
from polias.measures.comparing.sides import YEAR, Months, Side, Sides, from_months
from polias.measures.definitions import police_uk
from polias.measures.engine import Measure, MeasureResult, compute, compute_all
from polias.measures.engine.months import shifted, span
from polias.measures.engine.stats.comparison import change_pct, number_up
from polias.measures.engine.stats.ranks import Rank, ranks_of_changes
from polias.measures.results.judgement import Group
from polias.measures.results.supply import Supply
from polias.measures.sources.ons.held import Population, populations
from polias.measures.sources.reference import forces
from polias.measures.supply.looking import STREET, look_over
from polias.measures.words import _, month_name

#: A side that ends longer before the report's month than this says too little of it.
LATEST = 3
#: Fewer months in a row than these are not compared.
LEAST = 3
#: Kinds of crime and the whole, by the group of the line.
LineKey = tuple[str, str | None]
WHOLE: LineKey = (police_uk.RECORDED_CRIME.name, None)


@dataclass(frozen=True)
class Ranked:
    """A rank among forces, 1 for the lowest, with its interval and the names of those it cannot be told apart from."""

    rank: int
    low: int
    high: int
    of: int
    alike: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One line beside other forces. ``ends`` has the force's own end first; what is not known is None or empty.

    It is over ``months``, and against the twelve months before or, of a shorter span, the same months a year earlier;
    ``why_shorter`` says why it is not twelve. ``rate``, ``rate_low`` and ``rate_high`` are for each 1,000 people, of
    whom ``people`` says how many and when.
    ``group_rate`` and ``others_rate`` are the averages of the others of the group, and of all others.
    """

    until: str
    events: float
    previous: float | None
    change_pct: float | None
    rate: float | None = None
    rate_low: float | None = None
    rate_high: float | None = None
    people: Population | None = None
    group_rate: float | None = None
    others_rate: float | None = None
    rank_of_rate: Ranked | None = None
    rank_of_rate_in_group: Ranked | None = None
    rank_of_change: Ranked | None = None
    rank_of_change_in_group: Ranked | None = None
    up: int = 0
    changes_known: int = 0
    verdict: str = ""
    group: SimilarForces | None = None
    ends: tuple[tuple[str, tuple[str, ...]], ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    months: int = YEAR
    why_shorter: str = ""

    @property
    def stands_on(self) -> frozenset[str]:
        """The months of the force's own that it is counted from."""
        own = span(shifted(self.until, 1 - self.months), self.until)
        return frozenset(own) | {shifted(month, -YEAR) for month in own}


@dataclass(frozen=True)
class _Around:
    """What every line of one report shares: force, month, group, people of each force, and of whom too few is held.

    ``months`` are compared; fewer than twelve for the reason ``why_shorter``.
    """

    own: str
    month: str
    group: SimilarForces | None
    people: Mapping[str, Population]
    too_few: Mapping[str, str]
    months: int = YEAR
    why_shorter: str = ""

    def sides(self, areas: Mapping[str, Months]) -> Sides:
        """Each with its own end over twelve months; over fewer, all to the report's month."""
        if self.months == YEAR:
            return from_months(areas)
        return from_months(areas, length=self.months, until=self.month, back=YEAR)


@dataclass(frozen=True)
class BesideOthers:
    """Lines by measure and kind of crime; where there are none though others are loaded, ``why_not`` says why."""

    lines: Mapping[LineKey, Beside]
    why_not: str = ""


def beside_others(force: str, month: str, *, datasets: Path, as_at: datetime | None = None) -> BesideOthers:
    """Every line of a force that twelve months of it and of others allow, or else a shorter span of all."""
    counting = _Counting(month, datasets, as_at)
    over_year = _over_a_year(force, counting)
    if over_year.lines or not over_year.why_not:
        return over_year
    return _over_a_shorter_span(force, counting, why=over_year.why_not) or over_year


def _over_a_year(force: str, counting: _Counting) -> BesideOthers:
    month = counting.month
    enough, too_few = _held(counting.datasets, month)
    if force not in enough:
        words = _("twelve months of {force} in a row are needed, and {reason}")
        reason = too_few.get(force, _("none is loaded"))
        return BesideOthers(
            {}, words.format(force=_title(force), reason=reason) if len({*enough, *too_few}) > 1 else ""
        )
    if len(enough) < 2:
        words = _("no other has twelve months in a row: {names}")
        return BesideOthers({}, words.format(names=_by_reason(too_few)) if too_few else "")
    areas = counting.areas(force, [one for one in enough if one != force])
    around = _Around(
        force, month, most_similar(force, month=month), populations(counting.datasets, near=month), too_few
    )
    lines = _lines(around, areas)
    return BesideOthers(lines, "" if lines else _why_none(around, areas[WHOLE]))


def _over_a_shorter_span(force: str, counting: _Counting, *, why: str) -> BesideOthers | None:
    """The longest span that all forces share which have a few months in a row up to one of the last; by most forces."""
    month, held = counting.month, _months_held(counting.datasets, counting.month)
    latest = span(shifted(month, -LATEST), month)
    areas = counting.areas(force, [one for one, months in held.items() if one != force and max(months) >= latest[0]])
    runs = {end: _in_a_row(areas[WHOLE], end) for end in latest}
    until = max(latest, key=lambda end: (len(runs[end]) if force in runs[end] else 0, end))
    sharing = runs[until]
    if force not in sharing or len(sharing) < 2:
        return None
    words = _("fewer than {least} months in a row up to {month} are known")
    too_few = dict.fromkeys(sorted({*held} - {*sharing}), words.format(least=LEAST, month=month_name(until)))
    people = populations(counting.datasets, near=until)
    months = min(YEAR - 1, *sharing.values())
    around = _Around(force, until, most_similar(force, month=until), people, too_few, months=months, why_shorter=why)
    lines = _lines(around, {key: {name: one[name] for name in sharing if name in one} for key, one in areas.items()})
    return BesideOthers(lines) if lines else None


def _in_a_row(areas: Mapping[str, Months], last: str) -> dict[str, int]:
    """How many months up to the last are known of each force without a gap, where they are enough."""
    runs = {}
    for name, months in areas.items():
        run = 0
        while months.get(shifted(last, -run), (None, None))[0] is not None:
            run += 1
        if run >= LEAST:
            runs[name] = run
    return runs


@dataclass(frozen=True)
class _Counting:
    """From what the lines of all forces are counted, once for each set of forces."""

    month: str
    datasets: Path
    as_at: datetime | None

    def areas(self, force: str, others: Sequence[str]) -> dict[LineKey, dict[str, Months]]:
        """By line, the months of each force; the kinds are those of the force itself."""
        asked: dict[str, Any] = {
            "forces": [force, *others],
            "months": span(shifted(self.month, 1 - 2 * YEAR - LATEST), self.month),
            "as_at": self.as_at,
        }
        counted: list[Measure] = [police_uk.RECORDED_CRIME, police_uk.ASB_INCIDENTS]
        whole, incidents = compute_all(counted, self.datasets, **asked)
        by_type = compute(police_uk.RECORDED_CRIME, self.datasets, **asked, group_by=("crime_type",))
        supplies = {one: _supply(one, by_type, incidents) for one in asked["forces"]}
        found: dict[LineKey, dict[str, Months]] = {
            (measure.name, None): _months(result, (), measure, supplies)
            for measure, result in zip(counted, (whole, incidents), strict=True)
        }
        for group in by_type.groups(force=force):
            found[WHOLE[0], group[0][1]] = _months(by_type, group, police_uk.RECORDED_CRIME, supplies)
        return found


def _lines(around: _Around, areas: Mapping[LineKey, Mapping[str, Months]]) -> dict[LineKey, Beside]:
    found = {key: _line(around, months) for key, months in areas.items()}
    return {key: one for key, one in found.items() if one is not None}


def _why_none(around: _Around, areas: Mapping[str, Months]) -> str:
    """Which months are lacking: of the force itself, else of every other."""
    found = from_months(areas)
    own = next((side for side in found.sides if side.name == around.own), None)
    if own is None or own.until != around.month:
        ends = _("they end in {month}").format(month=month_name(own.until)) if own else ""
        reason = found.left_out.get(around.own, ends)
        return _("of the twelve months of {force}: {reason}").format(force=_title(around.own), reason=reason)
    return _("no other has twelve months in a row: {names}").format(names=_by_reason(found.left_out))


def _by_reason(left_out: Mapping[str, str]) -> str:
    """Each reason once, with the names of those it holds of before it."""
    names: dict[str, list[str]] = {}
    for name, reason in sorted(left_out.items()):
        names.setdefault(reason, []).append(_title(name))
    return "; ".join(f"{few(those)} ({reason})" for reason, those in names.items())


def _held(datasets: Path, month: str) -> tuple[list[str], dict[str, str]]:
    """Forces of which twelve months are held that are not too old, looked at closely later; the others with why not."""
    recent = span(shifted(month, 1 - YEAR - LATEST), month)
    enough, too_few = [], {}
    for force, months in sorted(_months_held(datasets, month).items()):
        late, count = max(months), sum(one in recent for one in months)
        if count >= YEAR:
            enough.append(force)
        elif late < shifted(month, -LATEST):
            too_few[force] = _("it ends in {month}").format(month=month_name(late))
        else:
            words = _("only {count} of the {last} months up to {month} are loaded")
            too_few[force] = words.format(count=count, last=len(recent), month=month_name(month))
    return enough, too_few


def _months_held(datasets: Path, month: str) -> dict[str, list[str]]:
    """By force the months up to this one of which anything is held."""
    held: dict[str, list[str]] = {}
    for _folder, manifest in current_partitions(datasets, dataset=police_uk.DATASET):
        if manifest.keys["month"] <= month and manifest.keys["force"] in forces():
            held.setdefault(manifest.keys["force"], []).append(manifest.keys["month"])
    return held


def _supply(force: str, by_type: MeasureResult, incidents: MeasureResult) -> Supply:
    """What is doubted of a force's counts; its files are not opened again, as those of the force itself are."""
    return look_over(
        STREET,
        force,
        by_kind=replace(by_type, lineage=()),
        beside=[replace(incidents, lineage=())],
        months=by_type.months,
    )


def _months(result: MeasureResult, group: Group, measure: Measure, supplies: Mapping[str, Supply]) -> dict[str, Months]:
    """Each force's months; one whose supply is doubted is not known, so that no sum has it in."""
    kind, names = STREET.kind_of(measure, group), [name for name, _value in group]
    doubted = {force: supply.gaps(measure, kind=kind, group_by=names) for force, supply in supplies.items()}
    found: dict[str, dict[str, tuple[float | None, float | None]]] = {}
    for row in result.rows:
        if row.group == group:
            value = None if row.month in doubted[row.force] else row.value
            found.setdefault(row.force, {})[row.month] = (value, 1.0)
    return dict(found)


def _line(around: _Around, areas: Mapping[str, Months]) -> Beside | None:
    """None where the force itself lacks one of the months, or no other can be held against it."""
    found = around.sides(areas)
    # Of whom twelve of the last fifteen months are held, nobody ends longer before than three.
    sides = {side.name: side for side in found.sides}
    own = sides.get(around.own)
    if own is None or own.until != around.month or len(sides) < 2:
        return None
    left_out = {_title(name): reason for name, reason in {**found.left_out, **around.too_few}.items()}
    changes = [side for side in sides.values() if side.previous]
    up, known = number_up(_change(side) for side in changes)
    line = Beside(
        until=own.until,
        events=own.events,
        previous=own.previous,
        change_pct=_change(own),
        rank_of_change=_rank_of_change(around, changes),
        rank_of_change_in_group=_rank_of_change(around, _in_group(around, changes)),
        up=up,
        changes_known=known,
        group=around.group,
        ends=_ends(own, sides),
        left_out=tuple(sorted(left_out.items())),
        months=around.months,
        why_shorter=around.why_shorter,
    )
    return _with_rates(line, around, sides)


def _change(side: Side) -> float | None:
    return None if side.previous is None else change_pct(side.events, side.previous)


def _in_group(around: _Around, sides: Sequence[Side]) -> list[Side]:
    members = {around.own, *around.group.members} if around.group else set()
    return [side for side in sides if side.name in members]


def _rank_of_change(around: _Around, sides: Sequence[Side]) -> Ranked | None:
    """The force among these by its change; None where it or every other has none."""
    names = [side.name for side in sides]
    if around.own not in names or len(names) < 2:
        return None
    ranked = ranks_of_changes([side.events for side in sides], [side.previous or 0 for side in sides])
    return _ranked(ranked[names.index(around.own)], names)


def _ranked(rank: Rank, names: Sequence[str]) -> Ranked:
    return Ranked(rank.rank, rank.low, rank.high, rank.of, tuple(_title(names[other]) for other in rank.alike))


def _with_rates(line: Beside, around: _Around, sides: Mapping[str, Side]) -> Beside:
    """The same with rates for each 1,000 people, of those whose people are known."""
    peopled = [
        replace(side, people=around.people[side.name].people) for side in sides.values() if side.name in around.people
    ]
    if around.own not in around.people or len(peopled) < 2:
        return line
    members = [side.name for side in _in_group(around, peopled)]
    found = compare(peopled, group=members)
    row = found.row(around.own)
    in_group = (row.group_rank, row.group_rank_low, row.group_rank_high, row.group_of)
    return replace(
        line,
        rate=row.rate,
        rate_low=row.low,
        rate_high=row.high,
        people=around.people[around.own],
        group_rate=row.group_others,
        others_rate=row.others,
        rank_of_rate=Ranked(row.rank, row.rank_low, row.rank_high, row.of, _titles(row.alike)),
        rank_of_rate_in_group=Ranked(*in_group, _titles(row.group_alike)) if len(members) > 1 else None,  # type: ignore[arg-type]
        verdict=row.verdict,
    )


def _ends(own: Side, sides: Mapping[str, Side]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_end: dict[str, list[str]] = {}
    for side in sides.values():
        if side.name != own.name:
            by_end.setdefault(side.until, []).append(_title(side.name))
    return ((own.until, (_title(own.name),)), *((end, tuple(sorted(names))) for end, names in sorted(by_end.items())))


def _titles(joined: str) -> tuple[str, ...]:
    return tuple(_title(name) for name in joined.split("|") if name)


def _title(slug: str) -> str:
    known = forces().get(slug)
    return known.title if known else slug
