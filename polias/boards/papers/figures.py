"""What a paper keeps of a figure: read through the door of measures, so that no value is ever typed."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Reading:
    """One figure as it was read; ``value`` None means that it was withheld. Unit and limits as the measure says."""

    question: str
    value: float | None
    unit: str
    centre: float | None
    lower: float | None
    upper: float | None
    exception: str
    rule: str
    judged_by: str
    explained: str
    could_be_seen: str
    history_months: int
    unfinished: bool
    trust_grade: str
    trust_reasons: list[str]
    as_at: datetime | None
    definition_version: str
    lineage: str
    sentence: str

    def as_fields(self) -> dict[str, Any]:
        """The fields of a quoted figure."""
        return asdict(self)


def read_figure(measure: str, *, force: str, month: date, offence_group: str = "") -> Reading | None:
    """The figure as it stands now; None when there is none for that month, force and group."""
    from polias.measures.public import figure

    found = figure(measure, force=force, month=month, offence_group=offence_group)
    return reading_of(found) if found is not None else None


def keep_what_it_stands_on(measure: str, *, force: str, month: date, offence_group: str, purpose: str) -> None:
    """Keep the files behind a published figure, so that it can be counted again in years to come."""
    from polias.measures.public import figure, keep_for

    found = figure(measure, force=force, month=month, offence_group=offence_group)
    if found is not None:
        keep_for(found, purpose=purpose)


def reading_of(found: Any) -> Reading:
    """A figure of measures as a paper keeps it."""
    return Reading(
        question=found.question,
        value=found.value,
        unit=found.unit,
        centre=found.centre,
        lower=found.lower,
        upper=found.upper,
        exception=found.exception or "",
        rule=found.rule or "",
        judged_by=found.judged_by,
        explained=found.explained,
        could_be_seen=found.could_be_seen,
        history_months=found.history_months or 0,
        unfinished=found.unfinished,
        trust_grade=found.trust_grade or "",
        trust_reasons=[str(reason) for reason in found.trust_reasons],
        as_at=found.as_at,
        definition_version=str(found.definition_version),
        lineage=lineage_hash(found.lineage),
        sentence=found.sentence,
    )


def lineage_hash(lineage: tuple[str, ...]) -> str:
    """SHA-256 over the names of the partitions, so that two papers can be shown to rest on the same data."""
    return hashlib.sha256("\n".join(lineage).encode()).hexdigest()


def measures_to_quote() -> list[tuple[str, str]]:
    """Code and question of every measure that a paper may quote."""
    from polias.measures.public import measures_offered

    return list(measures_offered())
