"""Calls, messages and visits: one log for most crimes, and those that never became one."""

from __future__ import annotations

import csv
import math
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from demo.crimes import Draft
from demo.offences import HOURS
from demo.people import Population
from demo.places import Country
from demo.plan import LONDON, Plan, instant
from demo.records import ForceCode, Log, Person, Staff

OTHER_LOGS_A_DAY: dict[ForceCode, float] = {"NSH": 2.2, "EMR": 0.95, "WVL": 0.65}
CHANNELS = {
    "emergency": (("999", 0.85), ("101", 0.15)),
    "priority": (("999", 0.4), ("101", 0.55), ("front counter", 0.05)),
    "routine": (("101", 0.6), ("online", 0.3), ("front counter", 0.1)),
    "appointment": (("101", 0.6), ("online", 0.3), ("front counter", 0.1)),
    "resolved": (("101", 0.5), ("online", 0.45), ("front counter", 0.05)),
}
# Minutes until somebody is sent, and the median until they are there: in town, in the country.
ATTENDANCE = {
    "emergency": (2, 11, 18),
    "priority": (12, 44, 62),
    "routine": (200, 560, 700),
    "appointment": (600, 1700, 1900),
}
DECISIONS = {
    "no-crime": ("no crime", "Credible evidence that no crime happened: the property was found"),
    "crime-related-incident": ("crime-related incident", "The owner does not confirm that a crime happened"),
}
NOT_NOW = ("Caller hung up before the questions could be asked", "Caller could not speak freely")
# One wording for each level of risk; a real handler writes their own.
THRIVE = {
    "emergency": (
        "Violence now or about to be",
        "Serious",
        "Immediate",
        "Secure the scene and recordings",
        "Ask on arrival",
        "Stay on the line",
    ),
    "priority": (
        "May happen again soon",
        "Moderate",
        "Within hours",
        "Witnesses may leave",
        "Asked by the handler",
        "Ring back with a time",
    ),
    "routine": (
        "Past, not continuing",
        "Slight",
        "Low",
        "Recordings kept for some days",
        "Asked by the handler",
        "Told when to expect us",
    ),
}
LETTERS = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")


@dataclass(frozen=True, slots=True)
class OtherKind:
    """One kind of call that leads to no crime, and how often somebody in it is vulnerable."""

    opening: str
    share: float
    grade: str
    closing: str
    vulnerable: float
    summary: str


@dataclass(slots=True)
class _Call:
    """What a log needs to know, whether or not a crime came of it."""

    received_at: datetime
    opening: str
    grade: str
    summary: str
    area: str
    location: str
    caller: str
    vulnerable: float
    ends_after: datetime
    closing: str
    decision: str
    reason: str
    draft: Draft | None


@cache
def other_kinds() -> tuple[OtherKind, ...]:
    """Every kind of call in other_logs.csv."""
    with Path(__file__).with_name("other_logs.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            OtherKind(r["opening"], float(r["share"]), r["grade"], r["closing"], float(r["vulnerable"]), r["summary"])
            for r in csv.DictReader(lines)
        )


