"""States of a crime from another system."""

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Move, State, Workflow

WORKFLOW = Workflow(
    initial="brought_in",
    states={
        "brought_in": State(_("From another system, not recorded here"), "orange"),
        "recorded": State(_("From another system, recorded here"), "green", final=True),
    },
    moves=(Move("record_here", _("Record it as a crime here"), ("brought_in",), "recorded"),),
)
