"""Which outcomes a crime may have now, and why not the others: said before anybody chooses."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.crime.editions.reading import outcomes_on
from polias.crime.outcomes.facts import OutcomeFacts
from polias.crime.outcomes.queries import facts_of
from polias.crime.outcomes.rules import BEFOREHAND
from polias.crime.reference import Outcome
from polias.crime.reports.model import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.rules.rule import breaches_of


@dataclass(frozen=True)
class Choice:
    """One outcome as it stands on the page: its refusal is empty when it may be chosen."""

    outcome: Outcome
    refusal: str


def choices_for(crime: CrimeReport, *, actor: Actor) -> dict[str, list[Choice]]:
    """Every outcome under its group of the Home Office."""
    facts = facts_of(crime, actor=actor, code="")
    groups: dict[str, list[Choice]] = {}
    for one in outcomes_on(facts.today, force_id=crime.force_id).values():
        groups.setdefault(one.group, []).append(Choice(one, _refusal(replace(facts, code=one.code, outcome=one))))
    return groups


def choose_outcome(request: HttpRequest, crime: CrimeReport) -> HttpResponse:
    """The page before the questions: what may be chosen, then what is closed to this crime with the reason."""
    declared, groups = crime.record_type(), choices_for(crime, actor=request.actor)  # type: ignore[attr-defined]
    context = {
        "title": _("Which outcome?"),
        "lead": f"{crime.reference}: {crime.title()}",
        "groups": _those(groups, closed=False),
        "closed": _those(groups, closed=True),
        "cancel_url": crime.url,
        "breadcrumbs": [(str(declared.label_plural), declared.url + "/"), (crime.reference, crime.url),
                        (_("Give the outcome"), "")],
    }  # fmt: skip
    return render(request, "crime/choose_outcome.html", context)


def _those(groups: dict[str, list[Choice]], *, closed: bool) -> dict[str, list[Choice]]:
    """The groups with what is closed or open in them alone."""
    narrowed = {group: [one for one in choices if bool(one.refusal) is closed] for group, choices in groups.items()}
    return {group: choices for group, choices in narrowed.items() if choices}


def _refusal(facts: OutcomeFacts) -> str:
    """What the rules say of an outcome before anything is asked; empty where they leave it open."""
    found = breaches_of(BEFOREHAND, facts, move="give_outcome")
    return found[0].sentence if found else ""
