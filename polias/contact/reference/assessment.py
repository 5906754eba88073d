"""What is asked about vulnerability at every contact, and the headings under which threat and harm are weighed.

The questions guide a judgement; no score is made of them, since checklists that replace judgement have weak evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from polias.kit.reference import day, in_force, rows, yes

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class VulnerabilityQuestion:
    """One question; `answer` is "text" or "yes-no", and a required one is asked before a log may close."""

    code: str
    title: str
    question: str
    answer: str
    required: bool
    position: int
    valid_from: date | None
    valid_to: date | None
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Heading:
    """One letter of THRIVE with the question behind it."""

    code: str
    title: str
    question: str
    position: int
    source: str
    status: str


@cache
def vulnerability_questions(on: date) -> tuple[VulnerabilityQuestion, ...]:
    """The questions in force on the day, in the order in which they are asked."""
    found = (_question(row) for row in rows(HERE / "vulnerability_questions.csv"))
    return tuple(sorted((q for q in found if in_force(on, q.valid_from, q.valid_to)), key=lambda q: q.position))


@cache
def thrive_headings() -> Mapping[str, Heading]:
    """Threat, harm, risk, investigation, vulnerability, engagement, by code and in that order."""
    return {
        row["code"]: Heading(
            row["code"], row["title"], row["question"], int(row["position"]), row["source"], row["status"]
        )
        for row in rows(HERE / "thrive_headings.csv")
    }


def _question(row: dict[str, str]) -> VulnerabilityQuestion:
    return VulnerabilityQuestion(
        code=row["code"],
        title=row["title"],
        question=row["question"],
        answer=row["answer"],
        required=yes(row["required"]),
        position=int(row["position"]),
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        source=row["source"],
        status=row["status"],
    )
