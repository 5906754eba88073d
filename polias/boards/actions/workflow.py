"""States and moves of a board's action."""

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Move, State, Workflow

WORKFLOW = Workflow(
    initial="open",
    states={
        "open": State(_("Open"), "blue"),
        "closed": State(_("Closed"), "grey", final=True),
    },
    moves=(
        Move("progress", _("Say how it is going"), ("open",), None),
        Move("assign", _("Say who does it and by when"), ("open",), None),
        # The owner closes it by answering the task on My work, where the evidence stays on their side.
        Move("close_by_owner", _("Close with evidence"), ("open",), "closed", hidden=True),
        # The clerk closes one that nobody of the force owns, while checking the minutes that say it is done.
        Move("close_as_told", _("Close by the minutes"), ("open",), "closed", hidden=True),
        Move("reopen", _("Not satisfied: open it again"), ("closed",), "open"),
    ),
)
