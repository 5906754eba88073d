"""Which area a row is of: by its name and code, so that a row filed under another area's code is seen."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

from polias.measures.sources.reference import folded, forces, slug_of

AreaKind = Literal["country", "region", "force", "partnership"]
#: The first three characters of an area code say what it is of (ONS register of geographic codes).
_KINDS: dict[str, AreaKind] = {
    "K03": "country", "K04": "country", "E92": "country", "W92": "country", "E12": "region", "E23": "force",
    "W15": "force",
}  # fmt: skip


class Area(NamedTuple):
    """A row's area as published, and under which key (a force's slug, or an area code) its figures are kept."""

    key: str
    code: str
    name: str
    kind: AreaKind


def area_of(code: str, name: str) -> Area:
    """The area of a row; one without a code, as the British Transport Police, is a force by its name."""
    kind = _KINDS.get(code[:3].upper(), "force")
    if kind != "force":
        return Area(code.lower(), code, name, kind)
    known = {folded(force.title): slug for slug, force in forces().items()}
    slug = known.get(folded(name)) or slug_of(name) or re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return Area(slug, code, name, kind)


def misfiled(rows: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """Of rows (line, code, name): the lines whose code is mostly another name's, with that name."""
    rows = list(rows)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for _line, code, name in rows:
        names[code][folded(name)] += 1
    said = {folded(name): name for _line, _code, name in rows}
    usual = {code: found.most_common(1)[0][0] for code, found in names.items() if code}
    return {line: said[usual[code]] for line, code, name in rows if code and usual[code] != folded(name)}
