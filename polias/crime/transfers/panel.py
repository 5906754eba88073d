"""On a crime's page: to which force it was offered, on what, what they answered, and how to take it back."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from polias.crime.transfers.model import Transfer
from polias.crime.transfers.queries import name_of_force, transfers_of
from polias.kit.access.actor import Actor
from polias.kit.access.door import why_not
from polias.kit.access.names import name_of
from polias.kit.i18n.text import Words


def transfers_made(crime: Any, actor: Actor, request: Any) -> str:
    """The panel; hidden while it was never offered."""
    found = transfers_of(crime)
    if not found:
        return ""
    rows = [{"one": one, "what": _what(one), "by": name_of(one.offered_by), "facts": _facts(one),
             "answered_by": one.answered_by and name_of(one.answered_by)} for one in found]  # fmt: skip
    withdraw_url = "" if found[0].answer else _withdrawal(crime, actor)
    return render_to_string("crime/transfers_made.html", {"rows": rows, "withdraw_url": withdraw_url})


def _withdrawal(crime: Any, actor: Actor) -> str:
    """Where this actor may take the offer back; empty when they may not. The other force answers at the page's head."""
    verb = "withdraw_transfer"
    refused = why_not(actor, f"{crime.TYPE}.{verb}", record=crime) or crime.record_type().workflow.refusal(crime, verb)
    return "" if refused else f"{crime.url}/{verb}"


def _what(one: Transfer) -> str:
    words = {"before": name_of_force(one.from_force), "after": name_of_force(one.to_force)}
    if one.answer == "accepted":
        return _("Transferred from %(before)s to %(after)s (C1)") % words
    if one.answer == "refused":
        return _("Offered by %(before)s, refused by %(after)s") % words
    if one.answer == "withdrawn":
        return _("Offered by %(before)s to %(after)s, and withdrawn") % words
    return _("Offered by %(before)s: waits for %(after)s") % words


def _facts(one: Transfer) -> list[tuple[Words, Any]]:
    rows: list[tuple[Words, Any]] = [
        (_("Why"), one.rationale),
        (_("What was learnt"), one.information),
        (_("Kind"), one.get_information_kind_display()),
        (_("From"), one.information_source),
        (_("Obtained"), f"{one.information_on:%-d %B %Y}"),
        (_("Answer"), one.answer_rationale),
        (_("Victim told"), one.victim_told_on and f"{one.victim_told_on:%-d %B %Y}"),
    ]
    return [(name, value) for name, value in rows if value]
