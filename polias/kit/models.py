"""Re-exports the kit's tables for Django, which looks for them here."""

from polias.kit.access.model import Actor as ActorRow
from polias.kit.attachments.model import Attachment
from polias.kit.audit.model import AuditRow, Seal, SealedRow
from polias.kit.drafts.model import Draft
from polias.kit.emergency.model import EmergencyAccess
from polias.kit.events.model import OutboxRow
from polias.kit.exchange.model import Incoming, Outgoing, PartnerState, Payload, Reconciliation
from polias.kit.handover.model import AlsoRead
from polias.kit.health.model import HealthMinute, HealthNotice, HealthReading, PageTimes, SlowPage
from polias.kit.idempotency.model import IdempotencyRow
from polias.kit.numbering.model import Series
from polias.kit.origins.model import Origin
from polias.kit.record.model import Register
from polias.kit.restriction.model import Admission, Exclusion, Restriction
from polias.kit.rules.model import AcceptedBreach, RuleLesson
from polias.kit.search.model import NearName, SearchKey
from polias.kit.tasks.model import Task
from polias.kit.workflow.model import RecordClock

__all__ = [
    "AcceptedBreach",
    "ActorRow",
    "Admission",
    "AlsoRead",
    "Attachment",
    "AuditRow",
    "Draft",
    "EmergencyAccess",
    "Exclusion",
    "HealthMinute",
    "HealthNotice",
    "HealthReading",
    "IdempotencyRow",
    "Incoming",
    "NearName",
    "Origin",
    "OutboxRow",
    "Outgoing",
    "PageTimes",
    "PartnerState",
    "Payload",
    "Reconciliation",
    "RecordClock",
    "Register",
    "Restriction",
    "RuleLesson",
    "Seal",
    "SealedRow",
    "SearchKey",
    "Series",
    "SlowPage",
    "Task",
]
