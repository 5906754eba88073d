"""States and moves of a paper."""

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import Move, State, Workflow

WORKFLOW = Workflow(
    initial="draft",
    states={
        "draft": State(_("Draft"), "orange"),
        "published": State(_("Published"), "blue", final=True),
    },
    moves=(
        Move("publish", _("Publish"), ("draft",), "published"),
        Move("write", _("Add a paragraph"), ("draft",), None),
        Move("quote", _("Quote a figure"), ("draft",), None),
        Move("rewrite", _("Change a paragraph"), ("draft",), None, hidden=True),
        Move("correct", _("Correct"), ("published",), None),
    ),
)
