"""What the demonstration is made of, as plain frozen rows that know neither database nor framework.

Rows point at one another by `key`, a text such as "person:NSH:00012" that means nothing outside the demonstration.
Instants are UTC; days and months are London's. A missing value is None, or "" for text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Literal

ForceCode = Literal["NSH", "EMR", "WVL"]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Force:
    """One invented force; `processing_unit` is what it calls the people who work the processing queue."""

    code: ForceCode
    name: str
    full_name: str
    processing_unit: str


@dataclass(frozen=True, slots=True)
class Area:
    """One node of a force's tree: the force itself, a district, or a beat; bounds are south, west, north, east."""

    code: str
    name: str
    kind: Literal["force", "district", "beat"]
    parent: str
    force: ForceCode
    bounds: Bounds
    rural: bool


@dataclass(frozen=True, slots=True)
class Staff:
    """One person who works for a force or sits on its board; `signs_in` marks the cast of the tour."""

    username: str
    forenames: str
    surname: str
    force: ForceCode
    role: str
    title: str
    area: str
    supervisor: str
    signs_in: bool
    about: str


@dataclass(frozen=True, slots=True)
class SharingAgreement:
    """One force lends another some record types up to a grade; everything not named stays unseen."""

    key: str
    title: str
    lender: ForceCode
    borrower: ForceCode
    record_types: tuple[str, ...]
    grade: int
    purpose: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Location:
    """One place; the coordinates lie in the open North Sea, and neither street nor postcode exists."""

    key: str
    force: ForceCode
    area: str
    kind: Literal["home", "shop", "pub", "street", "business"]
    address: str
    street: str
    town: str
    postcode: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Person:
    """One record of a person; the same human being may have several records, as in life."""

    key: str
    force: ForceCode
    forenames: str
    surname: str
    date_of_birth: date
    sex: Literal["F", "M"]
    home: str
    phone: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """One shop, public house or firm."""

    key: str
    force: ForceCode
    name: str
    kind: Literal["shop", "pub", "business"]
    location: str


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One vehicle; its registration has the figures 01, which were never issued."""

    key: str
    force: ForceCode
    registration: str
    make: str
    model: str
    colour: str
    keeper: str


@dataclass(frozen=True, slots=True)
class Log:
    """One contact; number is force, London day and a sequence that starts at 1 each day.

    `crime` names the crime it led to; a log that should become one and has not yet is open with `decision` "".
    Grade and codes are those of polias.contact.reference. `vulnerability` is "assessed" or "not possible now".
    """

    key: str
    force: ForceCode
    number: str
    channel: Literal["999", "101", "online", "front counter"]
    received_at: datetime
    opening_code: str
    grade: str
    summary: str
    area: str
    location: str
    caller: str
    operator: str
    assigned_to: str
    thrive: tuple[tuple[str, str], ...]
    vulnerability: str
    vulnerable: bool
    vulnerability_note: str
    qualifiers: tuple[str, ...]
    dispatched_at: datetime | None
    arrived_at: datetime | None
    closed_at: datetime | None
    closing_code: str
    decision: Literal["", "crime recorded", "no crime", "crime-related incident"]
    decision_reason: str
    crime: str
    state: Literal["open", "closed"]


@dataclass(frozen=True, slots=True)
class Crime:
    """One recorded crime.

    committed <= reported <= recorded <= outcome, and all before the demonstration's `as_at`. Offence, outcome and
    keywords are codes of polias.crime.reference. `grade` is 0 open, 1 restricted. It entered the processing queue when
    it was recorded; `queue_processed_at` is None while it waits. `faults` says what was planted to be corrected.
    """

    key: str
    force: ForceCode
    number: str
    log: str
    offence: str
    committed_from: datetime
    committed_to: datetime
    reported_at: datetime
    recorded_at: datetime
    late_reason: str
    area: str
    location: str
    victim: str
    victim_organisation: str
    suspects: tuple[str, ...]
    vehicle: str
    keywords: tuple[str, ...]
    summary: str
    investigator: str
    supervisor: str
    recorded_by: str
    state: Literal["recorded", "finalised", "cancelled"]
    outcome: str
    outcome_at: datetime | None
    outcome_reason: str
    cancelled_at: datetime | None
    cancellation_category: str
    cancellation_reason: str
    queue_entered_at: datetime
    queue_processed_at: datetime | None
    queue_processed_by: str
    grade: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Supply:
    """Whether a force's crimes of one London month reached the figures; a month not supplied has no rows at all."""

    force: ForceCode
    month: date
    supplied: bool
    note: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that changed what is counted from one month on, to be drawn on the chart."""

    offence: str
    month: date
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body that holds a force to account; members and clerk are usernames."""

    key: str
    name: str
    force: ForceCode
    kind: str
    members: tuple[str, ...]
    clerk: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting; items are what is on its agenda, in order."""

    key: str
    body: str
    held_on: date
    place: str
    items: tuple[str, ...]
    state: Literal["held", "planned"]


@dataclass(frozen=True, slots=True)
class QuotedFigure:
    """One figure that a paper quotes: a measure of the engine, for a force and a London month."""

    measure: str
    force: ForceCode
    month: date
    offence_group: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a paper; an internal one is left out of the public edition."""

    text: str
    edition: Literal["public", "internal"] = "public"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper for one agenda item, with the figures it quotes."""

    key: str
    meeting: str
    item: int
    title: str
    author: str
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[QuotedFigure, ...]
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a meeting decided under one item, word for word."""

    key: str
    meeting: str
    item: int
    text: str


@dataclass(frozen=True, slots=True)
class BoardAction:
    """Who does what by when, from one resolution; progress lines are dated."""

    key: str
    resolution: str
    text: str
    owner: str
    due_on: date
    state: Literal["open", "closed"]
    progress: tuple[tuple[date, str], ...]
    closed_on: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Aspiration:
    """What a body aims at in a measure, by the codes of boards; who answers for it, and a thought for members."""

    key: str
    body: str
    measure: str
    basis: str
    value: float | None
    owner: str
    because: str
    rationale: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A number promised in public by a day, with what had been reached on which day."""

    key: str
    body: str
    text: str
    made_on: date
    due_on: date
    target: int
    unit: str
    reached: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing planted to be noticed: what it is, what to notice, and the keys of the rows that show it."""

    code: str
    title: str
    notice: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Everything, in an order in which each row points only at rows before it (crimes come after logs)."""

    seed: int
    today: date
    as_at: datetime
    first_day: date
    forces: tuple[Force, ...]
    areas: tuple[Area, ...]
    staff: tuple[Staff, ...]
    agreements: tuple[SharingAgreement, ...]
    locations: tuple[Location, ...]
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    vehicles: tuple[Vehicle, ...]
    logs: tuple[Log, ...]
    crimes: tuple[Crime, ...]
    supplies: tuple[Supply, ...]
    rule_changes: tuple[RuleChange, ...]
    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]
    papers: tuple[Paper, ...]
    resolutions: tuple[Resolution, ...]
    actions: tuple[BoardAction, ...]
    promises: tuple[Promise, ...]
    aspirations: tuple[Aspiration, ...]
    features: tuple[Feature, ...]

    def fingerprint(self) -> str:
        """A hash of the whole content: equal for equal days and seeds, on any machine."""
        content = hashlib.sha256()
        for field in fields(self):
            content.update(f"{field.name}={getattr(self, field.name)!r}\n".encode())
        return content.hexdigest()

    def feature(self, code: str) -> Feature:
        """The planted feature with this code."""
        return next(feature for feature in self.features if feature.code == code)
