"""What must hold of the other names of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from polias.kit.rules.rule import Breach, Severity, rule
from polias.pole.names.facts import LONGEST_FORENAMES, LONGEST_SURNAME, MOST_NAMES, OtherName

OURS = "Polias: a name that nobody can read finds nobody"
MOVES = ("record", "amend", "add_name")


@dataclass(frozen=True)
class NamesFacts:
    """What the rules look at; ``today`` is the London day."""

    names: Sequence[OtherName]
    today: date


@rule("NAME-01", source=OURS, severity=Severity.BLOCK, moves=MOVES)
def a_name_says_something(facts: NamesFacts) -> Breach | None:
    """Another name has a surname or first names, no longer than a name may be."""
    for one in facts.names:
        if not one.text:
            return Breach("names", _("Enter the surname or the first names of each other name."))
        if len(one.surname) > LONGEST_SURNAME or len(one.forenames) > LONGEST_FORENAMES:
            words = {"surname": LONGEST_SURNAME, "forenames": LONGEST_FORENAMES}
            return Breach("names", _("Shorten the other name: at most %(surname)d characters of surname and "
                                     "%(forenames)d of first names.") % words)  # fmt: skip
    return None


@rule("NAME-02", source=OURS, severity=Severity.BLOCK, moves=MOVES)
def a_name_was_used_from_then_until_then(facts: NamesFacts) -> Breach | None:
    """The days on which another name was first and last used are in that order, and the first is not to come."""
    for one in facts.names:
        words = {"name": one.text}
        if one.valid_from and one.valid_from > facts.today:
            return Breach("names", _("Check the first day of “%(name)s”: it is still to come.") % words)
        if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
            return Breach(
                "names", _("Check the days of “%(name)s”: the last is before the first.") % {"name": one.text}
            )
    return None


@rule("NAME-03", source=OURS, severity=Severity.BLOCK, moves=MOVES)
def names_can_be_counted(facts: NamesFacts) -> Breach | None:
    """A person has at most twenty other names."""
    if len(facts.names) > MOST_NAMES:
        return Breach("names", _("Keep at most %(most)d other names: leave out those that differ least.")
                      % {"most": MOST_NAMES})  # fmt: skip
    return None


RULES = (a_name_says_something, a_name_was_used_from_then_until_then, names_can_be_counted)
