"""Local policy as data: every key a force may set, with the value that holds until it does."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polias.force.models import Policy
from polias.force.roles import REVIEWER
from polias.kit.emergency.terms import Terms
from polias.kit.i18n.text import Words
from polias.kit.remembering import remembered_for


@dataclass(frozen=True)
class PolicyKey:
    """One thing a force may decide for itself: what it is, the value without a decision, and where that comes from."""

    key: str
    about: Words
    default: str
    source: str


POLICY_KEYS = {
    k.key: k
    for k in (
        PolicyKey(
            "quality.queue_name",
            _("What the processing queue is called"),
            "Crime processing unit",
            "local; to be confirmed by the force",
        ),
        PolicyKey(
            "crime.record_within_hours",
            _("Hours within which a crime must be recorded"),
            "24",
            "Crime Recording Rules; to be confirmed by the force",
        ),
        PolicyKey(
            "contact.assess_within_hours",
            _("Hours within which vulnerability is assessed when it was not possible during the contact"),
            "24",
            "local; to be confirmed by the force",
        ),
        PolicyKey(
            "contact.safeguard_within_hours",
            _("Hours within which the safeguarding hub looks at a contact in which somebody is vulnerable"),
            "24",
            "local; to be confirmed by the force",
        ),
        PolicyKey(
            "access.emergency_minutes",
            _("Minutes for which one emergency access to a record lasts"),
            "60",
            "local; to be confirmed by the force",
        ),
        PolicyKey(
            "access.review_within_working_days",
            _("Working days within which an emergency access is reviewed"),
            "5",
            "local; to be confirmed by the force",
        ),
        PolicyKey(
            "pole.link_from_bits",
            _("Weight in bits from which two records of one person link by themselves; off where none does"),
            "off",
            "local; to be confirmed by the force after a reviewed sample",
        ),
        PolicyKey(
            "crime.positive_outcomes",
            _("Which set of outcomes counts as positive"),
            "public-methodology",
            "dated reference data; to be confirmed by the force",
        ),
    )
}


@remembered_for(seconds=30)
def policy(force_id: int, key: str) -> str:
    """The value in force today for this force, or the default; a new one is seen within half a minute."""
    rows = Policy.objects.filter(force_id=force_id, key=key, valid_from__lte=timezone.localdate())
    newest = rows.order_by("-valid_from").first()
    return newest.value if newest else POLICY_KEYS[key].default


def emergency_terms(force_id: int) -> Terms:
    """How long an emergency access lasts in a force, by when it is reviewed and by whom."""
    minutes, days = policy(force_id, "access.emergency_minutes"), policy(force_id, "access.review_within_working_days")
    return Terms(minutes=int(minutes), working_days=int(days), reviewers=REVIEWER)
