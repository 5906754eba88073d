"""The roles that grants are given to, and what each is called; who holds which is on the actor."""

from django.utils.translation import gettext_lazy as _

# Members of a board see what is open; those who work in the force also what is restricted.
FROM_OUTSIDE = frozenset({"member"})

ROLES = {
    "operator": _("Control room operator"),
    "investigator": _("Investigator"),
    "supervisor": _("Supervisor"),
    "processor": _("Information management unit"),
    "registrar": _("Crime registrar"),
    "steward": _("Data steward"),
    "custody": _("Custody sergeant"),
    "safeguarding": _("Safeguarding hub"),
    "analyst": _("Analyst"),
    "auditor": _("Auditor"),
    "clerk": _("Board clerk"),
    "member": _("Board or panel member"),
}

# Who looks at every emergency access to a record of their force.
REVIEWER = "auditor"
REVIEWS_EMERGENCIES = frozenset({REVIEWER})


def usual_clearance(roles: list[str]) -> int:
    """The clearance that comes with a set of roles; more is given by name."""
    return 0 if FROM_OUTSIDE.issuperset(roles) else 1
