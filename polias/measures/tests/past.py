"""Three invented years of crimes for tests, entered as a take-on enters them, and counted again in plain Python."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from polias.crime.public import CrimeOutcome, CrimeReport, offence_classes, positive_outcomes
from polias.kit.access.acting import acting
from polias.kit.record.importing import Imported, bring_in, bring_in_parts

LONDON = ZoneInfo("Europe/London")
OFFENCES = ("46", "8N", "34B", "105A")
OUTCOMES = ("1", "18", "14", "3A", "2")


@dataclass(frozen=True)
class Past:
    """What was entered, as plain rows: the recount below never looks at a dataset."""

    crimes: tuple[dict[str, Any], ...]
    outcomes: tuple[dict[str, Any], ...]

    def recorded(self, month: str, group: str = "") -> list[dict[str, Any]]:
        return [
            c for c in self.crimes if c["month"] == month and not c["cancelled"] and (not group or c["group"] == group)
        ]

    def recorded_crime(self, month: str, group: str = "") -> int:
        return sum(c["notifiable"] for c in self.recorded(month, group))

    def within_24_hours(self, month: str, group: str = "") -> float:
        counted = [c for c in self.recorded(month, group) if c["notifiable"]]
        return 100 * sum(c["hours"] <= 24 for c in counted) / len(counted)

    def outcome_rate(self, month: str, group: str = "") -> float:
        given = [o for o in self.outcomes if o["month"] == month and (not group or o["group"] == group)]
        positive = sum(o["current"] and o["code"] in positive_outcomes(o["on"]) for o in given)
        return 100 * positive / self.recorded_crime(month, group)

    def closings(self, month: str, group: str = "") -> list[dict[str, Any]]:
        """Outcomes of the month that still stand."""
        of_month = [o for o in self.outcomes if o["month"] == month and o["current"]]
        return [o for o in of_month if not group or o["group"] == group]

    def days_to_outcome(self, month: str, group: str = "") -> list[float]:
        return [o["days"] for o in self.closings(month, group) if not o["grade"]]

    def days_under_investigation(self, month: str, group: str = "") -> list[float]:
        """A cancelled crime of these years was cancelled at once."""
        cancelled = [c for c in self.crimes if c["month"] == month and c["cancelled"] and not c["grade"]]
        return self.days_to_outcome(month, group) + [0.0 for c in cancelled if not group or c["group"] == group]

    def groups(self) -> list[str]:
        return sorted(Counter(c["group"] for c in self.crimes))


def invent(actor: Any, *, first: datetime, last: datetime, a_month: int = 20, without: tuple[str, ...] = ()) -> Past:
    """So many crimes in each London month, some late, cancelled or restricted; none in the months named `without`."""
    rng = random.Random(1829)
    crimes: list[dict[str, Any]] = []
    outcomes: list[dict[str, Any]] = []
    rows, parts = [], []
    hours_in_all = int((last - first).total_seconds() // 3600)
    for _ in range(int(hours_in_all / 730 * a_month)):
        at = first + timedelta(hours=rng.randrange(hours_in_all), minutes=rng.randrange(60))
        if london_month(at) in without:
            continue
        crime = _crime(rng, at)
        record = _record(crime, actor)
        rows.append(Imported(record, actor.force_id, "recorded", at, actor.id, grade=crime["grade"]))
        crimes.append(crime)
        if not crime["cancelled"] and rng.random() < 0.6:
            outcome = _outcome(rng, crime, last=last)
            outcomes.append(outcome)
            parts.append((record, CrimeOutcome(
                code=outcome["code"], given_at=outcome["at"], given_by=actor.id, rationale="As told.",
                current=outcome["current"],
            )))  # fmt: skip
    with acting(actor):
        bring_in(rows)
        bring_in_parts(parts)
    return Past(tuple(crimes), tuple(outcomes))


def london_month(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%Y-%m}"


def _crime(rng: random.Random, at: datetime) -> dict[str, Any]:
    offence = offence_classes()[rng.choice(OFFENCES)]
    return {
        "at": at,
        "month": london_month(at),
        "code": offence.code,
        "group": offence.group,
        "notifiable": offence.notifiable,
        "hours": rng.choice((1.0, 3.5, 23.9, 24.0, 24.5, 70.0)),
        "cancelled": rng.random() < 0.05,
        "grade": int(rng.random() < 0.05),
    }


def _record(crime: dict[str, Any], actor: Any) -> CrimeReport:
    reported_at = crime["at"] - timedelta(hours=crime["hours"])
    return CrimeReport(
        offence=crime["code"],
        summary="Invented.",
        committed_from=reported_at - timedelta(hours=1),
        reported_at=reported_at,
        recorded_at=crime["at"],
        within_24_hours=crime["hours"] <= 24,
        investigator=actor.id,
        cancelled_at=crime["at"] if crime["cancelled"] else None,
    )


def _outcome(rng: random.Random, crime: dict[str, Any], *, last: datetime) -> dict[str, Any]:
    at = min(crime["at"] + timedelta(days=rng.randrange(90)), last)
    on: date = at.astimezone(LONDON).date()
    return {"at": at, "on": on, "month": f"{on:%Y-%m}", "code": rng.choice(OUTCOMES), "group": crime["group"],
            "days": round((at - crime["at"]).total_seconds() / 86400, 3), "grade": crime["grade"],
            "current": rng.random() < 0.9}  # fmt: skip
