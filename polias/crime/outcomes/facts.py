"""What is said when a crime is finalised, as a frozen command, and what the rules look at, as frozen facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from polias.crime.flags.rules import FlagFacts
from polias.crime.reference import Outcome
from polias.crime.reference.procedure import Procedure

DecidedBy = Literal["", "police", "cps"]
VictimView = Literal["", "supports", "does_not_support", "no_victim"]


@dataclass(frozen=True)
class Said:
    """What an outcome asks for beside its code and rationale; which outcome asks for what stands in conditions.py.

    ``suspect`` is a reference. ``done_on`` is the day of the charge, caution, notice or activity, or the day on which
    the time limit ran out. None and an empty text mean that nothing was said, never no.
    """

    suspect: str = ""
    decided_by: DecidedBy = ""
    done_on: date | None = None
    admitted: bool | None = None
    adult_present: bool | None = None
    victim_view: VictimView = ""
    victim_told_on: date | None = None
    enquiries_closed: bool | None = None
    document: str = ""
    details: str = ""


@dataclass(frozen=True)
class Suspect:
    """One suspect linked to the crime; ``born`` is None when that is not known."""

    reference: str
    born: date | None = None
    also_victim: bool = False


@dataclass(frozen=True, kw_only=True)
class OutcomeFacts(FlagFacts):
    """What the rules look at; days are London days. ``outcome`` is None when the code is not one of the force's list.

    ``sensitive`` are the flags and circumstances for which outcome 21 is unusual, in words.
    """

    code: str
    outcome: Outcome | None
    rationale: str
    said: Said
    committed_on: date
    today: date
    suspects: tuple[Suspect, ...] = ()
    has_victim: bool = True
    procedure: Procedure = field(default_factory=Procedure)
    sensitive: tuple[str, ...] = ()

    @property
    def about(self) -> Suspect | None:
        """The suspect of the outcome: the one that was named, or the only one there is."""
        if self.said.suspect:
            return next((s for s in self.suspects if s.reference == self.said.suspect), None)
        return self.suspects[0] if len(self.suspects) == 1 else None


def months_after(day: date, months: int) -> date:
    """The last day of a limit of so many months that runs from a day: the same day, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
