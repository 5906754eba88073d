"""On a crime's page: every class it had and every cancellation, with what each rests on."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from polias.crime.corrections.model import Correction
from polias.crime.corrections.queries import corrections_of
from polias.crime.reference import offence_classes
from polias.kit.access.actor import Actor
from polias.kit.access.door import named_here
from polias.kit.access.names import name_of
from polias.kit.i18n.text import Words


def corrections_made(crime: Any, actor: Actor, request: Any) -> str:
    """The panel; hidden while there is none."""
    rows = [{"made": one, "by": name_of(one.made_by), "what": _what(one), "facts": _facts(one)}
            for one in corrections_of(crime)]  # fmt: skip
    return render_to_string("crime/corrections_made.html", {"rows": rows}) if rows else ""


def _what(one: Correction) -> str:
    if one.kind == "cancel":
        return _("Cancelled: %(why)s (%(code)s)") % {"why": one.category_label, "code": one.category}
    return _("Reclassified: %(before)s → %(after)s") % {
        "before": _title(one.offence_before), "after": _title(one.offence_after),
    }  # fmt: skip


def _title(code: str) -> str:
    known = offence_classes().get(code)
    return f"{known.title} ({code})" if known else code


def _facts(one: Correction) -> list[tuple[Words, Any]]:
    other = one.surviving and (named_here(one.surviving.reference) or _("a record that is not yours to see"))
    told = one.victim_told_on and f"{one.victim_told_on:%-d %B %Y}"
    obtained = f"{one.information_on:%-d %B %Y}" if one.information_on else ""
    accepted = one.taken_on and f"{one.taken_on:%-d %B %Y}"
    rows: list[tuple[Words, Any]] = [
        (_("Taken over by"), one.taken_by),
        (_("Reference there"), one.taken_reference),
        (_("Accepted"), accepted),
        (_("Goes on counting"), other),
        (_("What was learnt"), one.information),
        (_("Kind"), one.get_information_kind_display()),
        (_("From"), one.information_source),
        (_("Obtained"), obtained),
        (_("Victim told"), told),
    ]
    return [(name, value) for name, value in rows if value]
