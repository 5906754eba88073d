"""States of a proposal: it waits, and is accepted from a day on, refused or withdrawn."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Clock, Move, State, Workflow

WORKFLOW = Workflow(
    initial="proposed",
    states={
        "proposed": State(_("Waits for an answer"), "blue"),
        "accepted": State(_("Accepted"), "grey", final=True),
        "refused": State(_("Refused"), "orange", final=True),
        "withdrawn": State(_("Withdrawn"), "grey", final=True),
    },
    moves=(
        Move("accept", _("Accept the change"), ("proposed",), "accepted", stops=("answer",)),
        Move("refuse", _("Refuse the change"), ("proposed",), "refused", stops=("answer",)),
        Move("withdraw", _("Withdraw the proposal"), ("proposed",), "withdrawn", stops=("answer",)),
    ),
    # To be confirmed by the force: no national rule says how long a proposal may wait.
    clocks=(
        Clock("answer", _("Answer to the proposal"), timedelta(days=14), _("Then it is late; nothing else happens.")),
    ),
    first_clocks=("answer",),
)
