"""The page that takes a keyword off a crime."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse

from polias.crime.editions.reading import keyword_of_any
from polias.crime.flags import actions
from polias.crime.flags.forms import StrikeKeywordForm
from polias.crime.flags.queries import flags_of
from polias.crime.reports.model import CrimeReport
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.screens.verb import walk_verb


def strike_keyword(request: HttpRequest, reference: str) -> HttpResponse:
    """Which of the keywords that are on it, and why it does not belong to the crime."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    crime = fetch(CrimeReport, reference, actor=actor, verb="strike_keyword")
    on_it = [(code, one.label if (one := keyword_of_any(code)) else code) for code in sorted(flags_of(crime))]
    form = partial(StrikeKeywordForm, on_it=on_it)
    return walk_verb(request, CrimeReport, reference, "strike_keyword", form=form, do=actions.strike_keyword)
