"""What is planted to be noticed: three spellings of one name, a series between two people, an officer to be helped."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

from demo.crimes import CrimeMaker, Draft
from demo.offences import profile_of
from demo.people import Population, age_on
from demo.plan import Plan, instant
from demo.records import Person, Staff

# Each is one name that was heard three ways.
SPELLINGS = (
    (("Catherine", "McAllister"), ("Katharine", "MacAlister"), ("Kathryn", "Mc Allister")),
    (("Stephanie", "Philips"), ("Steffanie", "Phillips"), ("Stefanie", "Fillips")),
    (("Theresa", "Thomson"), ("Teresa", "Thompson"), ("Tess", "Tomson")),
)
SERIES = ((338, "105A"), (276, "8Q"), (221, "105A"), (149, "8N"), (97, "8Q"), (48, "8N"), (15, "8N"))
SERIES_WITHOUT_FLAG = (1, 4)
SERIES_SUMMARIES = (
    "Pushed against the kitchen wall during an argument about money",
    "Forty calls in one night after she had left the home",
    "Held by the wrists and not let out of the room",
    "Hit in the face, lip split; a child was in the house",
    "Waited for outside her work on three days",
    "Held by the throat; did not lose consciousness",
    "Hit with a belt; a neighbour called",
)
FAULTS = (
    "no location",
    "summary too short",
    "domestic abuse not flagged",
    "late without a reason",
    "time not narrowed",
)
TO_BE_CORRECTED = "rhys"
FAULTY_SHARE = 0.45
# Hours before the end of the history at which reports came in that nobody has recorded yet.
WAITING_REPORTS = ((25.5, "46", "shop"), (9.0, "46", "shop"), (3.0, "58C", "keeper"))


def three_spellings(rng: random.Random, population: Population, drafts: list[Draft]) -> tuple[Person, ...]:
    """Give one woman three records, and make each the victim of two crimes months apart."""
    first = rng.choice([woman for woman in population.women if woman.date_of_birth.day < 12])
    born = first.date_of_birth.replace(day=4, month=7)
    births = (born, born.replace(day=7, month=4), born.replace(year=born.year + 1))
    records = tuple(
        replace(first, key=f"{first.key}-{n}", forenames=name[0], surname=name[1], date_of_birth=birth)
        for n, (name, birth) in enumerate(zip(rng.choice(SPELLINGS), births, strict=True), start=1)
    )
    fitting = [d for d in drafts if d.profile.victim == "adult" and d.profile.place == "street" and d.victim]
    step = len(fitting) // 6
    for turn in range(6):
        fitting[turn * step + step // 2].victim = records[turn % 3]
    return records


def the_series(rng: random.Random, maker: CrimeMaker, *, plan: Plan) -> list[Draft]:
    """Seven crimes between two people within a year, each worse than the last; two of them lack the flag."""
    couples = [pair for pair in maker.people.couples if all(age_on(person, plan.first_day) > 20 for person in pair)]
    couple = couples[rng.randrange(len(couples) // 2, len(couples))]
    found = []
    for turn, (days_ago, code) in enumerate(SERIES):
        draft = maker.happen_to(couple, code, plan.today - timedelta(days=days_ago))
        draft.summary = SERIES_SUMMARIES[turn]
        draft.cancelled_at, draft.cancellation = None, ("", "")
        draft.keywords.add("domestic-abuse")
        if turn in SERIES_WITHOUT_FLAG:
            draft.keywords.discard("domestic-abuse")
            draft.faults.append("domestic abuse not flagged")
        found.append(draft)
    return found


def to_be_corrected(rng: random.Random, drafts: list[Draft]) -> None:
    """Plant in nearly half of one officer's records what their supervisor will send back."""
    for draft in drafts:
        if draft.investigator.username == TO_BE_CORRECTED and not draft.faults and rng.random() < FAULTY_SHARE:
            fault = rng.choice([each for each in FAULTS if _possible(each, draft)])
            _plant(fault, draft)
            draft.faults.append(fault)


def _possible(fault: str, draft: Draft) -> bool:
    if fault == "domestic abuse not flagged":
        return "domestic-abuse" in draft.keywords
    if fault == "late without a reason":
        return draft.late
    return True


def _plant(fault: str, draft: Draft) -> None:
    if fault == "no location":
        draft.location = ""
    elif fault == "summary too short":
        draft.summary = "As above"
    elif fault == "domestic abuse not flagged":
        draft.keywords.discard("domestic-abuse")
    elif fault == "late without a reason":
        draft.late_reason = ""
    else:
        draft.committed_from -= timedelta(days=1)


def waiting_reports(maker: CrimeMaker, *, plan: Plan, for_whom: Staff) -> list[Draft]:
    """Reports of last night that nobody has recorded yet, one of them already more than a day old."""
    found = []
    for hours_ago, code, victim in WAITING_REPORTS:
        draft = maker.happen(profile_of(code, victim), plan.today - timedelta(days=2))  # type: ignore[arg-type]
        draft.reported_at = plan.as_at - timedelta(hours=hours_ago)
        draft.committed_to = draft.reported_at - timedelta(minutes=20)
        draft.committed_from = min(draft.committed_from, draft.committed_to)
        draft.recorded_at = plan.as_at + timedelta(days=1)
        draft.investigator = for_whom
        draft.outcome, draft.outcome_at, draft.cancelled_at, draft.cancellation = "", None, None, ("", "")
        found.append(draft)
    return found


def earlier_calls(*, plan: Plan) -> list[tuple[datetime, str]]:
    """When neighbours had called about the couple before anything was recorded, and what they said."""
    days = (402, 371, 350)
    words = ("Shouting heard through the wall", "Raised voices, a door slammed", "A woman crying in the street")
    return [
        (instant(plan.today - timedelta(days=n), 22.4), f"{said}; all quiet when officers came")
        for n, said in zip(days, words, strict=True)
    ]
