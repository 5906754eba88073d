"""What `polias measures compare` is asked, and the comparison that answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from polias.measures.comparing.compare import Comparison, compare
from polias.measures.comparing.groups import most_similar
from polias.measures.comparing.reading import month_by_month, month_of, named_among, one_row_each
from polias.measures.comparing.sides import Sides, ending_together
from polias.measures.engine.stats.funnel import FunnelSettings, Kind
from polias.measures.engine.stats.ranks import First
from polias.measures.refusal import Refused
from polias.measures.sources.reference import folded, forces, slug_of
from polias.measures.words import _, listed


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The options, as they were typed."""

    area: str = ""
    value: str = ""
    among: str = ""
    date: str = ""
    ends: str = ""
    months: int = 12
    until: str = ""
    own_ends: bool = False
    kind: Kind = "rate"
    per: float = 1000
    first: First = "lowest"
    own: str = ""
    peers: tuple[str, ...] = ()
    most_similar: bool = False
    leave_out: tuple[str, ...] = ()
    as_published: bool = False


@dataclass(frozen=True)
class Answer:
    """The comparison, the area asked for by its name in the table, who was left out and why, and which group it is."""

    comparison: Comparison
    own: str
    left_out: Mapping[str, str]
    group_said: tuple[str, ...]


def asked(path: Path, options: Asked) -> Answer:
    """The comparison that was asked for. Raises Refused with one sentence for what cannot be compared."""
    return answered(_sides(path, options), options)


def answered(sides: Sides, options: Asked) -> Answer:
    """The comparison of these sides. Raises Refused as ``asked`` does."""
    found = ending_together(_without(sides, options.leave_out), own_ends=options.own_ends)
    own = named_among(found, options.own, slug_of=force_slug) if options.own else ""
    group, said = _group(found, own, options)
    comparison = compare(
        found.sides,
        group=group,
        kind=options.kind,
        per=options.per,
        first=options.first,
        settings=FunnelSettings(given_back=not options.as_published),
    )
    return Answer(comparison, own, found.left_out, said)


def _sides(path: Path, options: Asked) -> Sides:
    if not options.date:
        if options.until:
            raise Refused(_("--until needs months to choose from."), do=_("Name the column of the months by --date."))
        return one_row_each(
            path, area=options.area, value=options.value, among=options.among, until=options.ends, kind=options.kind
        )
    return month_by_month(
        path,
        area=options.area,
        date=options.date,
        value=options.value,
        among=options.among,
        length=options.months,
        until=month_of(options.until) if options.until else "",
        kind=options.kind,
    )


def _without(found: Sides, names: tuple[str, ...]) -> Sides:
    gone = {named_among(found, name, slug_of=force_slug) for name in names}
    reasons = {name: _("as asked") for name in gone}
    return Sides(tuple(side for side in found.sides if side.name not in gone), {**found.left_out, **reasons})


def _group(found: Sides, own: str, options: Asked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not (options.peers or options.most_similar):
        return (), ()
    if not own:
        raise Refused(_("A group is somebody's: nobody is named by --own."), do=_("Name the area by --own."))
    if options.peers:
        return (own, *(named_among(found, name, slug_of=force_slug) for name in options.peers)), ()
    end = next(side.until for side in found.sides if side.name == own)
    listed_now = most_similar(force_slug(own) or own, month=end[:7] if end[:2].isdecimal() else "9999-12")
    if listed_now is None:
        raise Refused(
            _("No most similar group of {area} is known for then.").format(area=own),
            do=_("Add it to reference/most_similar_groups.csv in POLIAS_HOME, or name each area by --peer."),
        )
    by_slug = {force_slug(side.name): side.name for side in found.sides}
    here = [by_slug[member] for member in listed_now.members if member in by_slug]
    absent = [
        forces()[member].title if member in forces() else member
        for member in listed_now.members
        if member not in by_slug
    ]
    said = [listed_now.said()]
    if absent:
        said.append(_("Not in the table, so not in the group here: {names}.").format(names=listed(absent)))
    return (own, *here), tuple(said)


def force_slug(name: str) -> str | None:
    """The force of that slug, title or name."""
    if name.strip().lower() in forces():
        return name.strip().lower()
    by_title = {folded(force.title): force.slug for force in forces().values()}
    return slug_of(name) or by_title.get(folded(name))
