"""What the checks on a supply mean for its figures: which months become gaps, why, and from when on months compare."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from polias.measures.engine import Measure
from polias.measures.engine.months import shifted
from polias.measures.engine.profile import Profile
from polias.measures.engine.stats import supply as checks
from polias.measures.sources.supply_events import GO_LIVE, SHOWN_RIGHT, SupplyEvent
from polias.measures.words import _, count, month_name

Check = Literal[
    "fell_together",
    "category_stopped",
    "field_emptied",
    "field_sparse",
    "month_missing",
    "rows_repeated",
    "level_jumped",
    "month_not_over",
    "shown_right",
]
#: From this share of what is usual on, what stopped makes the whole untrue; below it the whole is only less certain.
TOO_MUCH_MISSING = 0.05
#: Below it, what a field says of some says nothing of all (Government Data Quality Framework scores below .70).
LEAST_FILLED = 0.70
#: As in `edition.py`, which stands above this.
FEWER_THAN = 5


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """One finding about the supply of one month, in words. `about` is a kind of crime or a column; empty for all of it.

    `withholds` says whether figures of the month are shown; `share` how much of the whole it concerns.
    """

    check: Check
    month: str
    sentence: str
    about: str = ""
    withholds: bool = True
    share: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Supply:
    """All that is doubted of one force's supply, in the order of the months. `kinds` are those counted in the whole."""

    doubts: tuple[Doubt, ...] = ()
    kinds: frozenset[str] = frozenset()
    derived: Mapping[str, str] = field(default_factory=dict)

    def gaps(self, measure: Measure, *, kind: str = "", group_by: Collection[str] = ()) -> dict[str, str]:
        """The months whose figure of this measure is not shown, with the reason; those that look back to one, too."""
        columns = self._columns(measure, group_by)
        own = {one.month: one.sentence for one in reversed(self.doubts) if self._hides(one, kind, columns)}
        return {**self._looking_back(measure), **own}

    def _looking_back(self, measure: Measure) -> dict[str, str]:
        """The months that look back to one in doubt: what came before in any kind counts, so any kind does."""
        doubted = {one.month: one for one in reversed(self.doubts) if self._hides(one, "", self._columns(measure, ()))}
        found: dict[str, str] = {}
        for month, one in doubted.items():
            later = (shifted(month, by) for by in range(1, len(measure.months_for(month))))
            for looking in later:
                if month in measure.months_for(looking):
                    words = _("It looks back to {month}, which is in doubt. {why}")
                    found[looking] = words.format(month=month_name(month), why=one.sentence)
        return found

    def cautions(self, measure: Measure, month: str, *, kind: str = "", group_by: Collection[str] = ()) -> list[str]:
        """What a reader must know of this month's figure although it is shown."""
        columns = self._columns(measure, group_by)
        return [
            one.sentence
            for one in self.doubts
            if one.month == month and not self._hides(one, kind, columns) and self._touches(one, kind)
        ]

    def comparable_from(self, month: str, *, kind: str = "") -> Doubt | None:
        """The newest jump up to this month: earlier months are not to be compared with it."""
        jumps = [d for d in self.doubts if d.check == "level_jumped" and d.about == kind and d.month <= month]
        return jumps[-1] if jumps else None

    def _columns(self, measure: Measure, group_by: Collection[str]) -> set[str]:
        own = {name for quantity in measure.quantities for name in quantity.columns(tuple(group_by))}
        return own | {self.derived[name] for name in own if name in self.derived}

    def _hides(self, one: Doubt, kind: str, columns: Collection[str]) -> bool:
        if not one.withholds:
            return False
        if one.check in ("field_emptied", "field_sparse"):
            return one.about in columns
        if one.check == "category_stopped":
            return one.about == kind or (not kind and one.about in self.kinds and one.share >= TOO_MUCH_MISSING)
        return True

    def _touches(self, one: Doubt, kind: str) -> bool:
        if one.check == "category_stopped":
            return not kind and one.about in self.kinds
        return one.check == "rows_repeated" or (one.check == "shown_right" and one.about in ("", kind))


def supply_of(
    months: Sequence[str],
    kinds: Mapping[str, checks.Values],
    *,
    whole: Collection[str],
    profiles: Mapping[str, Profile] | None = None,
    columns: Mapping[str, str] | None = None,
    needed: Collection[str] = (),
    looks_for_repeats: bool = True,
    derived: Mapping[str, str] | None = None,
    events: Sequence[SupplyEvent] = (),
) -> Supply:
    """Look a supply over: `kinds` are counts by month, `whole` those of them that a total counts, `columns` the names
    in words of the columns in `profiles`. What was shown to be right is said and not doubted."""
    place = {month: at for at, month in enumerate(months)}
    right = [one for one in events if one.kind == SHOWN_RIGHT and one.month in place]
    sound = {place[one.month] for one in right if not one.category}
    falls = checks.fell_together(kinds, sound=sound)
    doubted = {one.place for one in falls} | sound
    stops = checks.stopped(kinds, doubted=doubted, sound={(one.category, place[one.month]) for one in right})
    found = [
        *(_fall(months, one) for one in falls),
        *(_stop(months, one, kinds, whole) for one in stops),
        *_emptied(months, profiles or {}, columns or {}, sound=sound),
        *_sparse(months, kinds, whole, profiles or {}, {name: (columns or {})[name] for name in needed}),
        *(_repeated(months, profiles or {}, sound=sound) if looks_for_repeats else ()),
        *_jumps(months, kinds, whole, events, doubted={one.place for one in falls}),
        *(_shown_right(one) for one in right),
    ]
    return Supply(doubts=tuple(sorted(found, key=lambda one: one.month)), kinds=frozenset(whole), derived=derived or {})


