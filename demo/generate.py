"""Makes the demonstration: the same day and seed give the same two years, to the last minute."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, datetime

from demo.boards import the_board
from demo.crimes import CrimeMaker, Draft, outcome_reason
from demo.features import features
from demo.logs import LogBook, other_kinds
from demo.people import Population, agreement, settle, staff
from demo.places import FORCES, Country, build_country
from demo.plan import Plan, instant, month_of, plan_for
from demo.queue import processed
from demo.records import Crime, Demonstration, ForceCode, Log, Person, RuleChange, Staff, Supply
from demo.stories import earlier_calls, the_series, three_spellings, to_be_corrected, waiting_reports

SEED = 1829  # the year of the Metropolitan Police Act


@dataclass(slots=True)
class _History:
    """What was made for one force."""

    crimes: list[Crime]
    logs: list[Log]
    spelled: tuple[Person, ...]
    series: tuple[str, ...]


def demonstration(*, today: date, seed: int = SEED) -> Demonstration:
    """Two invented years up to the start of `today`, for three invented forces; nothing in it is real."""
    plan = plan_for(today)
    # One generator for each part, so that a change in one does not stir up the others.
    country = build_country(random.Random(f"{seed} places"))
    populations = settle(random.Random(f"{seed} people"), country, today=today)
    everybody = staff()
    histories = {
        f.code: _history(
            seed, plan, force=f.code, country=country, people=populations[f.code], everybody=list(everybody)
        )
        for f in FORCES
    }
    northshire = histories["NSH"]
    board = the_board(plan)
    people = [p for f in FORCES for p in populations[f.code].people] + list(northshire.spelled)
    return Demonstration(
        seed=seed,
        today=today,
        as_at=plan.as_at,
        first_day=plan.first_day,
        forces=FORCES,
        areas=country.areas,
        staff=everybody,
        agreements=(agreement(first_day=plan.first_day),),
        locations=tuple(country.locations.values()),
        people=tuple(people),
        organisations=country.organisations,
        vehicles=tuple(v for f in FORCES for v in populations[f.code].vehicles.values()),
        logs=tuple(log for history in histories.values() for log in history.logs),
        crimes=tuple(crime for history in histories.values() for crime in history.crimes),
        supplies=_supplies(plan),
        rule_changes=(_rule_change(plan),),
        bodies=board.bodies,
        meetings=board.meetings,
        papers=board.papers,
        resolutions=board.resolutions,
        actions=board.actions,
        promises=board.promises,
        aspirations=board.aspirations,
        features=features(
            plan,
            crimes={code: history.crimes for code, history in histories.items()},
            logs={code: history.logs for code, history in histories.items()},
            spelled=northshire.spelled,
            series=northshire.series,
        ),
    )


def _history(
    seed: int, plan: Plan, *, force: ForceCode, country: Country, people: Population, everybody: list[Staff]
) -> _History:
    """Crimes and logs of one force with its stories, and the extra records of people that the stories need."""
    rng = random.Random(f"{seed} history {force}")
    stories = random.Random(f"{seed} stories {force}")
    maker = CrimeMaker(rng, plan=plan, force=force, country=country, people=people, staff=everybody)
    drafts = [draft for draft in maker.history() if _within(plan, draft)]
    book = LogBook(
        random.Random(f"{seed} logs {force}"), plan=plan, force=force, country=country, people=people, staff=everybody
    )
    spelled: tuple[Person, ...] = ()
    series: list[Draft] = []
    if force == "NSH":
        asha = next(person for person in everybody if person.username == "asha")
        story_maker = CrimeMaker(stories, plan=plan, force=force, country=country, people=people, staff=everybody)
        spelled = three_spellings(stories, people, drafts)
        series = the_series(stories, story_maker, plan=plan)
        drafts += [*series, *waiting_reports(story_maker, plan=plan, for_whom=asha)]
        to_be_corrected(stories, drafts)
        _call_about(series[0], book, plan)
    for draft in drafts:
        book.add_crime(draft)
    book.add_others()
    crimes, keys = _recorded(drafts, plan, force, everybody, random.Random(f"{seed} queue {force}"))
    logs = book.written(keys)
    return _History(_with_logs(crimes, logs), logs, spelled, tuple(keys[id(draft)] for draft in series))


def _within(plan: Plan, draft: Draft) -> bool:
    """Reported in the two years, and not in the month of Westvale that never arrived."""
    inside = instant(plan.first_day, 0) <= draft.reported_at < plan.as_at
    return inside and not (draft.force == "WVL" and month_of(draft.recorded_at) == plan.missing_month)


def _call_about(first: Draft, book: LogBook, plan: Plan) -> None:
    """What neighbours said about the series before its first crime."""
    if first.victim is None:
        return
    usual = next(kind for kind in other_kinds() if kind.opening == "domestic-incident")
    for received, words in earlier_calls(plan=plan):
        kind = replace(usual, summary=words, vulnerable=1.0)
        book.add_other(kind, received, location=first.victim.home, caller=book.people.adults[0])


def _recorded(
    drafts: list[Draft], plan: Plan, force: ForceCode, everybody: list[Staff], rng: random.Random
) -> tuple[list[Crime], dict[int, str]]:
    """The crimes in the order in which they were recorded, numbered by year, with their time in the queue."""
    done = sorted((d for d in drafts if d.recorded_at < plan.as_at), key=lambda d: (d.recorded_at, d.reported_at))
    left = processed(rng, [draft.recorded_at for draft in done], plan=plan, force=force)
    processor = next(p.username for p in everybody if p.force == force and p.role == "information_management")
    crimes, keys, year, sequence = [], {}, 0, 0
    for draft, processed_at in zip(done, left, strict=True):
        on = month_of(draft.recorded_at).year
        year, sequence = (on, sequence + 1) if on == year else (on, 1)
        number = f"{force}-{year}-{sequence:06}"
        keys[id(draft)] = f"crime:{number}"
        crimes.append(_crime(draft, number, processed_at, processor))
    return crimes, keys


def _crime(draft: Draft, number: str, processed_at: datetime | None, processor: str) -> Crime:
    state = "cancelled" if draft.cancelled_at else "finalised" if draft.outcome else "recorded"
    return Crime(
        key=f"crime:{number}",
        force=draft.force,
        number=number,
        log="",
        offence=draft.profile.code,
        committed_from=draft.committed_from,
        committed_to=draft.committed_to,
        reported_at=draft.reported_at,
        recorded_at=draft.recorded_at,
        late_reason=draft.late_reason,
        area=draft.area,
        location=draft.location,
        victim=draft.victim.key if draft.victim else "",
        victim_organisation=draft.organisation.key if draft.organisation else "",
        suspects=tuple(person.key for person in draft.suspects),
        vehicle=draft.vehicle,
        keywords=tuple(sorted(draft.keywords)),
        summary=draft.summary,
        investigator=draft.investigator.username,
        supervisor=draft.investigator.supervisor,
        recorded_by=draft.investigator.username,
        state=state,  # type: ignore[arg-type]
        outcome=draft.outcome,
        outcome_at=draft.outcome_at,
        outcome_reason=outcome_reason(draft.outcome),
        cancelled_at=draft.cancelled_at,
        cancellation_category=draft.cancellation[0],
        cancellation_reason=draft.cancellation[1],
        queue_entered_at=draft.recorded_at,
        queue_processed_at=processed_at,
        queue_processed_by=processor if processed_at else "",
        grade=1 if draft.profile.restricted else 0,
        faults=tuple(draft.faults),
    )


def _with_logs(crimes: list[Crime], logs: list[Log]) -> list[Crime]:
    by_crime = {log.crime: log.key for log in logs if log.crime}
    return [replace(crime, log=by_crime.get(crime.key, "")) for crime in crimes]


def _supplies(plan: Plan) -> tuple[Supply, ...]:
    note = "Westvale's file for the month did not arrive; no figure may be shown for it."
    return tuple(
        Supply(force.code, month, not missing, note if missing else "")
        for force in FORCES
        for month in plan.months
        for missing in [force.code == "WVL" and month == plan.missing_month]
    )


def _rule_change(plan: Plan) -> RuleChange:
    return RuleChange(
        "9A",
        plan.rule_month,
        "Counting rule for public order changed",
        "Invented here: from this month a dispute that was over before officers came is no longer counted.",
    )
