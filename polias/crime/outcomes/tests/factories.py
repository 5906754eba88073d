"""Made-up facts of outcomes: for each code a set against which no rule has anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from polias.crime.outcomes.facts import OutcomeFacts, Said, Suspect
from polias.crime.reference import outcomes
from polias.crime.reference.procedure import procedure_of

TODAY, COMMITTED = date(2026, 11, 24), date(2026, 11, 20)
ADULT, YOUTH, CHILD = date(1990, 5, 1), date(2011, 5, 1), date(2017, 5, 1)
ROOK = Suspect("NSH-PE-26-000001", born=ADULT)

_SAID = {
    "1": Said(decided_by="police", done_on=TODAY),
    "2": Said(admitted=True, adult_present=True, done_on=TODAY),
    "3": Said(admitted=True, decided_by="police", done_on=TODAY),
    "4": Said(admitted=True, document="Case 12, form of 3 March"),
    "5": Said(document="Death certificate"),
    "6": Said(document="PN 4711", done_on=TODAY),
    "7": Said(done_on=TODAY),
    "8": Said(admitted=True, victim_view="supports", details="He paid for the window."),
    "9": Said(decided_by="cps", document="Decision of 20 November"),
    "10": Said(decided_by="police"),
    "12": Said(document="Letter of his doctor"),
    "13": Said(details="The only witness", document="Letter of her doctor"),
    "14": Said(victim_view="does_not_support", victim_told_on=TODAY),
    "15": Said(victim_view="supports", decided_by="police"),
    "16": Said(victim_view="does_not_support", details="She wants it left alone."),
    "17": Said(done_on=TODAY),
    "18": Said(enquiries_closed=True),
    "20": Said(details="Trading Standards", victim_told_on=TODAY),
    "21": Said(decided_by="police", victim_told_on=TODAY),
    "22": Said(details="A course on driving", done_on=TODAY),
}


def outcome_facts(code: str, **changes: Any) -> OutcomeFacts:
    """Facts that fit the outcome; ``said`` may be a dict of what is said otherwise."""
    plain = code.rstrip("A")
    offence = {"7": "92E", "17": "105A"}.get(code, "46")
    born = {"2": YOUTH, "11": CHILD}.get(plain, ADULT)
    said = replace(_SAID.get(plain, Said()), **changes.pop("said", {}))
    usual = OutcomeFacts(
        code=code,
        outcome=outcomes().get(code),
        rationale="It is as it was told.",
        said=said,
        offence=offence,
        committed_on=date(2026, 3, 2) if code == "17" else COMMITTED,
        today=TODAY,
        suspects=() if code in ("14", "18", "20") else (replace(ROOK, born=born),),
    )
    facts = replace(usual, **changes)
    return replace(facts, procedure=changes.get("procedure", procedure_of(facts.offence)))
