"""P21: every emergency access is alerted and put up for review in its own transaction, and the alert names nobody."""

from __future__ import annotations

from itertools import cycle

import pytest
from django.utils import timezone

from polias.crime.reports.tests.factories import a_crime
from polias.kit.access.acting import acting
from polias.kit.access.sessions import as_system
from polias.kit.emergency.actions import KIND, open_in_emergency, review
from polias.kit.emergency.queries import numbers, to_review
from polias.kit.events.model import OutboxRow
from polias.kit.models import ActorRow
from polias.kit.restriction.actions import restrict
from polias.kit.tasks.model import Task

WHO = ("hal", "asha", "carys", "idris", "gwen", "kit")
WHY = "Mrs Lantern has rung: he is outside her door."
SUBJECT = ("Lantern", "outside", "door")


@pytest.mark.slow
def test_every_emergency_access_is_alerted_and_reviewed(cast, prove, size):
    tries = size(short=12, full=240)
    crimes = [locked_crime(cast) for _n in range(tries)]
    opened = [by_somebody(cast, who, crime) for who, crime in zip(cycle(WHO), crimes, strict=False)]
    alerts, tasks = alerts_told(), tasks_for_review(cast)
    alerted = [one for one in opened if str(one) in alerts and one in tasks]
    prove("P21", "accesses alerted in their own transaction", **share(len(alerted), tries))
    texts = [alerts[str(one)] + tasks[one].title + tasks[one].why for one in alerted]
    telling = [text for text in texts if any(word in text for word in personal(crimes))]
    prove(
        "P21", "alerts that hold personal data", figure=f"{len(telling)} of {tries}", goal="0", holds=not telling
    )  # fmt: skip
    clocked = [one for one in opened if tasks[one].due_at > timezone.now()]
    prove("P21", "accesses under review with a clock", **share(len(clocked), tries))
    reviewed = review_all(cast)
    prove("P21", "accesses that their reviewer could close", **share(reviewed, tries))
    assert numbers().waiting == 0


def share(found: int, of: int) -> dict[str, object]:
    return {"figure": f"{found} of {of}", "goal": "all", "holds": found == of}


def locked_crime(cast):
    with acting(cast("asha")) as asha:
        crime = a_crime(asha)
    with acting(cast("ben")) as ben:
        return restrict(crime, actor=ben, level="locked", reason="A source.", people=(cast("lena").id,))


def by_somebody(cast, username, crime):
    with acting(cast(username)) as actor:
        return open_in_emergency(crime.reference, actor=actor, reason=WHY).access_id


def alerts_told():
    """What those who review are told at once, by the access it is about."""
    with as_system():
        rows = OutboxRow.objects.filter(event__endswith="EmergencyOpened")
        return {row.payload["access_id"]: str(row.payload) for row in rows}


def tasks_for_review(cast):
    with acting(cast("fola")) as fola:
        return {t.asked_by: t for t in Task.objects.filter(kind=KIND, for_role="auditor", force_id=fola.force_id)}


def personal(crimes):
    """Every word that would say whom or what it was about, or who looked."""
    names = [word for name in ActorRow.objects.values_list("name", flat=True) for word in name.split()]
    known = [word for crime in crimes for word in (crime.reference, str(crime.pk))]
    return [*(word for word in names if word[:1].isupper()), *known, *SUBJECT]


def review_all(cast):
    with acting(cast("fola")) as fola:
        waiting = list(to_review(fola))
        return sum(1 for one in waiting if review(one, actor=fola, verdict="proper", words="Seen.").reviewed_at)
