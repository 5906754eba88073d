"""Made-up facts of corrections, against which no rule has anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from polias.crime.corrections.facts import CorrectionFacts, Information

TODAY, COMMITTED = date(2026, 11, 24), date(2026, 11, 20)
FILM = Information("film", "The shop's own film, shelf 4", date(2026, 11, 22), "The bottles were paid for.")
#: The reason with which a cancellation passes without a word to the victim.
NOT_TOLD = {"CORRECT-03": "The shop has closed; nobody answers."}


def correction_facts(**changes: Any) -> CorrectionFacts:
    """A shop theft that a registrar corrects four days later; the victim was told."""
    usual = CorrectionFacts(
        rationale="The film shows it.",
        by_investigator=False,
        today=TODAY,
        committed_on=COMMITTED,
        victim_told_on=TODAY,
        offence="49",
        offence_before="46",
    )
    return replace(usual, **changes)