def _fall(months: Sequence[str], one: checks.Fall) -> Doubt:
    sentence = _(
        "In {month} {falling} of {kinds} kinds fell at once, together by {share}: {found} where {usual} were to be "
        "expected. Until somebody shows otherwise that is a fault of supply."
    )
    month = months[one.place]
    return Doubt(
        check="fell_together",
        month=month,
        sentence=sentence.format(
            month=month_name(month), falling=one.falling, kinds=one.kinds, share=_per_cent(one.share),
            found=_few(one.found), usual=count(one.usual),
        ),
    )  # fmt: skip


def _stop(months: Sequence[str], one: checks.Stop, kinds: Mapping[str, checks.Values], whole: Collection[str]) -> Doubt:
    month, since = months[one.place], months[one.since]
    usual = sum(float(kinds[name][one.place] or 0) for name in whole if name in kinds) - one.found + one.usual
    words = _("{kind} has {found} in {month}, where about {usual} are usual. Was it left out, or counted elsewhere?")
    if since != month:
        words = _("{kind} has {found} in {month}, as since {since}, where about {usual} were usual.")
    return Doubt(
        check="category_stopped",
        month=month,
        about=one.kind,
        share=one.usual / usual if usual and one.kind in whole else 0.0,
        sentence=words.format(
            kind=_(one.kind),
            found=_few(one.found) if one.found else _("no row"),
            month=month_name(month),
            since=month_name(since),
            usual=count(one.usual),
        ),
    )


def _emptied(
    months: Sequence[str], profiles: Mapping[str, Profile], columns: Mapping[str, str], *, sound: Collection[int]
) -> Iterator[Doubt]:
    for column, name in columns.items():
        held = [profiles.get(month) for month in months]
        for one in checks.emptied([each.share_filled(column) if each else None for each in held]):
            if one.place not in sound:
                words = _("In {month} {found} of the rows have {field}, where {usual} had it before.")
                yield _of_rows("field_emptied", words, months[one.place], one, about=column, field=name)


def _sparse(
    months: Sequence[str],
    kinds: Mapping[str, checks.Values],
    whole: Collection[str],
    profiles: Mapping[str, Profile],
    needed: Mapping[str, str],
) -> Iterator[Doubt]:
    """Months in which too few of what is counted have a field without which its figures say nothing."""
    for place, month in enumerate(months):
        counted = sum(float(kinds[name][place] or 0) for name in whole)
        for column, name in needed.items() if counted and month in profiles else ():
            share = profiles[month].filled[column] / counted
            if share < LEAST_FILLED:
                words = _("Only {share} of the crimes of {month} have {field}, too few for a figure by it.")
                if not share:
                    words = _("None of the crimes of {month} has {field}, so there is no figure by it.")
                sentence = words.format(share=_per_cent(share), month=month_name(month), field=name)
                yield Doubt(check="field_sparse", month=month, about=column, sentence=sentence)


def _repeated(months: Sequence[str], profiles: Mapping[str, Profile], *, sound: Collection[int]) -> Iterator[Doubt]:
    held = [profiles.get(month) for month in months]
    for one in checks.repeated([each.share_twice if each else None for each in held]):
        if one.place not in sound:
            words = _("In {month} {found} of the rows come twice, where {usual} did before.")
            yield _of_rows("rows_repeated", words, months[one.place], one)


def _of_rows(check: Check, words: str, month: str, one: checks.Shift, *, about: str = "", field: str = "") -> Doubt:
    sentence = words.format(
        month=month_name(month), found=_per_cent(one.found), usual=_per_cent(one.usual), field=field
    )
    return Doubt(check=check, month=month, about=about, sentence=sentence)


def _jumps(
    months: Sequence[str],
    kinds: Mapping[str, checks.Values],
    whole: Collection[str],
    events: Sequence[SupplyEvent],
    *,
    doubted: Collection[int],
) -> Iterator[Doubt]:
    total = [
        None if any(kinds[name][at] is None for name in whole) else sum(float(kinds[name][at] or 0) for name in whole)
        for at in range(len(months))
    ]
    for event in events:
        if event.kind != GO_LIVE or event.month not in months:
            continue
        for kind, values in (("", total), *kinds.items()):
            jump = checks.jumped(values, list(months).index(event.month), doubted=doubted)
            if jump is not None and event.category in ("", kind):
                words = _("The level is {change} from {month} on, when {reason}. Earlier months do not compare.")
                change = _("up {share}") if jump.share > 0 else _("down {share}")
                yield Doubt(check="level_jumped", month=event.month, about=kind, withholds=False, sentence=words.format(
                    change=change.format(share=_per_cent(abs(jump.share))), month=month_name(event.month),
                    reason=event.reason.rstrip(".")))  # fmt: skip


def _shown_right(one: SupplyEvent) -> Doubt:
    sentence = _("{month} was shown to be right by {owner}: {reason}.").format(
        month=month_name(one.month), owner=one.owner, reason=one.reason.rstrip(".")
    )
    return Doubt(check="shown_right", month=one.month, about=one.category, withholds=False, sentence=sentence)


def _few(number: float) -> str:
    """A count in words that boards and the public may read: one to four might point at somebody."""
    return _("fewer than {least}").format(least=FEWER_THAN) if 0 < number < FEWER_THAN else count(number)


def _per_cent(share: float) -> str:
    return f"{100 * share:.0f}%"
