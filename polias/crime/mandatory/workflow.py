"""States of a retired field: not demanded, or demanded again."""

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Move, State, Workflow

WORKFLOW = Workflow(
    initial="retired",
    states={
        "retired": State(_("Not mandatory here"), "orange"),
        "demanded": State(_("Mandatory again"), "grey", final=True),
    },
    moves=(Move("demand_again", _("Make it mandatory again"), ("retired",), "demanded"),),
)
