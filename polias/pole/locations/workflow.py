"""States of a location's record."""

from django.utils.translation import gettext_lazy as _

from polias.kit.workflow.table import State, Workflow

WORKFLOW = Workflow(initial="current", states={"current": State(_("Current"), "blue")})
