"""Every breach is a lesson: how often which rule refused somebody or was passed with a reason, by field and team."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db.models import F, Sum
from django.utils import timezone

from polias.kit.access.actor import Actor
from polias.kit.rules.model import RuleLesson
from polias.kit.rules.rule import Breach

#: What is looked back on: a rule that many meet is to be mended now, and what is read does not grow with the years.
QUARTER_DAYS = 91

_team_of: list[Callable[[int], str]] = []


def set_teams(team_of: Callable[[int], str]) -> None:
    """Let the module that knows who works where say the team of an actor; '' where there is none."""
    _team_of[:] = [team_of]


def learn(breaches: Iterable[Breach], *, actor: Actor, verb: str, passed: bool = False) -> None:
    """Count what somebody met, under their team and today, without saying who it was.

    Refusals are counted by the page that says them: a deed that was refused leaves nothing behind, and so cannot.
    """
    team = _team_of[0](actor.id) if _team_of else ""
    column = "passed" if passed else "refused"
    for breach in breaches:
        where = {"force_id": actor.force_id, "team": team[:80], "code": breach.code[:20], "field": breach.field[:60],
                 "verb": verb[:80], "day": timezone.localdate()}  # fmt: skip
        # Added first: two who meet a rule at the same moment must both be counted.
        RuleLesson.objects.bulk_create([RuleLesson(**where)], ignore_conflicts=True)
        RuleLesson.objects.filter(**where).update(**{column: F(column) + 1})


def lessons(force_ids: Iterable[int], *, by: str) -> list[dict[str, object]]:
    """How often each rule refused and was passed in the last quarter, by ``field`` or ``team``; the most first."""
    since = timezone.localdate() - timedelta(days=QUARTER_DAYS)
    rows = RuleLesson.objects.filter(force_id__in=list(force_ids), day__gt=since).values("code", by)
    counted = rows.annotate(refusals=Sum("refused"), passes=Sum("passed"))
    return list(counted.order_by("-refusals", "-passes", "code", by))
