"""What is said when a crime is reclassified or cancelled, and what the rules look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Basis = Literal["information", "error"]
Kind = Literal["", "film", "witness", "victim", "forensic", "document", "other"]


@dataclass(frozen=True)
class Information:
    """Additional verifiable information: what it is, from where, since when it is known, and what it says."""

    kind: Kind = ""
    source: str = ""
    obtained_on: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Surviving:
    """The crime that goes on counting when another is cancelled as a part of it."""

    reference: str
    is_this_one: bool
    is_cancelled: bool


@dataclass(frozen=True)
class TakenOver:
    """By which force that works elsewhere a crime was taken over, under what reference, and when (C1)."""

    force: str = ""
    reference: str = ""
    on: date | None = None


@dataclass(frozen=True)
class CorrectionFacts:
    """What the rules look at. ``needs_information`` where the correction rests on something learnt since.

    ``forces_here`` are the names of the forces of this installation, in small letters.
    """

    rationale: str
    by_investigator: bool
    today: date
    committed_on: date
    needs_information: bool = False
    information: Information = field(default_factory=Information)
    has_victim: bool = True
    victim_told_on: date | None = None
    offence: str = ""
    offence_before: str = ""
    category: str = ""
    surviving: Surviving | None = None
    taken: TakenOver = field(default_factory=TakenOver)
    forces_here: frozenset[str] = frozenset()
