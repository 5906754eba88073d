"""The roles that grants are given to, and what each is called; who holds which is on the actor."""

from django.utils.translation import gettext_lazy as _

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
