"""What crime tells others: events as frozen facts, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class CrimeRecorded:
    """A crime has been recorded; it is in the register under ``record_id``."""

    record_id: UUID
    reference: str
    force_id: int
    grade: int
    offence: str
    recorded_at: datetime


@dataclass(frozen=True)
class CrimeChanged:
    """A crime was reclassified, finalised, reopened or cancelled: its figures may move."""

    record_id: UUID
    reference: str
    force_id: int
    verb: str


@dataclass(frozen=True)
class CrimeTransferred:
    """A crime was accepted by another force, and lies with it now."""

    record_id: UUID
    reference: str
    from_force: int
    to_force: int
