"""Whether a month was supplied whole: a fall of all kinds at once, a kind that stopped, a field that emptied, rows that
come twice, a level that jumps on a declared day.

Each function looks at numbers alone, oldest month first, and gives the places of the months that it doubts. A month is
held against those before it and never against later ones, so that a finding stays what it was when the month was new;
only the very first, which has none before it, is held against the next.
The thresholds were chosen on made-up series; `benchmarks/supply.py` measures false alarms and hits.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polias.measures.engine.stats.exceptions import MonthJudged

Values = Sequence[float | None]


@dataclass(frozen=True)
class SupplySettings:
    """What a month is held against, and what is too much.

    `back` months at most are looked at, `recent` of them taken, and `least` are needed. A fall of all kinds is one by
    the share `fall` at least in which `alike` of the kinds have part: `below` standard deviations by three earlier
    years, else `beyond` those of the months before, at most `unknown_spread` each; while fewer than `least` are known,
    one by `young_fall`. A kind counts from `small` a month on, and has stopped when so few would come by chance less
    often than `by_chance`. A field has emptied by `emptied` of the rows. Rows come twice by `repeated` more than
    before, or by `half_twice` while nothing is known of before. A level jumps by `jump` and by `jump_beyond` errors.
    """

    back: int = 12
    recent: int = 6
    least: int = 3
    fall: float = 0.12
    young_fall: float = 0.5
    below: float = 3.5
    beyond: float = 4.5
    unknown_spread: float = 0.064
    alike: float = 0.8
    small: float = 5.0
    by_chance: float = 0.001
    left: float = 0.2
    emptied: float = 0.15
    repeated: float = 0.05
    half_twice: float = 0.45
    jump: float = 0.10
    jump_beyond: float = 4.0


DEFAULT = SupplySettings()
#: From here on a month can be judged by its own earlier years (`exceptions.py`).
THREE_YEARS = 37


@dataclass(frozen=True)
class Fall:
    """All kinds fell in one month: by which share of what was usual, of how many kinds how many."""

    place: int
    share: float
    falling: int
    kinds: int
    usual: float
    found: float


@dataclass(frozen=True)
class Stop:
    """A kind that used to come and does not: the month, since when, and what was usual."""

    place: int
    since: int
    kind: str
    usual: float
    found: float


@dataclass(frozen=True)
class Shift:
    """A share that is not what it was in earlier months: of rows with a field filled, or of rows that come twice."""

    place: int
    usual: float
    found: float


@dataclass(frozen=True)
class Jump:
    """A level that differs from a declared month on: by which share, over how many months on either side."""

    place: int
    share: float
    before: int
    after: int


@dataclass
class _Doubts:
    """Which months are doubted so far; they do not say what is usual, until they are all that is left."""

    settings: SupplySettings
    doubted: set[int] = field(default_factory=set)

    def earlier(self, place: int, known: Collection[int]) -> list[int]:
        window = [one for one in range(max(0, place - self.settings.back), place) if one in known]
        sound = [one for one in window if one not in self.doubted]
        if len(window) < self.settings.least:
            return sound or window
        # What has lasted so long that hardly anything else is left is the new level, and no fault of supply any more.
        return (sound if len(sound) >= self.settings.least else window)[-self.settings.recent :]


def fell_together(
    kinds: Mapping[str, Values], *, settings: SupplySettings = DEFAULT, sound: Collection[int] = ()
) -> list[Fall]:
    """Months in which nearly every kind is far below both the months before and the same month of the year before.

    What happens in the world seldom moves all kinds alike; a supply that is not whole does. `sound` are months that
    somebody has shown to be right all the same.
    """
    places = range(max((len(values) for values in kinds.values()), default=0))
    known = {place for place in places if all(values[place] is not None for values in kinds.values())}
    totals = [sum(float(v[place] or 0) for v in kinds.values()) if place in known else None for place in places]
    by_years = _by_earlier_years(totals)
    doubts, found = _Doubts(settings), []
    changes: list[float] = []
    for place in sorted(known):
        earlier = doubts.earlier(place, known)
        year, is_young = by_years.get(place), len(earlier) < settings.least
        beside = earlier or _next(place, known, settings)
        if not beside:
            continue
        usual = {kind: _usual(v, place, beside, known, lower=year is None) for kind, v in kinds.items()}
        month = _Month.of(kinds, place, usual, len(beside), settings)
        if len(month.usual) < settings.least:
            continue
        if is_young:
            is_far = month.change < math.log(1 - settings.young_fall)
        else:
            is_far = month.is_far_below(year, settings) if year else month.is_far_beyond(changes, settings)
        is_fall = is_far and month.is_alike(settings)
        if is_fall and place not in sound:
            found.append(month.as_fall())
            doubts.doubted.add(place)
        elif not is_fall and not is_young:
            changes.append(month.change)
    return found


def _next(place: int, known: Collection[int], settings: SupplySettings) -> list[int]:
    """The months after the very first, which has none before it; none while they are too few to tell."""
    later = [one for one in range(place + 1, place + 1 + settings.recent) if one in known]
    return later if len(later) >= settings.least else []


@dataclass(frozen=True)
class _Month:
    """One month against what was usual before it, by kind; kinds too small to tell are left out."""

    place: int
    usual: Mapping[str, float]
    now: Mapping[str, float]
    recent: int

    @classmethod
    def of(
        cls, kinds: Mapping[str, Values], place: int, usual: Mapping[str, float], recent: int, by: SupplySettings
    ) -> _Month:
        large = {kind: number for kind, number in usual.items() if number >= by.small}
        return cls(place, large, {kind: float(kinds[kind][place] or 0) for kind in large}, recent)

    @property
    def expected(self) -> float:
        return sum(self.usual.values())

    @property
    def total(self) -> float:
        return sum(self.now.values())

    @property
    def change(self) -> float:
        """The logarithm of the total over what was usual."""
        return math.log((self.total + 0.5) / (self.expected + 0.5))

    @property
    def falling(self) -> int:
        return sum(self.now[kind] < usual for kind, usual in self.usual.items())

    def is_alike(self, settings: SupplySettings) -> bool:
        """Whether nearly all kinds fell, and the middle one of them by half of what counts as a fall."""
        typical = median(self.now[kind] / usual for kind, usual in self.usual.items())
        return self.falling >= settings.alike * len(self.usual) and 1 - typical > settings.fall / 2

    def is_far_below(self, year: MonthJudged, settings: SupplySettings) -> bool:
        """Whether the total is far below what its own earlier years have one expect (rule E), and by a share."""
        assert year.z is not None
        assert year.expected is not None
        assert year.value is not None
        return year.z < -settings.below and year.value < (1 - settings.fall) * year.expected

    def is_far_beyond(self, changes: Sequence[float], settings: SupplySettings) -> bool:
        """The same with fewer years: by its own earlier changes, by chance, and at least by a share."""
        spread = settings.unknown_spread
        if len(changes) >= settings.back:
            usually = median(changes)
            spread = min(spread, 1.4826 * median(abs(one - usually) for one in changes))
        by_chance = math.sqrt((1 + math.pi / 2 / self.recent) / max(self.expected, 1.0))
        return -self.change > max(-math.log(1 - settings.fall), settings.beyond * max(spread, by_chance))

    def as_fall(self) -> Fall:
        lost = 1 - self.total / self.expected
        return Fall(self.place, lost, self.falling, len(self.usual), self.expected, self.total)


def _by_earlier_years(totals: Values) -> dict[int, MonthJudged]:
    """The months that have three years before them, judged by those."""
    from polias.measures.engine.stats.exceptions import exceptions_of_many

    if len(totals) <= THREE_YEARS:
        return {}
    (judged,) = exceptions_of_many([totals], start=THREE_YEARS)
    return {THREE_YEARS + place: one for place, one in enumerate(judged) if one.why_not is None}


def _usual(values: Values, place: int, earlier: Sequence[int], known: Collection[int], *, lower: bool) -> float:
    """Last year's month, as much more or less as the months before are than theirs; their median while there is none.

    The `lower` of the two makes a fall neither of a season nor of a trend. What fell last year too is a season.
    """
    recent = median(float(values[one] or 0) for one in earlier)
    pairs = [(float(values[one] or 0), float(values[one - 12] or 0)) for one in earlier if one - 12 in known]
    if place - 12 not in known or len(pairs) < len(earlier) or not sum(then for _now, then in pairs):
        return recent
    grown = sum(now for now, _then in pairs) / sum(then for _now, then in pairs)
    last_year = float(values[place - 12] or 0) * grown
    return min(recent, last_year) if lower else last_year


def stopped(
    kinds: Mapping[str, Values],
    *,
    settings: SupplySettings = DEFAULT,
    doubted: Collection[int] = (),
    sound: Collection[tuple[str, int]] = (),
) -> list[Stop]:
    """Months in which a kind that came every month has no row, or next to none. `doubted` months are passed over."""
    return sorted(
        (
            stop
            for kind, values in kinds.items()
            for stop in _stops(kind, values, settings, doubted, {place for name, place in sound if name == kind})
        ),
        key=lambda stop: (stop.place, stop.kind),
    )


def _stops(
    kind: str, values: Values, settings: SupplySettings, passed_over: Collection[int], sound: Collection[int]
) -> list[Stop]:
    known = {place for place, value in enumerate(values) if value is not None and place not in passed_over}
    doubts, found, since = _Doubts(settings), [], None
    for place in sorted(known):
        earlier = doubts.earlier(place, known)
        now = float(values[place] or 0)
        before = [float(values[one] or 0) for one in earlier]
        if len(before) >= settings.least and min(before) > 0 and _is_end(now, before, settings) and place not in sound:
            since = place if since is None else since
            found.append(Stop(place, since, kind, median(before), now))
            doubts.doubted.add(place)
        else:
            since = None
    return found


def _is_end(now: float, before: Sequence[float], settings: SupplySettings) -> bool:
    mean = sum(before) / len(before)
    if mean < settings.small or now > settings.left * mean:
        return False
    spread = sum((one - mean) ** 2 for one in before) / (len(before) - 1) / mean
    return _chance_of_so_few(now, mean, spread) < (settings.by_chance if now == 0 else settings.by_chance / 10)


def _chance_of_so_few(now: float, mean: float, dispersion: float) -> float:
    """Of `now` or fewer, where counts vary `dispersion` times as much as chance alone has them."""
    from scipy import stats

    if dispersion <= 1:
        return float(stats.poisson.cdf(now, mean))
    return float(stats.nbinom.cdf(now, mean / (dispersion - 1), 1 / dispersion))


def emptied(filled: Values, *, settings: SupplySettings = DEFAULT) -> list[Shift]:
    """Months in which far fewer rows have a field filled than before; `filled` are shares of rows, 0 to 1."""
    return _shifted(filled, settings, lambda now, usual, spread: usual - now > max(settings.emptied, 5 * spread))


def repeated(twice: Values, *, settings: SupplySettings = DEFAULT) -> list[Shift]:
    """Months in which far more rows come twice than before; `twice` are shares of rows, 0 to 1."""
    found = _shifted(twice, settings, lambda now, usual, spread: now - usual > max(settings.repeated, 5 * spread))
    # Without months to compare with, so many are too many by any measure: of a file that comes twice, half do.
    first = [place for place, share in enumerate(twice) if share is not None][: settings.least]
    many = [Shift(place, 0.0, share) for place in first if (share := twice[place] or 0) >= settings.half_twice]
    return sorted({*found, *many}, key=lambda one: one.place)


def _shifted(shares: Values, settings: SupplySettings, is_too_much: object) -> list[Shift]:
    assert callable(is_too_much)
    known = {place for place, share in enumerate(shares) if share is not None}
    doubts, found = _Doubts(settings), []
    for place in sorted(known):
        before = [float(shares[one] or 0) for one in doubts.earlier(place, known)]
        if len(before) < settings.least:
            continue
        usual, now = median(before), float(shares[place] or 0)
        spread = 1.4826 * median(abs(one - usual) for one in before)
        if is_too_much(now, usual, spread):
            found.append(Shift(place, usual, now))
            doubts.doubted.add(place)
    return found


def jumped(
    values: Values, begins: int, *, settings: SupplySettings = DEFAULT, doubted: Collection[int] = ()
) -> Jump | None:
    """Whether the level differs from the month `begins` on, in which a new system came in; None where it does not.

    Up to a year on either side is compared, after their season where the year before the first is known.
    """
    known = {place for place, value in enumerate(values) if value is not None and place not in doubted}
    before = [place for place in range(max(0, begins - settings.back), begins) if place in known]
    after = [place for place in range(begins, min(len(values), begins + settings.back)) if place in known]
    if len(before) < settings.least or not after:
        return None
    then = [_level(values[place]) for place in before]
    now = [_level(values[place]) for place in after]
    # The same months of the year before, where there are any: what differs from them is no season.
    same = [_level(values[place - 12]) for place in after if place - 12 in known and place - 12 < begins]
    base = same if len(same) == len(after) else then
    change = fmean(now) - fmean(base) - (_drift(values, begins, known, settings) if base is same else 0.0)
    steps = [abs(b - a) for a, b in itertools.pairwise(then)]
    mean = fmean(float(values[place] or 0) for place in before)
    spread = max(1.4826 * median(steps) / math.sqrt(2), 1 / math.sqrt(max(mean, 0.5)))
    error = spread * math.sqrt(1 / len(base) + 1 / len(now))
    if abs(change) < math.log1p(settings.jump) or abs(change) < settings.jump_beyond * error:
        return None
    return Jump(begins, math.expm1(change), len(base), len(now))


def _drift(values: Values, begins: int, known: Collection[int], settings: SupplySettings) -> float:
    """By how much the level moved in the year before the new system, which it may have gone on doing."""
    back, least = settings.back, 3 * settings.back // 4
    years = [[p for p in range(begins - n * back, begins - (n - 1) * back) if p in known] for n in (1, 2)]
    if min(map(len, years)) < least:
        return 0.0
    last, before = (fmean(_level(values[place]) for place in year) for year in years)
    return last - before


def _level(value: float | None) -> float:
    return math.log(float(value or 0) + 0.5)
