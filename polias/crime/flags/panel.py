"""On a crime's page: how it was done, and which flags do not fit what is recorded."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from polias.crime.editions.reading import usable_keywords_on
from polias.crime.flags.forms import ONE_OF, SEVERAL
from polias.crime.flags.queries import circumstances_of, flag_facts, flags_of
from polias.crime.flags.rules import RULES
from polias.crime.flags.suggesting import suggested_keywords
from polias.crime.reports.model import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to, why_not
from polias.kit.rules.rule import breaches_of


def how_it_was_done(crime: Any, actor: Actor, request: Any) -> str:
    """The panel; hidden while nothing is recorded and nothing contradicts."""
    recorded = circumstances_of(crime)
    asked = SEVERAL | ONE_OF
    rows = [(words, [one.label for one in recorded if one.kind == kind]) for kind, words in asked.items()]
    notes = [b.sentence for b in breaches_of(RULES, flag_facts(crime, recorded=recorded), move="give_outcome")]
    open_to = crime.state == "recorded" and not why_not(actor, "crime.reports.describe", record=crime)
    describe = f"{crime.url}/describe" if open_to else ""
    context = {"rows": [(words, values) for words, values in rows if values], "notes": notes, "describe": describe}
    return render_to_string("crime/how_it_was_done.html", context) if recorded or notes else ""


def answers_recorded(crime: CrimeReport) -> dict[str, Any]:
    """What is recorded already, as the answers of the form."""
    recorded = circumstances_of(crime)
    several = {kind: [one.name for one in recorded if one.kind == kind] for kind in SEVERAL}
    single = {kind: next((one.name for one in recorded if one.kind == kind), "") for kind in ONE_OF}
    return {**several, **single}


def suggestions_beside(reference: str, *, actor: Actor) -> str:
    """Beside the keywords: what its words suggest and it lacks, and the way to ask for others."""
    crime = visible_to(CrimeReport, actor).filter(register__reference=reference).first()
    if crime is None:
        return ""
    found = suggested_keywords(crime.summary, usable=usable_keywords_on(timezone.localdate()))
    new = [one for one in found if one.keyword.code not in flags_of(crime)]
    propose = "/crime/proposals/propose" if actor.may("crime.proposals.propose") else ""
    return render_to_string("crime/suggested_keywords.html", {"rows": new, "propose": propose})
