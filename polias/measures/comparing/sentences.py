"""A comparison in words: made from its numbers alone, each side with its own end, never a cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from polias.measures.comparing.compare import Comparison, Row
from polias.measures.comparing.sides import named
from polias.measures.engine.stats.comparison import number_up
from polias.measures.engine.stats.ranks import First
from polias.measures.words import _, count, listed, ngettext

#: So many names are told; the file has all of them.
NAMES_TOLD = 6


def in_short(found: Comparison, *, own: str = "", left_out: Mapping[str, str] | None = None) -> Iterator[str]:
    """What a reader takes away: of the area asked for, or of those that stand out."""
    if own:
        yield from _of(found, found.row(own))
    yield from _standing_out(found)
    yield from _changes(found)
    yield from _ends(found)
    for name, reason in (left_out or {}).items():
        yield _("Left out: {area}, {reason}.").format(area=name, reason=reason)


def _of(found: Comparison, row: Row) -> Iterator[str]:
    yield _("{area}: {rate} {unit} (95% interval {low} to {high}).").format(
        area=row.area, rate=number(row.rate), unit=unit(found), low=number(row.low), high=number(row.high)
    )
    if row.others is not None:
        yield _("All others together: {rate}.").format(rate=number(row.others))
    told = rank_told(row.rank, row.rank_low, row.rank_high, of=row.of, first=found.first)
    yield f"{told} {alike_told(row.alike)}"
    if row.group_others is not None:
        yield _("The others of its group together: {rate}.").format(rate=number(row.group_others))
    if row.group_rank and row.group_rank_low and row.group_rank_high and row.group_of:
        told = rank_told(row.group_rank, row.group_rank_low, row.group_rank_high, of=row.group_of, first=found.first)
        yield _("In its group: {rank}").format(rank=f"{told} {alike_told(row.group_alike)}")
    yield verdict_told(found, row)


def rank_told(rank: int, low: int, high: int, *, of: int, first: First) -> str:
    """5th lowest of 8; given chance, 3rd to 6th."""
    words = _("{rank} lowest of {of}") if first == "lowest" else _("{rank} highest of {of}")
    said = words.format(rank=ordinal(rank), of=of)
    if low == high:
        return said + "."
    return said + _("; given chance, {low} to {high}.").format(low=ordinal(low), high=ordinal(high))


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = {1: _("st"), 2: _("nd"), 3: _("rd")}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, _("th"))
    return f"{number}{ending}"


def alike_told(alike: str) -> str:
    """From which others it cannot be told apart."""
    names = alike.split("|") if alike else []
    if not names:
        return _("It can be told apart from all others.")
    return _("It cannot be told apart from {names}.").format(names=few(names))


def few(names: Sequence[str]) -> str:
    """The names, or the first of them and how many more there are."""
    more = len(names) - NAMES_TOLD
    if more <= 1:
        return listed(list(names))
    return listed([*names[:NAMES_TOLD], _("{count} others").format(count=more)])


def verdict_told(found: Comparison, row: Row) -> str:
    """Whether it stands out from all, the spread between them taken into account."""
    if found.funnel is None:
        return _("With {count} areas no funnel is drawn: ten are needed to know how much they usually differ.").format(
            count=len(found.rows)
        )
    spread = f"{100 * found.funnel.spread:.0f}"
    if row.verdict == "within":
        return _("Nothing unusual: areas usually differ by about {spread}%, and it lies within that.").format(
            spread=spread
        )
    words = (
        _("It stands out above the others: by {score} deviations, where areas usually differ by about {spread}%.")
        if row.verdict == "above"
        else _("It stands out below the others: by {score} deviations, where areas usually differ by about {spread}%.")
    )
    return words.format(score=f"{abs(row.score or 0):.1f}", spread=spread)


def _standing_out(found: Comparison) -> Iterator[str]:
    if found.funnel is None:
        return
    names = [f"{row.area} ({number(row.rate)})" for row in found.outliers]
    if not names:
        yield _("None of {count} areas stands out.").format(count=len(found.rows))
        return
    yield ngettext(
        "{some} of {count} areas stands out: {names}.", "{some} of {count} areas stand out: {names}.", len(names)
    ).format(some=len(names), count=len(found.rows), names=listed(names))


def _changes(found: Comparison) -> Iterator[str]:
    up, known = number_up(row.change_pct for row in found.rows)
    if known:
        yield _("Up on the twelve months before: {up} of {known}.").format(up=up, known=known)


def _ends(found: Comparison) -> Iterator[str]:
    """Each end that occurs, and whose it is; a warning where they are not one."""
    by_end: dict[str, list[str]] = {}
    for row in found.rows:
        by_end.setdefault(row.until, []).append(row.area)
    if set(by_end) == {""}:
        yield _("The table does not say which period each side is of, so nobody has checked that they are the same.")
        return
    if len(by_end) == 1:
        yield _("All sides end in {end}.").format(end=named(next(iter(by_end))))
        return
    for end, names in sorted(by_end.items()):
        shown = (
            names
            if len(names) <= NAMES_TOLD
            else [*names[:NAMES_TOLD], _("{count} others").format(count=len(names) - NAMES_TOLD)]
        )
        yield _("Ends in {end}: {names}.").format(end=named(end), names=listed(shown))


def unit(found: Comparison) -> str:
    """What a rate is for each of."""
    if found.kind == "share":
        return _("per cent") if found.per == 100 else _("for each {per}").format(per=f"{found.per:,g}")
    return _("per {per}").format(per=count(found.per))


def number(rate: float) -> str:
    return f"{rate:,.1f}" if abs(rate) >= 10 else f"{rate:.2f}" if abs(rate) >= 0.1 else f"{rate:.3g}"
