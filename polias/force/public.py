"""The one door of the force module."""

from polias.force.models import Agreement, Area, Force, Policy, Staff
from polias.force.policy import POLICY_KEYS, policy
from polias.force.queries import (
    areas_of,
    beat_at,
    beat_choices,
    force_letters,
    force_short_name,
    forces_beside,
    staff_member,
    staff_of,
    supervisor_of,
)
from polias.force.reference import force_named, forces
from polias.force.roles import ROLES

__all__ = [
    "POLICY_KEYS",
    "ROLES",
    "Agreement",
    "Area",
    "Force",
    "Policy",
    "Staff",
    "areas_of",
    "beat_at",
    "beat_choices",
    "force_letters",
    "force_named",
    "force_short_name",
    "forces",
    "forces_beside",
    "policy",
    "staff_member",
    "staff_of",
    "supervisor_of",
]
