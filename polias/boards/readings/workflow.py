"""States and moves of a paper that was read."""

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Move, State, Workflow

WORKFLOW = Workflow(
    initial="read",
    states={
        "read": State(_("To be checked"), "orange"),
        "accepted": State(_("Accepted"), "green", final=True),
        "aside": State(_("Put aside"), "grey"),
    },
    moves=(
        Move("accept", _("Check it and accept"), ("read",), "accepted"),
        Move("put_aside", _("Put it aside"), ("read",), "aside"),
        Move("take_up", _("Take it up again"), ("aside",), "read"),
    ),
)
