"""Who was found to be there or not, each person once, with the rule that found them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from polias.boards.minutes.people import Person


@dataclass
class Attendance:
    """Who the paper says was there, who was not, and what it leaves unclear."""

    attendees: list[Person] = field(default_factory=list)
    apologies: list[Person] = field(default_factory=list)
    substitutions: list[tuple[Person, Person]] = field(default_factory=list)  # absent, substitute
    unclear: list[Person] = field(default_factory=list)
    by: dict[int, str] = field(default_factory=dict)  # the rule that found each, by id
    member_lists: set[int] = field(default_factory=set)  # ids of those found under "Members" only

    def add(self, who: Person, kind: str, *, rule: str, members: bool = False) -> None:
        into = self.apologies if kind == "apologies" else self.attendees
        known = next((each for each in into if same(each, who)), None)
        if known is not None and who.role and not known.role and rule in ("named in the heading", "took the chair"):
            better = replace(known, role=who.role)  # "Chair: A Hill" above the list that only names A Hill
            into[into.index(known)] = better
            self.by[id(better)] = self.by.get(id(known), rule)
        if known is None:
            into.append(who)
            self.by[id(who)] = rule
            if members:
                self.member_lists.add(id(who))


def same(one: Person, other: Person) -> bool:
    """Whether two mentions are of one person: the surname and, where both give them, the first names agree."""
    if not one.name or not other.name:
        return one.name == other.name and (one.role or "").lower() == (other.role or "").lower()
    if one.surname != other.surname:
        return False
    mine, theirs = one.name.lower().split()[:-1], other.name.lower().split()[:-1]
    if not mine or not theirs:
        return True
    first, second = mine[0].strip("."), theirs[0].strip(".")
    return first == second or (1 in (len(first), len(second)) and first[0] == second[0])
