"""What the board knows and did: two meetings, a paper, three actions of which one is overdue, and a promise behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from demo.plan import Plan, months_before
from demo.records import Aspiration, BoardAction, Body, Meeting, Paper, Paragraph, Promise, QuotedFigure, Resolution

THURSDAY = 3
BODY = "body:NSH"
PLACE = "Council chamber, Oldminster"


@dataclass(frozen=True, slots=True)
class BoardPapers:
    """Everything of the board."""

    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]
    papers: tuple[Paper, ...]
    resolutions: tuple[Resolution, ...]
    actions: tuple[BoardAction, ...]
    promises: tuple[Promise, ...]
    aspirations: tuple[Aspiration, ...]


def the_board(plan: Plan) -> BoardPapers:
    """The Northshire Police and Crime Panel as it stands on the day."""
    first, second, next_one = (thursday_near(plan.today, days) for days in (-103, -12, 23))
    return BoardPapers(
        bodies=(Body(BODY, "Northshire Police and Crime Panel", "NSH", "police and crime panel", ("erin",), "jo"),),
        meetings=_meetings(first, second, next_one),
        papers=(_paper(plan, second),),
        resolutions=_resolutions(),
        actions=_actions(plan, first, second),
        promises=(_promise(plan),),
        aspirations=_aspirations(),
    )


def thursday_near(today: date, days: int) -> date:
    """The Thursday on or before so many days from today."""
    day = today + timedelta(days=days)
    return day - timedelta(days=(day.weekday() - THURSDAY) % 7)


def _meetings(first: date, second: date, next_one: date) -> tuple[Meeting, ...]:
    usual = ("Apologies and declarations", "Minutes of the last meeting")
    return (
        Meeting("meeting:NSH:1", BODY, first, PLACE, (*usual, "The processing queue", "Public order figures"), "held"),
        Meeting("meeting:NSH:2", BODY, second, PLACE, (*usual, "Crime and the processing queue", "Shop theft"), "held"),
        Meeting("meeting:NSH:3", BODY, next_one, PLACE, (*usual, "Actions outstanding"), "planned"),
    )


def _paper(plan: Plan, held_on: date) -> Paper:
    month = months_before(held_on, 1)
    paragraphs = (
        Paragraph("This paper says how much crime was recorded last month, how soon, and how many records wait."),
        Paragraph(
            f"The queue of records grew in March {plan.backlog_month.year}, when three of the nine people who work it "
            "were away. It has been shrinking slowly since. No investigation waits for the queue."
        ),
        Paragraph(
            "Recorded public order offences fell at one step when the counting rule changed. The fall is in the "
            "counting; the panel should not read it as fewer incidents."
        ),
        Paragraph("The unit has two vacancies; names and dates are in the staffing note.", "internal"),
        Paragraph("One officer's records come back more often than others'. Training is arranged.", "internal"),
        Paragraph("The panel is asked to note the figures and to agree the actions below."),
    )
    measures = ("recorded_crime", "recorded_within_24_hours", "outcome_rate", "queue_age")
    figures = (
        *(QuotedFigure(measure, "NSH", month) for measure in measures),
        QuotedFigure("recorded_crime", "NSH", month, "Public order offences"),
    )
    return Paper(
        "paper:NSH:2",
        "meeting:NSH:2",
        3,
        "Crime and the processing queue",
        "jo",
        paragraphs,
        figures,
        held_on - timedelta(days=7),
    )


def _resolutions() -> tuple[Resolution, ...]:
    decided = (
        (1, "meeting:NSH:1", 3, "That the force bring the processing queue under five working days."),
        (2, "meeting:NSH:1", 4, "That the force explain the fall in recorded public order offences."),
        (3, "meeting:NSH:2", 4, "That the ten shops with most thefts be visited before the new year."),
    )
    return tuple(Resolution(f"resolution:NSH:{n}", meeting, item, text) for n, meeting, item, text in decided)


def _actions(plan: Plan, first: date, second: date) -> tuple[BoardAction, ...]:
    return (
        BoardAction(
            key="action:NSH:1",
            resolution="resolution:NSH:1",
            text="Bring the processing queue under five working days and report how",
            owner="hal",
            due_on=plan.today - timedelta(days=9),
            state="open",
            progress=((first + timedelta(days=30), "Overtime agreed for four weekends"),),
            closed_on=None,
            evidence="",
        ),
        BoardAction(
            key="action:NSH:2",
            resolution="resolution:NSH:2",
            text="Explain the step in recorded public order offences on the chart itself",
            owner="dev",
            due_on=first + timedelta(days=56),
            state="closed",
            progress=((first + timedelta(days=20), "Rule change found and dated with the registrar"),),
            closed_on=first + timedelta(days=41),
            evidence="The chart now carries a note at the month in which the counting rule changed.",
        ),
        BoardAction(
            key="action:NSH:3",
            resolution="resolution:NSH:3",
            text="Visit the ten shops with the most thefts and agree with each how thefts are reported",
            owner="asha",
            due_on=plan.today + timedelta(days=33),
            state="open",
            progress=((second + timedelta(days=5), "List of shops drawn up; three visits booked"),),
            closed_on=None,
            evidence="",
        ),
    )


def _aspirations() -> tuple[Aspiration, ...]:
    return (
        Aspiration(
            key="aspiration:NSH:1",
            body=BODY,
            measure="recorded_within_24_hours",
            basis="own_value",
            value=90.0,
            owner="hal",
            because="",
            rationale="Two neighbours reach it with fewer people, so it can be asked of Northshire too.",
        ),
        Aspiration(
            key="aspiration:NSH:2",
            body=BODY,
            measure="recorded_crime",
            basis="none",
            value=None,
            owner="dev",
            because="More recorded crime may mean better recording, so fewer is not asked for.",
            rationale="",
        ),
    )


def _promise(plan: Plan) -> Promise:
    months = [months_before(plan.today, n) for n in range(15, -1, -3)]
    return Promise(
        key="promise:NSH:1",
        body=BODY,
        text="Fifty more officers in Northshire's neighbourhoods",
        made_on=months[0],
        due_on=months_before(plan.today, -4),
        target=50,
        unit="officers",
        reached=tuple(zip(months, (0, 4, 9, 15, 19, 22), strict=True)),
    )
