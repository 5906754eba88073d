"""What is said when a crime passes to another force, and what the rules look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from polias.crime.corrections.facts import Information


@dataclass(frozen=True)
class TransferFacts:
    """What the rules look at. ``answering`` are the other forces here in which somebody may answer an offer;
    ``investigators`` are those of the force that takes the crime.
    """

    today: date
    committed_on: date
    offence: str
    rationale: str = ""
    receiving: int | None = None
    others: frozenset[int] = frozenset()
    answering: frozenset[int] = frozenset()
    information: Information = field(default_factory=Information)
    by_investigator: bool = False
    by_registrar: bool = True
    offered_to: str = ""
    is_shut: bool = False
    lies_at_home: bool = False
    has_victim: bool = True
    victim_told_on: date | None = None
    investigator: int | None = None
    investigators: frozenset[int] = frozenset()
