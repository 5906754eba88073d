"""States and moves of a crime report, its 24-hour clock, and that of an offer to another force."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Clock, Move, State, Workflow

#: An offer is answered even when the crime was finalised or cancelled meanwhile.
ANY = ("recorded", "finalised", "cancelled")
WORKFLOW = Workflow(
    initial="recorded",
    states={
        "recorded": State(_("Under investigation"), "blue"),
        "finalised": State(_("Finalised"), "grey", final=True),
        "cancelled": State(_("Cancelled"), "orange", final=True),
    },
    moves=(
        Move("give_outcome", _("Give the outcome"), ("recorded",), "finalised"),
        Move("review", _("Review the investigation"), ("recorded",), None),
        Move("involve", _("Add a person"), ("recorded",), None),
        Move("take_off", _("Take a person off"), ("recorded",), None),
        Move("amend", _("Correct time or place"), ("recorded", "finalised"), None),
        Move("keyword", _("Add keywords"), ("recorded",), None),
        Move("strike_keyword", _("Take a keyword off"), ("recorded",), None),
        Move("describe", _("Say how it was done"), ("recorded",), None),
        Move("classify", _("Change the class"), ("recorded",), None),
        Move("note_offence", _("Add a further offence"), ("recorded",), None),
        Move("strike_offence", _("Take a further offence off"), ("recorded",), None, hidden=True),
        Move("allocate", _("Allocate"), ("recorded",), None),
        Move("enter_court_result", _("Enter the court's result"), ("finalised",), None),
        Move("reopen", _("Reopen"), ("finalised", "cancelled"), "recorded"),
        Move("offer_transfer", _("Offer it to another force"), ("recorded",), None, starts=("transfer",)),
        Move("accept_transfer", _("Accept the transfer"), ("recorded",), None, stops=("transfer",), hidden=True),
        Move("refuse_transfer", _("Refuse the transfer"), ANY, None, stops=("transfer",), hidden=True),
        Move("withdraw_transfer", _("Withdraw the offer"), ANY, None, stops=("transfer",), hidden=True),
        Move("cancel", _("Cancel the crime"), ("recorded",), "cancelled"),
    ),
    clocks=(
        Clock(
            "recording",
            _("Recording"),
            timedelta(hours=24),
            _("Then it counts as recorded late."),
            begins=lambda crime: crime.reported_at,
        ),
        Clock(
            "transfer",
            _("Answer to the transfer"),
            timedelta(days=7),
            _("Then both registrars speak to each other."),
        ),
    ),
)
