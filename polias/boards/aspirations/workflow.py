"""States and moves of an aspiration."""

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Move, State, Workflow

WORKFLOW = Workflow(
    initial="set",
    states={
        "set": State(_("Set, for members"), "grey"),
        "published": State(_("Published"), "green"),
        "withdrawn": State(_("Withdrawn"), "grey", final=True),
    },
    moves=(
        Move("revise", _("Aim at something else"), ("set", "published"), None),
        Move("publish", _("Publish the aspiration"), ("set",), "published"),
        Move("withdraw", _("Withdraw it"), ("set", "published"), "withdrawn"),
    ),
)
