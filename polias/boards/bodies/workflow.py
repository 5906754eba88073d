"""States and moves of a body."""

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Move, State, Workflow

WORKFLOW = Workflow(
    initial="standing",
    states={
        "standing": State(_("Standing"), "blue"),
        "dissolved": State(_("Dissolved"), "grey", final=True),
    },
    moves=(
        Move("plan", _("Plan a meeting"), ("standing",), None),
        Move("aim", _("Set an aspiration"), ("standing",), None),
        Move("appoint", _("Appoint a member"), ("standing",), None),
        Move("dissolve", _("Dissolve the body"), ("standing",), "dissolved"),
    ),
)
