"""States and moves of a log; assessing vulnerability is open in every state, so that it holds nothing up."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Clock, Move, State, Workflow

OPEN = ("new", "graded", "dispatched", "attended")
ANY = (*OPEN, "closed")

WORKFLOW = Workflow(
    initial="new",
    states={
        "new": State(_("Not graded"), "orange"),
        "graded": State(_("Graded"), "blue"),
        "dispatched": State(_("On the way"), "purple"),
        "attended": State(_("At the scene"), "teal"),
        "closed": State(_("Closed"), "grey", final=True),
    },
    moves=(
        Move("grade", _("Grade"), ("new",), "graded"),
        Move("dispatch", _("Send somebody"), ("graded", "dispatched", "attended"), "dispatched"),
        Move("arrive", _("They have arrived"), ("dispatched",), "attended", stops=("response",)),
        Move("assess_vulnerability", _("Assess vulnerability"), ANY, None),
        Move("add_line", _("Add a line"), ANY, None),
        Move("decide", _("Decide without a crime"), OPEN, None, stops=("recording",)),
        Move("close", _("Close"), ("graded", "dispatched", "attended"), "closed", stops=("response",)),
        Move("regrade", _("Change the grade"), ("graded", "dispatched", "attended"), None),
        Move("reopen", _("Reopen"), ("closed",), "graded"),
        Move("crime_recorded_from", _("Crime recorded"), ANY, None, stops=("recording",), hidden=True),
    ),
    clocks=(
        # The limits are the force's own (policy, grade): the actions start these clocks with them.
        Clock(
            "recording",
            _("Recording"),
            timedelta(hours=24),
            _("Then it counts as recorded late."),
            begins=lambda log: log.received_at,
        ),
        Clock("response", _("Response"), timedelta(minutes=60), _("Then the promise for its grade is broken.")),
    ),
)
