"""States and moves of an item of the processing queue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Move, State, Workflow

WORKFLOW = Workflow(
    initial="waiting",
    states={
        "waiting": State(_("Waiting"), "blue"),
        "done": State(_("Done"), "grey", final=True),
        "returned": State(_("With the officer"), "orange"),
    },
    moves=(
        Move("confirm", _("The class is right"), ("waiting",), "done"),
        Move("correct", _("Change the class"), ("waiting",), "done"),
        Move("return_to_officer", _("Return to the officer"), ("waiting",), "returned"),
        Move("undo", _("Undo"), ("done", "returned"), "waiting"),
        Move("come_back", _("Come back"), ("returned",), "waiting", hidden=True),
    ),
)
