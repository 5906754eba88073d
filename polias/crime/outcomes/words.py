"""What an outcome rests on, in words, for the crime's page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from polias.crime.outcomes.conditions import DETAILS, DOCUMENT, DONE_ON
from polias.crime.outcomes.model import CrimeOutcome
from polias.kit.access.door import named_here
from polias.kit.i18n.text import Words


def said_with(one: CrimeOutcome) -> list[tuple[Words, Any]]:
    """Every answer that was given with an outcome, under its question."""
    suspect = one.suspect and (named_here(one.suspect.reference) or _("a record that is not yours to see"))
    answers: list[tuple[Words, Any]] = [
        (_("Suspect"), suspect),
        (DONE_ON.get(one.code, _("When")), one.done_on and f"{one.done_on:%-d %B %Y}"),
        (_("Who decided"), one.get_decided_by_display()),
        (_("Admitted"), _yes_or_no(one.admitted)),
        (_("Appropriate adult present"), _yes_or_no(one.adult_present)),
        (_("What the victim wishes"), one.get_victim_view_display()),
        (_("Victim told"), one.victim_told_on and f"{one.victim_told_on:%-d %B %Y}"),
        (_("Every line of enquiry closed"), _yes_or_no(one.enquiries_closed)),
        (DOCUMENT.get(one.code, _("What shows it")), one.document),
        (DETAILS.get(one.code, _("Details")), one.details),
    ]
    return [(name, value) for name, value in answers if value]


def _yes_or_no(answer: bool | None) -> str:  # noqa: FBT001 - an answer, not a switch
    """Yes or no; nothing where nothing was said."""
    if answer is None:
        return ""
    return _("Yes") if answer else _("No")
