"""Two years of crime, drawn day by day from the rates in offences.csv."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from demo.offences import (
    DAYS_TO_OUTCOME,
    HOURS,
    OUTCOME_REASONS,
    SEASONS,
    WEEKDAYS,
    Profile,
    profile_of,
    profiles,
)
from demo.people import Population, age_on
from demo.places import Beat, Country
from demo.plan import Plan, instant
from demo.records import ForceCode, Location, Organisation, Person, Staff

CRIMES_A_DAY: dict[ForceCode, float] = {"NSH": 4.75, "EMR": 2.05, "WVL": 1.5}
RULE_OFFENCE, RULE_FACTOR = "9A", 0.38
SHOP_THEFT_GROWTH = 0.14
LATE: dict[ForceCode, float] = {"NSH": 0.06, "EMR": 0.05, "WVL": 0.11}
LATE_REASONS = (
    "Caller could not be reached until the next day",
    "No officer free in the control room",
    "Waiting for a specially trained officer",
    "Passed between departments before it was recorded",
)
NOBODY_IDENTIFIED = frozenset({"14", "18"})
ADULT_DISPOSALS = frozenset({"3", "7"})
CANCELLATIONS = (
    ("C2", "Evidence came to light that no crime had happened; the victim was told"),
    ("C3", "Already recorded under another number"),
    ("C4", "Recorded in error: the report was of an earlier matter"),
)


@dataclass(slots=True)
class Draft:
    """A crime in the making: it may still be changed by a story before it is numbered."""

    profile: Profile
    force: ForceCode
    committed_from: datetime
    committed_to: datetime
    reported_at: datetime
    recorded_at: datetime
    area: str
    location: str
    victim: Person | None
    organisation: Organisation | None
    suspects: tuple[Person, ...]
    vehicle: str
    keywords: set[str]
    summary: str
    investigator: Staff
    late_reason: str = ""
    outcome: str = ""
    outcome_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancellation: tuple[str, str] = ("", "")
    faults: list[str] = field(default_factory=list)

    @property
    def late(self) -> bool:
        """Whether it was recorded more than 24 hours after it was reported."""
        return self.recorded_at - self.reported_at > timedelta(hours=24)


class CrimeMaker:
    """Draws crimes for one force."""

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
        self.rng, self.plan, self.force, self.people = rng, plan, force, people
        self.locations = country.locations
        self.beats = country.beats[force]
        self.beat_weights = [beat.weight for beat in self.beats]
        self.shops = [shop for beat in self.beats for shop in beat.shops]
        # A few shops take most of the thefts, as in life.
        self.shop_weights = [1 / (1 + rank) ** 0.7 for rank in range(len(self.shops))]
        rng.shuffle(self.shops)
        self.investigators = [person for person in staff if person.force == force and person.role == "investigator"]
        self.keepers = [person for person in people.adults if person.key in people.vehicles]
        self.total_share = sum(profile.share for profile in profiles())

    def history(self) -> Iterator[Draft]:
        """Every crime of the two years, in the order in which they happened."""
        for day in self.plan.days:
            for profile in profiles():
                for _ in range(_poisson(self.rng, self.expected(profile, day))):
                    yield self.happen(profile, day)

    def expected(self, profile: Profile, day: date) -> float:
        """How many such crimes begin on the day, on average."""
        mean = CRIMES_A_DAY[self.force] * profile.share / self.total_share
        mean *= SEASONS[profile.season][day.month - 1] * WEEKDAYS[profile.rhythm][day.weekday()]
        if profile.code == RULE_OFFENCE and day >= self.plan.rule_month:
            mean *= RULE_FACTOR
        if profile.victim == "shop":
            mean *= 1 + SHOP_THEFT_GROWTH * (day - self.plan.first_day).days / 365
        return mean

    def happen(self, profile: Profile, day: date, *, couple: tuple[Person, Person] | None = None) -> Draft:
        """One crime of this kind that begins on this London day."""
        beat = self.rng.choices(self.beats, self.beat_weights)[0]
        victim, organisation, suspects = self._involved(profile, beat, day, couple)
        where = self._where(profile, beat, victim, organisation)
        began, ended = self._when(profile, day)
        reported = _minutes(ended + timedelta(hours=self.rng.expovariate(1 / profile.report_delay_hours)))
        investigator = self._investigator(where.area)
        draft = Draft(
            profile=profile,
            force=self.force,
            committed_from=began,
            committed_to=ended,
            reported_at=reported,
            recorded_at=self._recorded(reported, investigator),
            area=where.area,
            location=where.key,
            victim=victim,
            organisation=organisation,
            suspects=suspects,
            vehicle=self._vehicle(profile, victim),
            keywords={name for name, chance in profile.keywords if self.rng.random() < chance},
            summary=profile.summary,
            investigator=investigator,
        )
        self._mark(draft, beat, day)
        self._conclude(draft)
        return draft

    def happen_to(self, couple: tuple[Person, Person], code: str, day: date) -> Draft:
        """One crime between two named people, in the home of the first."""
        return self.happen(profile_of(code, "partner"), day, couple=couple)

    def _involved(
        self, profile: Profile, beat: Beat, day: date, couple: tuple[Person, Person] | None
    ) -> tuple[Person | None, Organisation | None, tuple[Person, ...]]:
        if profile.victim == "partner":
            harmed, suspect = couple or self._couple()
            return harmed, None, (suspect,)
        victim = self._victim(profile, beat)
        organisation = self._organisation(profile, beat)
        if self.rng.random() >= profile.suspect_named:
            return victim, organisation, ()
        return victim, organisation, (self._suspect(victim, day),)

    def _couple(self) -> tuple[Person, Person]:
        """Some couples are far more often in this than others; four times in five the woman is the victim."""
        couples = self.people.couples
        woman, man = couples[int(self.rng.random() ** 2.2 * len(couples))]
        return (woman, man) if self.rng.random() < 0.8 else (man, woman)

    def _victim(self, profile: Profile, beat: Beat) -> Person | None:
        if profile.victim in ("shop", "business", "nobody"):
            return None
        if profile.victim == "keeper" and profile.place == "street":
            return self.rng.choice(self.keepers)
        if profile.victim == "woman":
            return self.rng.choice(self.people.women)
        if self.rng.random() < 0.17:
            return self.rng.choice(self.people.often_victims)
        locals_ = [
            person for person in self.people.by_beat.get(beat.area.code, ()) if age_on(person, self.plan.first_day) > 17
        ]
        return self.rng.choice(locals_ or list(self.people.adults))

    def _organisation(self, profile: Profile, beat: Beat) -> Organisation | None:
        if profile.victim == "shop":
            return self.rng.choices(self.shops, self.shop_weights)[0]
        if profile.victim == "business":
            return self.rng.choice(beat.firms)
        return None

    def _suspect(self, victim: Person | None, day: date) -> Person:
        offenders = [p for p in self.people.offenders if p is not victim and age_on(p, day) >= 12]
        return offenders[int(self.rng.random() ** 1.6 * len(offenders))]

    def _where(
        self, profile: Profile, beat: Beat, victim: Person | None, organisation: Organisation | None
    ) -> Location:
        if organisation:
            return self.locations[organisation.location]
        if victim and (profile.place == "home" or (profile.victim == "keeper" and self.rng.random() < 0.6)):
            return self.locations[victim.home]
        if profile.place == "pub":
            return self.locations[self.rng.choice(beat.pubs).location]
        return self.rng.choice(beat.streets)

    def _when(self, profile: Profile, day: date) -> tuple[datetime, datetime]:
        """From and to; something that went on for days is reported at its end."""
        weights = HOURS[profile.rhythm]
        start = instant(day, self.rng.choices(range(len(weights)), weights)[0] + self.rng.random())
        lasted = timedelta(hours=profile.lasts_hours * self.rng.uniform(0.5, 1.5))
        return (_minutes(start - lasted), start) if profile.lasts_hours > 12 else (start, _minutes(start + lasted))

    def _investigator(self, area: str) -> Staff:
        near = [person for person in self.investigators if area.startswith(person.area)]
        return self.rng.choice(near or self.investigators)

    def _recorded(self, reported: datetime, investigator: Staff) -> datetime:
        late = 0.26 if investigator.username == "rhys" else LATE[self.force]
        if self.rng.random() < late:
            return _minutes(reported + timedelta(hours=24.3 + self.rng.expovariate(1 / 22)))
        return _minutes(reported + timedelta(hours=min(23.4, self.rng.lognormvariate(math.log(2.8), 0.9))))

    def _vehicle(self, profile: Profile, victim: Person | None) -> str:
        vehicle = self.people.vehicles.get(victim.key) if victim and profile.victim == "keeper" else None
        return vehicle.key if vehicle and profile.place == "street" else ""

    def _mark(self, draft: Draft, beat: Beat, day: date) -> None:
        if draft.late:
            draft.late_reason = self.rng.choice(LATE_REASONS)
        if draft.victim and age_on(draft.victim, day) >= 65:
            draft.keywords.add("older-victim")
        if beat.area.rural and draft.profile.rhythm == "overnight":
            draft.keywords.add("rural")

    def _conclude(self, draft: Draft) -> None:
        """The outcome, if it has come by now; one in sixty is cancelled instead."""
        if self.rng.random() < 1 / 60:
            cancelled = draft.recorded_at + timedelta(days=self.rng.uniform(2, 30))
            if cancelled < self.plan.as_at:
                draft.cancelled_at, draft.cancellation = _minutes(cancelled), self.rng.choice(CANCELLATIONS)
            return
        outcome = self._outcome(draft)
        if outcome:
            days = self.rng.lognormvariate(math.log(DAYS_TO_OUTCOME[outcome]), 0.55)
            given = _minutes(draft.recorded_at + timedelta(days=days, hours=1))
            if given < self.plan.as_at:
                draft.outcome, draft.outcome_at = outcome, given

    def _outcome(self, draft: Draft) -> str:
        """An outcome that fits: some need a suspect, two say that nobody was identified, two are for adults."""
        named = bool(draft.suspects)
        fitting = [
            (code, chance) for code, chance in draft.profile.outcomes if (code in NOBODY_IDENTIFIED) is not named
        ]
        share = draft.profile.suspect_named if named else 1 - draft.profile.suspect_named
        drawn = self.rng.random() * max(share, sum(chance for _code, chance in fitting) / 0.92)
        for code, chance in fitting:
            drawn -= chance
            if drawn < 0:
                young = named and age_on(draft.suspects[0], draft.reported_at.date()) < 18
                return (
                    "8"
                    if young and code in ADULT_DISPOSALS
                    else "8"
                    if code == "7" and draft.profile.code != "92E"
                    else code
                )
        return ""


def outcome_reason(outcome: str) -> str:
    """The sentence kept with an outcome that needs one."""
    return OUTCOME_REASONS.get(outcome, "")


def _minutes(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _poisson(rng: random.Random, mean: float) -> int:
    """A Poisson draw by Knuth's method, fit for the small means of one day."""
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
