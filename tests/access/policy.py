"""What tests/access/matrix.yaml says, one cell at a time; nothing here looks into the code it is about."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

MATRIX = Path(__file__).with_name("matrix.yaml")
#: Kinds that are no records of a force: they have no reference, and only some of the situations.
MEASURES, TASK, EMERGENCY = "measures", "task", "emergency"


@dataclass(frozen=True)
class Line:
    """One address of the matrix: what kind of thing it is about, and who may do there what it does."""

    address: str
    kind: str = ""
    may: frozenset[str] = frozenset()
    is_deed: bool = False
    verb: str = ""
    is_of_every_kind: bool = False
    is_only_opened: bool = False

    @property
    def way(self) -> str:
        """The verb of an operation; empty for a page."""
        return self.address.split(" ")[0] if " " in self.address else ""

    @property
    def path(self) -> str:
        return self.address.split(" ")[-1]

    @property
    def ways(self) -> tuple[str, ...]:
        """How the address is asked: a page of a deed is opened, and sent without an answer."""
        if self.way:
            return (self.way,)
        return ("GET", "POST") if self.is_deed and not self.is_only_opened else ("GET",)

    @property
    def is_about_one(self) -> bool:
        return "<" in self.path


@dataclass(frozen=True)
class Cell:
    """One question: this address, asked this way by somebody of this role, about a record in this situation."""

    line: Line
    way: str
    role: str
    situation: str

    def __str__(self) -> str:
        return f"{self.way} {self.line.path} as {self.role}, {self.situation}"


@cache
def matrix() -> Mapping[str, Any]:
    return dict(yaml.safe_load(MATRIX.read_text(encoding="utf-8")))


def roles() -> list[str]:
    return list(matrix()["groups"]["everybody"])


def situations() -> list[str]:
    return list(matrix()["situations"])


@cache
def lines() -> tuple[Line, ...]:
    """Every line that is about a kind of thing."""
    found: list[Line] = []
    for kind, block in matrix()["records"].items():
        found += [Line(one, kind) for one in block.get("read", ())]
        for one, may in block.get("do", {}).items():
            verb = one.rsplit("/", 1)[-1]
            found.append(Line(one, kind, frozenset(may), True, matrix()["same_grant_as"].get(verb, verb)))
        if kind not in (MEASURES, TASK, EMERGENCY):
            found += _of_every_kind(kind, block)
    return tuple(found)


def _of_every_kind(kind: str, block: Mapping[str, Any]) -> Iterator[Line]:
    """What all record types have alike, for one of them."""
    folder, alike = kind.replace(".", "/"), matrix()["of_every_kind"]
    for one in alike["read"]:
        yield Line(one.replace("<kind>", folder), kind, is_of_every_kind=True)
    for one, verb in (alike["see"] | alike["do"]).items():
        if verb in block or "<kind>" not in one:
            may, opened = frozenset(block.get(verb, ())), one in alike["see"]
            yield Line(one.replace("<kind>", folder), kind, may, True, verb, True, opened)


def fixed() -> dict[str, str]:
    """The addresses at which every role gets the same, and what."""
    return {**matrix()["signed_in"], **matrix()["open_to_everybody"]}


def signing_in() -> dict[str, dict[str, str]]:
    return dict(matrix()["signing_in"])


def everything_named() -> list[str]:
    """All addresses and operations with a line, each as often as it has one; those of every kind once."""
    own = [line.address for line in lines() if not line.is_of_every_kind]
    shared = {line.address for line in lines() if line.is_of_every_kind}
    return [*own, *shared, *fixed(), *signing_in()]


def cells(situation: str) -> Iterator[Cell]:
    """Every question about one situation; what is about no single record is asked once, in the first."""
    for line in lines():
        if line.is_about_one or situation == "own":
            for role in roles() if _has(line, situation) else ():
                yield from (Cell(line, way, role, situation) for way in line.ways)


def some(situation: str, most: int) -> list[Cell]:
    """The cells of a short run: in one's own force all but those of every kind, of which a sample is asked."""
    every = list(cells(situation))
    always = [one for one in every if situation == "own" and not one.line.is_of_every_kind]
    others = [one for one in every if situation != "own" or one.line.is_of_every_kind]
    return always + random.Random(situation).sample(others, min(most, len(others)))


def _has(line: Line, situation: str) -> bool:
    """Whether there is such a thing: an agreement lends a kind or it does not; not every kind can be locked."""
    if line.kind in (TASK, EMERGENCY):
        return situation == "own"
    if line.kind == MEASURES:
        return situation in ("own", "not_lent", "stranger")
    said, block = matrix()["situations"][situation], matrix()["records"][line.kind]
    if "only" in said:
        return bool(said["only"] == line.kind)
    if "where" in said:
        return said["where"] in block or "goes_with" in block
    lent = bool(block.get("lent"))
    return bool(block.get("read_by_every_force")) or {"lent": lent, "not_lent": not lent}.get(situation, True)


def expected(cell: Cell) -> str:
    """The answer that the matrix gives."""
    line, said = cell.line, matrix()["situations"][cell.situation]
    if cell.role not in _seen_by(line, said):
        # A form that begins something says that it is not part of their role: it tells of no record.
        return "refused" if line.is_deed and not line.is_about_one else "unknown"
    if cell.situation in ("not_lent", "stranger") and matrix()["records"].get(line.kind, {}).get("read_by_every_force"):
        said = matrix()["situations"]["lent"]
    answer = said["do"] if line.is_deed else said["read"]
    if "<reference>" not in line.path:
        answer = said.get("file", answer)
    if answer == "by_line":
        return "ok" if cell.role in line.may else "refused"
    return str(answer)


def _seen_by(line: Line, said: Mapping[str, Any]) -> list[str]:
    """The roles that see the kind of record; a list may be open to some who see only a part of it."""
    block = matrix()["records"][line.kind]
    if not line.is_about_one:
        return list(block.get("listed_to", block["seen_by"]))
    return [*block["seen_by"], *said.get("also_seen_by", ())]


@dataclass(frozen=True)
class Deed:
    """One grant and the roles that hold it, as the matrix says."""

    grant: str
    may: frozenset[str]


def deeds() -> list[Deed]:
    """Every deed that the matrix speaks of, once: at an address of its own, or only as a part of others."""
    found = {one: frozenset(may) for one, may in matrix()["inner_deeds"].items()}
    for line in lines():
        if line.verb:
            found[f"{line.kind}.{line.verb}"] = line.may
    return [Deed(grant, may) for grant, may in sorted(found.items())]


def without_a_session(address: str) -> str:
    """What somebody gets who is not signed in."""
    if address in matrix()["open_to_everybody"]:
        return str(matrix()["open_to_everybody"][address])
    if address in signing_in():
        return signing_in()[address]["out"]
    return str(matrix()["without_a_session"])
