"""The journeys of a proposal: propose a change of the vocabulary, withdraw it, accept it, refuse it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.crime.proposals import actions
from polias.crime.proposals.forms import AcceptForm, ProposeForm, RefuseForm, proposal_of
from polias.crime.proposals.model import KeywordProposal
from polias.crime.proposals.rules import NOTICE
from polias.force.public import forces_beside
from polias.kit.access.door import require
from polias.kit.forms import PoliasForm
from polias.kit.screens.declare import page, record_page
from polias.kit.screens.journey import Journey, walk
from polias.kit.screens.verb import walk_verb

BASE = "/crime/proposals"


@page
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a new keyword, another word for one, or the end of one."""
    require(request.actor, "crime.proposals.propose")  # type: ignore[attr-defined]

    def submit(data: dict[str, Any], *, version: int | None, **how: Any) -> KeywordProposal:
        return actions.propose(**proposal_of(data), **how)  # type: ignore[no-any-return]

    journey = Journey(
        name="crime.proposals.propose",
        title=_("Propose a change of keywords"),
        form=ProposeForm,
        submit=submit,
        primary_label=_("Propose it"),
        cancel_url=f"{BASE}/",
        breadcrumbs=[(_("Proposed keywords"), f"{BASE}/"), (_("Propose a change of keywords"), "")],
    )
    return walk(request, journey)


@record_page
def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the change into the vocabulary from a day on."""
    return walk_verb(
        request,
        KeywordProposal,
        reference,
        "accept",
        form=AcceptForm,
        do=actions.accept,
        initial=lambda one: {"holds_from": _first_day(one)},
    )


@record_page
def refuse(request: HttpRequest, reference: str) -> HttpResponse:
    """Leave the vocabulary as it is, and say why."""
    return walk_verb(request, KeywordProposal, reference, "refuse", form=RefuseForm, do=actions.refuse)


@record_page
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take back a proposal of one's own that has no answer."""
    return walk_verb(request, KeywordProposal, reference, "withdraw", form=PoliasForm, do=actions.withdraw)


def _first_day(one: KeywordProposal) -> date:
    """Today, or after the notice where other forces have the vocabulary too."""
    return timezone.localdate() + (NOTICE if forces_beside(one.force_id) else timedelta())
