"""Telling people: a task for the partner's role as soon as a message is not acknowledged in time, or cannot be.

One task for each partner, force and reason, as long as it is open: what fails together is told once. A task that was
answered while the messages still wait is raised again a day later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.sessions import as_system
from polias.kit.exchange.model import Incoming, Outgoing
from polias.kit.exchange.partners import partners
from polias.kit.record.deed import deed_open
from polias.kit.tasks.actions import raise_task
from polias.kit.tasks.model import Task

#: No message may be unacknowledged for longer without somebody having been told.
LIMIT = timedelta(hours=24)
#: The alarm is raised so much before: it is looked for every few minutes only.
BEFORE = timedelta(minutes=15)
AGAIN_AFTER = timedelta(hours=24)

#: Whose task it is when the partner is no longer named in this installation.
SOMEBODY = "steward"


def alarm_for_messages(*, now: datetime | None = None) -> int:
    """Raise what must be told of messages that wait too long or are dead; how many messages are newly covered."""
    now = now or timezone.now()
    with as_system():
        # Marked first and counted afterwards, so that nothing is marked that no task counts.
        covered = int(Outgoing.objects.filter(_troubled(now)).update(alarmed_at=now))
        marked = Outgoing.objects.filter(alarmed_at=now, state__in=Outgoing.OPEN)
        causes = marked.values_list("state", "partner", "force_id").order_by("partner", "force_id", "state")
        for state, partner, force_id, count, oldest in causes.annotate(Count("pk"), Min("created_at")):
            reason = "dead" if state == Outgoing.DEAD else "late"
            _raise_once(reason, partner, force_id=force_id, count=count, oldest=oldest)
        _alarm_for_incoming(now=now)
    return covered


def _troubled(now: datetime) -> Q:
    """Late or dead, and nobody told, or told a day ago."""
    late = Q(state=Outgoing.WAITING, created_at__lte=now - (LIMIT - BEFORE))
    told = Q(alarmed_at__gt=now - AGAIN_AFTER)
    return (late | Q(state=Outgoing.DEAD)) & ~told


def _alarm_for_incoming(*, now: datetime) -> None:
    """For what was tried too often, and for what has waited as long as none may, for an earlier one perhaps."""
    waited = Q(state=Incoming.WAITING, received_at__lte=now - (LIMIT - BEFORE))
    open_ = Incoming.objects.filter(waited | Q(state=Incoming.DEAD))
    for partner in sorted(set(open_.values_list("partner", flat=True))):
        mine = open_.filter(partner=partner)
        oldest = mine.order_by("received_at").values_list("received_at", flat=True)[0]
        for force_id in _forces_that_write_to(partner):
            _raise_once("not acted on", partner, force_id=force_id, count=mine.count(), oldest=oldest)


def another_body(partner: str, *, now: datetime) -> None:
    """A partner sent two different bodies under one id: one of the two is wrong, and nobody here can say which."""
    with as_system():
        for force_id in _forces_that_write_to(partner):
            _raise_once("differs", partner, force_id=force_id, count=1, oldest=now)


def days_differ(partner: str, *, unexplained: int, day_began: datetime) -> None:
    """The two lists of a day name messages that only one side knows, or with other bodies. Inside a system session."""
    for force_id in _forces_that_write_to(partner):
        _raise_once("differs", partner, force_id=force_id, count=unexplained, oldest=day_began)


def _forces_that_write_to(partner: str) -> Sequence[int]:
    """Those who exchange with the partner; before they have, every force of the installation."""
    from polias.kit.access.acting import current_actor

    found = sorted(set(Outgoing.objects.filter(partner=partner).values_list("force_id", flat=True).distinct()))
    actor = current_actor()
    return found or sorted(actor.home_forces - {0} if actor else ())


def _raise_once(reason: str, partner: str, *, force_id: int, count: int, oldest: datetime) -> None:
    from polias.kit.access.acting import current_actor

    kind = f"kit.exchange.{reason}.{partner}"[:60]
    if Task.objects.filter(kind=kind, force_id=force_id, state=Task.OPEN).exists():
        return
    known = next((each for each in partners() if each.name == partner), None)
    actor = current_actor()
    if actor is None:
        return
    with deed_open("kit.exchange.alarm", actor=actor, reasons={}):
        raise_task(
            kind=kind,
            title=_title(reason, str(known.label) if known else partner, count)[:200],
            why=_why(reason, oldest),
            force_id=force_id,
            for_role=known.alarm_role if known else SOMEBODY,
            due_at=timezone.now(),
        )


def _title(reason: str, partner: str, count: int) -> str:
    sentence = {
        "late": _("%(partner)s has not acknowledged %(n)d messages within 24 hours"),
        "dead": _("%(partner)s does not take %(n)d messages"),
        "differs": _("Messages here and at %(partner)s differ: %(n)d"),
        "not acted on": _("%(n)d messages from %(partner)s could not be acted on"),
    }[reason]
    return sentence % {"partner": partner, "n": count}


def _why(reason: str, oldest: datetime) -> str:
    """What has happened and whom to call; the commands are in the docs, for whoever runs the installation."""
    from polias.kit.govuk.templatetags.polias import when

    sentence = {
        "late": _(
            "The oldest is from %(when)s. They are sent until the partner acknowledges them. Call the partner and ask "
            "whether it can take messages; if it says that it does, call your system administrator."
        ),
        "dead": _(
            "The oldest is from %(when)s. They are not sent any more. Call the partner and ask why it does not take "
            "them, then call your system administrator, who sends them again or gives them up."
        ),
        "differs": _(
            "Found for %(when)s. Either side has something that the other has not, or has in other words. Call your "
            "system administrator, who can name the messages, and ask the partner which are right."
        ),
        "not acted on": _(
            "The oldest came on %(when)s. They are kept, and nothing has come of them here; later ones about the same "
            "subject wait for them. Call your system administrator, who has them acted on again or drops them."
        ),
    }[reason]
    return sentence % {"when": when(oldest)}
