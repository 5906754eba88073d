"""States and moves of a person's record."""

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Move, State, Workflow

WORKFLOW = Workflow(
    initial="current",
    states={"current": State(_("Current"), "blue")},
    moves=(
        Move("amend", _("Change details"), ("current",), None),
        Move("add_name", _("Add a name"), ("current",), None),
    ),
)
