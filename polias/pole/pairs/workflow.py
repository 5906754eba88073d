"""States and moves of a pair."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Move, State, Workflow

WORKFLOW = Workflow(
    initial="waiting",
    states={
        "waiting": State(_("Waiting"), "blue"),
        "unsure": State(_("Unsure"), "orange"),
        "same": State(_("Same person"), "green"),
        "different": State(_("Not the same"), "grey"),
        "linked": State(_("Linked by itself"), "turquoise"),
        "gone": State(_("No longer alike"), "grey"),
    },
    moves=(
        Move("same_person", _("Same person"), ("waiting", "unsure", "linked"), "same"),
        Move("not_the_same", _("Not the same"), ("waiting", "unsure", "linked"), "different"),
        Move("unsure", _("Unsure"), ("waiting",), "unsure"),
        Move("take_back", _("Take it back"), ("same", "different"), "waiting"),
        Move("renew", _("Score it again"), ("waiting",), None, hidden=True),
        Move("come_back", _("Come back"), ("different", "unsure"), "waiting", hidden=True),
        Move("no_longer_found", _("Close it: no longer alike"), ("waiting",), "gone", hidden=True),
        Move("find_again", _("Find it again"), ("gone",), "waiting", hidden=True),
        Move("link_by_itself", _("Link by itself"), ("waiting",), "linked", hidden=True),
    ),
)
