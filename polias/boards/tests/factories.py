"""Made-up bodies, meetings, papers and actions for tests, and a small published month of crimes to quote."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from polias.boards.actions.actions import record as set_action
from polias.boards.actions.model import BoardAction
from polias.boards.aspirations.actions import record as set_aspiration
from polias.boards.aspirations.model import Aspiration
from polias.boards.bodies.actions import record as set_up
from polias.boards.bodies.model import Body
from polias.boards.meetings.actions import hold, resolve
from polias.boards.meetings.actions import record as plan
from polias.boards.meetings.model import Meeting
from polias.boards.papers.actions import draft, write
from polias.boards.papers.model import MEMBERS, Paper
from polias.kit.datasets import Column, Dataset, DatasetWriter

#: A word that stands in no template and no other text, so that its absence from bytes means something.
INTERNAL = "xylophone"
MONTH = date(2026, 5, 1)

CRIMES = Dataset(
    name="crime_reports",
    title="Recorded crimes",
    grain="One row for each",
    source="made up for tests",
    partition_by=("force", "month"),
    columns=(
        Column(name="force", type="category", meaning="The force", source="made up"),
        Column(name="month", type="category", unit="YYYY-MM", meaning="The month", source="made up"),
        Column(name="district", type="category", meaning="The district", source="made up"),
        Column(name="offence_group", type="category", meaning="The group", source="made up"),
        Column(name="is_notifiable", type="bool", meaning="Counted", source="made up"),
        Column(name="within_24_hours", type="bool", meaning="In time", source="made up"),
        Column(name="cancelled", type="bool", meaning="Cancelled", source="made up"),
    ),
)


def publish_crimes(
    datasets: Path, *, thefts: int = 40, robberies: int = 3, month: date = MONTH, force: str = "northshire"
) -> None:
    """One published month of a force: so many thefts, and so few robberies that a number gives people away."""
    groups = ["Theft"] * thefts + ["Robbery"] * robberies
    name, rows = f"{month:%Y-%m}", len(groups)
    with DatasetWriter(CRIMES, datasets=datasets, keys={"force": force, "month": name}) as writer:
        writer.write(
            {
                "force": [force] * rows,
                "month": [name] * rows,
                "district": ["North"] * rows,
                "offence_group": groups,
                "is_notifiable": [True] * rows,
                "within_24_hours": [True] * rows,
                "cancelled": [False] * rows,
            }
        )
        writer.publish(content_hash=f"{thefts:064d}", source={"made": "up"})


def a_body(jo: Any, **changes: Any) -> Body:
    usual: dict[str, Any] = {"name": "Northshire Police and Crime Panel", "kind": "panel", "since": date(2020, 5, 1)}
    return set_up(actor=jo, **(usual | changes))


def a_meeting(jo: Any, **changes: Any) -> Meeting:
    """A meeting of last week with two items, still to be held."""
    usual: dict[str, Any] = {
        "held_on": timezone.localdate() - timedelta(days=7),
        "place": "Council chamber, Oldminster",
        "items": ("Minutes of the last meeting", "Crime and the queue"),
    }
    body = changes.pop("body", None) or a_body(jo)
    return plan(actor=jo, body=body, **(usual | changes))


def a_resolution(jo: Any) -> Meeting:
    """A meeting that was held and resolved one thing."""
    meeting = hold(a_meeting(jo), actor=jo)
    return resolve(meeting, actor=jo, item=2, text="That the ten shops with most thefts be visited.")


def an_action(jo: Any, owner: Any, **changes: Any) -> BoardAction:
    usual: dict[str, Any] = {
        "resolution": 1,
        "text": "Visit the ten shops with the most thefts",
        "due_on": timezone.localdate() + timedelta(days=20),
    }
    meeting = changes.pop("meeting", None) or a_resolution(jo)
    return set_action(actor=jo, meeting=meeting, owner=owner.id, **(usual | changes))


def a_paper(jo: Any, **changes: Any) -> Paper:
    """A draft with one paragraph for everybody and one for members only."""
    meeting = changes.pop("meeting", None) or a_meeting(jo)
    paper = draft(actor=jo, meeting=meeting, item=2, name="Crime and the queue")
    write(paper, actor=jo, text="Crime was as usual.")
    return write(paper, actor=jo, text=f"One officer's {INTERNAL} is out of tune.", edition=MEMBERS)


def an_aspiration(jo: Any, owner: Any, **changes: Any) -> Aspiration:
    """To be third or better in recorded crime, with a thought behind it that is not for everybody."""
    usual: dict[str, Any] = {
        "measure": "recorded_crime",
        "basis": "group_rank",
        "value": 3.0,
        "rationale": f"The {INTERNAL} of a rival is louder.",
    }
    body = changes.pop("body", None) or a_body(jo)
    return set_aspiration(actor=jo, body=body, owner=owner.id, **(usual | changes))


def an_operational_record(actor: Any) -> Any:
    """A record that the board may not see: a person; skips where the profile keeps none."""
    if "pole" not in settings.POLIAS_MODULES:
        pytest.skip("the scrutiny profile keeps no operational record")
    return import_module("polias.pole.people.actions").record(actor=actor, surname="Adams", forenames="Amina")
