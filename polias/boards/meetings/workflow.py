"""States and moves of a meeting."""

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Move, State, Workflow

WORKFLOW = Workflow(
    initial="planned",
    states={
        "planned": State(_("Planned"), "blue"),
        "held": State(_("Held, minutes open"), "orange"),
        "minuted": State(_("Minuted"), "grey", final=True),
    },
    moves=(
        Move("add_item", _("Add an item"), ("planned", "held"), None),
        Move("add_paper", _("Draft a paper"), ("planned", "held"), None),
        Move("hold", _("The meeting was held"), ("planned",), "held"),
        Move("resolve", _("Write a resolution"), ("held",), None),
        Move("set_action", _("Set an action"), ("held",), None),
        Move("minute", _("Close the minutes"), ("held",), "minuted"),
    ),
)
