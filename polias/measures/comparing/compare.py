"""One comparison: every side's rate with its interval, averages without the side itself, funnel, ranks and changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polias.measures.comparing.sides import Side
from polias.measures.engine.stats.comparison import change_pct, of_a_rate, weighted_average, wilson
from polias.measures.engine.stats.funnel import Funnel, FunnelSettings, Kind, funnel
from polias.measures.engine.stats.ranks import First, Rank, ranks


@dataclass(frozen=True)
class Row:
    """One side as it is written. Ranks begin with 1 for the lowest or the highest rate, as asked; None where not known.

    ``others`` is the average of all others, ``group_others`` of those in its group. ``score`` is how many deviations it
    lies from all, the spread between them included; ``verdict`` says whether that is more than the spread explains.
    ``alike`` names those from which it cannot be told apart, ``group_alike`` those in its group.
    """

    area: str
    until: str
    months: int | None
    events: float
    people: float
    rate: float
    low: float
    high: float
    others: float | None
    group_others: float | None
    previous: float | None
    change_pct: float | None
    rank: int
    rank_low: int
    rank_high: int
    of: int
    group_rank: int | None
    group_rank_low: int | None
    group_rank_high: int | None
    group_of: int | None
    group_alike: str
    score: float | None
    verdict: str
    alike: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """All sides, the funnel of all of them (None where they are too few), and who is in the group."""

    rows: tuple[Row, ...]
    funnel: Funnel | None
    group: frozenset[str]
    per: float
    first: First
    kind: Kind

    def row(self, area: str) -> Row:
        return next(row for row in self.rows if row.area == area)

    @property
    def outliers(self) -> list[Row]:
        return [row for row in self.rows if row.verdict in ("above", "below")]


def compare(
    sides: Sequence[Side],
    *,
    group: Sequence[str] = (),
    kind: Kind = "rate",
    per: float = 1000,
    first: First = "lowest",
    settings: FunnelSettings | None = None,
) -> Comparison:
    """The comparison of these sides, of which those named in ``group`` are also held against each other."""
    settings = settings or FunnelSettings()
    events, people = [side.events for side in sides], [side.people for side in sides]
    judged = funnel(events, people, kind=kind, settings=settings) if len(sides) > 1 else None
    members = [place for place, side in enumerate(sides) if side.name in group]
    of_all = _ranked(sides, judged, kind=kind, first=first)
    of_group = _ranked([sides[place] for place in members], judged, kind=kind, first=first)
    enough = judged if len(sides) >= settings.least else None
    sight = _Sight(sides, members, enough, kind, per, dict(zip(members, of_group, strict=True)))
    return Comparison(
        rows=tuple(sight.row(place, rank) for place, rank in enumerate(of_all)),
        funnel=enough,
        group=frozenset(sides[place].name for place in members),
        per=per,
        first=first,
        kind=kind,
    )


def _ranked(sides: Sequence[Side], judged: Funnel | None, *, kind: Kind, first: First) -> list[Rank]:
    if not sides:
        return []
    events, people = [side.events for side in sides], [side.people for side in sides]
    return ranks(events, people, kind=kind, spread=judged, first=first)


@dataclass(frozen=True)
class _Sight:
    """All that is needed to write one row: every side, the places of the group, the funnel, ranks in the group."""

    sides: Sequence[Side]
    members: Sequence[int]
    judged: Funnel | None
    kind: Kind
    per: float
    of_group: Mapping[int, Rank]

    def row(self, place: int, rank: Rank) -> Row:
        side, in_group = self.sides[place], self.of_group.get(place)
        low, high = (wilson if self.kind == "share" else of_a_rate)(side.events, side.people)
        return Row(
            area=side.name,
            until=side.until,
            months=side.months,
            events=side.events,
            people=side.people,
            rate=self.per * side.events / side.people,
            low=self.per * low,
            high=self.per * high,
            others=self._average(range(len(self.sides)), without=place),
            group_others=self._average(self.members, without=place) if in_group else None,
            previous=side.previous,
            change_pct=None if side.previous is None else change_pct(side.events, side.previous),
            rank=rank.rank,
            rank_low=rank.low,
            rank_high=rank.high,
            of=rank.of,
            group_rank=in_group.rank if in_group else None,
            group_rank_low=in_group.low if in_group else None,
            group_rank_high=in_group.high if in_group else None,
            group_of=in_group.of if in_group else None,
            group_alike=self._names([self.members[other] for other in in_group.alike]) if in_group else "",
            score=self.judged.scores[place] if self.judged else None,
            verdict=self.judged.verdict(place) if self.judged else "",
            alike=self._names(rank.alike),
        )

    def _names(self, places: Sequence[int]) -> str:
        return "|".join(self.sides[place].name for place in places)

    def _average(self, places: Sequence[int], *, without: int) -> float | None:
        others = [self.sides[place] for place in places if place != without]
        if not others:
            return None
        return self.per * weighted_average([one.events for one in others], [one.people for one in others])