class LogBook:
    """Writes every log of one force, then numbers them day by day."""

    def __init__(
        self,
        rng: random.Random,
        *,
        plan: Plan,
        force: ForceCode,
        country: Country,
        people: Population,
        staff: list[Staff],
    ) -> None:
        self.rng, self.plan, self.force, self.country, self.people = rng, plan, force, country, people
        self.operator = next(p.username for p in staff if p.force == force and p.role == "control_room")
        self.rural = {area.code for area in country.areas if area.rural}
        self.calls: list[_Call] = []

    def add_crime(self, draft: Draft) -> None:
        """The call that led to the crime, or will; some crimes are found by officers and have none."""
        pending = draft.recorded_at >= self.plan.as_at
        if self.rng.random() >= draft.profile.from_log and not pending:
            return
        closing = "" if pending else "crime-recorded"
        self.calls.append(
            _Call(
                received_at=draft.reported_at,
                opening=draft.profile.opening,
                grade=draft.profile.grade,
                summary=draft.profile.summary,
                area=draft.area,
                location=draft.location,
                caller=draft.victim.key if draft.victim else "",
                vulnerable=0.5 if draft.profile.victim in ("partner", "woman") else 0.1,
                ends_after=draft.recorded_at,
                closing=closing,
                decision="" if pending else "crime recorded",
                reason="",
                draft=draft,
            )
        )

    def add_others(self) -> None:
        """Everything else that people call about."""
        kinds = other_kinds()
        weights = [kind.share for kind in kinds]
        beats = self.country.beats[self.force]
        beat_weights = [beat.weight for beat in beats]
        hours = HOURS["home"]
        for day in self.plan.days:
            for _ in range(int(OTHER_LOGS_A_DAY[self.force] * self.rng.uniform(0.4, 1.6) + self.rng.random())):
                kind = self.rng.choices(kinds, weights)[0]
                beat = self.rng.choices(beats, beat_weights)[0]
                received = instant(day, self.rng.choices(range(24), hours)[0] + self.rng.random())
                caller = self.rng.choice(self.people.adults)
                self.add_other(kind, received, location=self.rng.choice(beat.streets).key, caller=caller)

    def add_other(self, kind: OtherKind, received: datetime, *, location: str, caller: Person) -> None:
        """One call that led to no crime."""
        decision, reason = DECISIONS.get(kind.closing, ("", ""))
        area = self.country.locations[location].area
        call = _Call(
            received_at=received,
            opening=kind.opening,
            grade=kind.grade,
            summary=kind.summary,
            area=area,
            location=location,
            caller=caller.key,
            vulnerable=kind.vulnerable,
            ends_after=received,
            closing=kind.closing,
            decision=decision,
            reason=reason,
            draft=None,
        )
        self.calls.append(call)

    def written(self, crime_keys: dict[int, str]) -> list[Log]:
        """Every log received by the end of the history, numbered from 1 each London day.

        `crime_keys` gives the key of a recorded crime by the identity of its draft.
        """
        logs: list[Log] = []
        day, sequence = "", 0
        for call in sorted(self.calls, key=lambda each: each.received_at):
            if call.received_at >= self.plan.as_at or call.received_at < instant(self.plan.first_day, 0):
                continue
            on = f"{call.received_at.astimezone(LONDON):%Y%m%d}"
            day, sequence = (on, sequence + 1) if on == day else (on, 1)
            logs.append(self._log(call, f"{self.force}-{day}-{sequence:04}", crime_keys.get(id(call.draft), "")))
        return logs

    def _log(self, call: _Call, number: str, crime: str) -> Log:
        dispatched, arrived = self._attendance(call)
        closed = self._closed(call, arrived)
        vulnerable = self.rng.random() < call.vulnerable
        asked = self.rng.random() > 0.05
        return Log(
            key=f"log:{number}",
            force=self.force,
            number=number,
            channel=_choice(self.rng, CHANNELS[call.grade]),  # type: ignore[arg-type]
            received_at=call.received_at,
            opening_code=call.opening,
            grade=call.grade,
            summary=call.summary,
            area=call.area,
            location=call.location,
            caller=call.caller,
            operator=self.operator,
            assigned_to=call.draft.investigator.username if call.draft else "",
            thrive=tuple(zip(LETTERS, THRIVE.get(call.grade, THRIVE["routine"]), strict=True)),
            vulnerability="assessed" if asked else "not possible now",
            vulnerable=vulnerable and asked,
            vulnerability_note="" if asked else self.rng.choice(NOT_NOW),
            qualifiers=_qualifiers(call, vulnerable=vulnerable and asked),
            dispatched_at=_before(dispatched, self.plan.as_at),
            arrived_at=_before(arrived, self.plan.as_at),
            closed_at=closed,
            closing_code=call.closing if closed else "",
            decision=call.decision if closed else "",  # type: ignore[arg-type]
            decision_reason=call.reason if closed else "",
            crime=crime,
            state="closed" if closed else "open",
        )

    def _attendance(self, call: _Call) -> tuple[datetime | None, datetime | None]:
        if call.grade not in ATTENDANCE:
            return None, None
        sent, town, country = ATTENDANCE[call.grade]
        # Friday and Saturday nights take longer.
        local = call.received_at.astimezone(LONDON)
        busy = 1.35 if local.weekday() in (4, 5) and local.hour >= 20 else 1.0
        minutes = self.rng.lognormvariate(math.log((country if call.area in self.rural else town) * busy), 0.42)
        dispatched = call.received_at + timedelta(minutes=int(sent * self.rng.uniform(0.5, 1.5)))
        return dispatched, max(dispatched, call.received_at + timedelta(minutes=int(minutes))) + timedelta(minutes=1)

    def _closed(self, call: _Call, arrived: datetime | None) -> datetime | None:
        if not call.closing:
            return None
        last = max(call.ends_after, arrived or call.received_at)
        return _before(last + timedelta(minutes=self.rng.randint(8, 150)), self.plan.as_at)


def _qualifiers(call: _Call, *, vulnerable: bool) -> tuple[str, ...]:
    found = {"vulnerable"} if vulnerable else set()
    if call.opening == "domestic-incident":
        found.add("domestic")
    if call.draft and "alcohol" in call.draft.keywords:
        found.add("alcohol")
    return tuple(sorted(found))


def _before(moment: datetime | None, end: datetime) -> datetime | None:
    return moment if moment and moment < end else None


def _choice(rng: random.Random, chances: tuple[tuple[str, float], ...]) -> str:
    return rng.choices([name for name, _chance in chances], [chance for _name, chance in chances])[0]
