"""The demonstration's operational records: people and places, logs, crimes, and the processing queue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from gettext import gettext as _
from typing import Any

from demo.records import Crime, Demonstration
from polias.crime.models import Correction, CrimeKeyword, CrimeOutcome, CrimeReport, RecordingStep
from polias.crime.reports.decision import usual_answers
from polias.kit.calendar import london_date
from polias.kit.models import RecordClock, SearchKey
from polias.kit.record.importing import Imported, bring_in, bring_in_parts
from polias.kit.record.model import Record
from polias.pole.locations.actions import h3_cell
from polias.pole.locations.actions import search_keys as keys_of_place
from polias.pole.models import Link, Location, Person
from polias.pole.people.actions import search_keys
from polias.site.demo.forces import Cast
from polias.site.demo.known import earlier_names, load_markers, load_names

NOTE = "Invented history of the demonstration"


class Loader:
    """Loads the records in the order in which they point at one another; ``made`` holds them by their keys."""

    def __init__(self, history: Demonstration, cast: Cast) -> None:
        self.history, self.cast = history, cast
        self.made: dict[str, Record] = {}
        self.began = datetime.combine(history.first_day, time(), UTC)

    def bring(
        self, key: str, record: Record, *, force: str, by: str = "", at: datetime | None = None, **more: Any
    ) -> Imported:
        """Remember a record under its key and say how it is to be brought in."""
        self.made[key] = record
        more.setdefault("state", "current")
        return Imported(
            record,
            force_id=self.cast.forces[force].pk,
            created_at=at or self.began,
            created_by=self.cast.actor(by),
            note=NOTE,
            **more,
        )

    def locations(self) -> None:
        bring_in(
            [
                self.bring(
                    p.key,
                    Location(
                        address=f"{p.address}, {p.town}",
                        postcode=p.postcode,
                        latitude=p.latitude,
                        longitude=p.longitude,
                        h3_cell=h3_cell(p.latitude, p.longitude),
                        beat=self.cast.areas[p.area],
                    ),
                    force=p.force,
                )
                for p in self.history.locations
            ]
        )
        places = [self.made[p.key] for p in self.history.locations]
        bring_in_parts((p, SearchKey(key=k)) for p in places if isinstance(p, Location) for k in keys_of_place(p))

    def people(self) -> None:
        homes = {p.key: p for p in self.history.locations}
        bring_in(
            [
                self.bring(
                    p.key,
                    Person(
                        forenames=p.forenames,
                        surname=p.surname,
                        date_of_birth=p.date_of_birth,
                        sex=p.sex,
                        phone=p.phone,
                        address=f"{homes[p.home].address}, {homes[p.home].town}" if p.home else "",
                        postcode=homes[p.home].postcode if p.home else "",
                    ),
                    force=p.force,
                )
                for p in self.history.people
            ]
        )
        names = earlier_names(self)
        load_names(self, names)
        people = [(self.made[p.key], names.get(p.key)) for p in self.history.people]
        bring_in_parts(
            (p, SearchKey(key=k))
            for p, other in people
            if isinstance(p, Person)
            for k in search_keys(p, names=(other,) if other else ())
        )

    def crimes(self) -> None:
        bring_in([self._crime(c) for c in self.history.crimes])
        each = [(self.made[c.key], c) for c in self.history.crimes]
        bring_in_parts((r, CrimeKeyword(code=code)) for r, c in each for code in c.keywords)
        bring_in_parts((r, RecordingStep(step=a.code, answer=a.answer)) for r, _c in each for a in usual_answers())
        bring_in_parts((r, link) for r, c in each for link in self._links_of(c))
        bring_in_parts(
            (
                r,
                CrimeOutcome(
                    code=c.outcome,
                    given_at=c.outcome_at,
                    given_by=self.cast.actor(c.supervisor or c.investigator),
                    rationale=c.outcome_reason,
                ),
            )
            for r, c in each
            if c.outcome and c.outcome_at
        )
        bring_in_parts((r, self._correction_of(c, c.cancelled_at)) for r, c in each if c.cancelled_at)
        bring_in_parts(
            (
                r,
                RecordClock(
                    name="recording",
                    started_at=c.reported_at,
                    due_at=c.reported_at + timedelta(hours=24),
                    stopped_at=c.recorded_at,
                ),
            )
            for r, c in each
        )

    def _crime(self, c: Crime) -> Imported:
        place = self.made.get(c.location)
        log = self.made.get(c.log)
        return self.bring(
            c.key,
            CrimeReport(
                offence=c.offence,
                summary=c.summary,
                committed_from=c.committed_from,
                committed_to=c.committed_to,
                reported_at=c.reported_at,
                recorded_at=c.recorded_at,
                within_24_hours=c.recorded_at - c.reported_at <= timedelta(hours=24),
                late_reason=c.late_reason,
                beat=self.cast.areas[c.area],
                h3_cell=place.h3_cell if isinstance(place, Location) else "",
                investigator=self.cast.actor(c.investigator),
                supervisor=self.cast.actor(c.supervisor) or None,
                log_reference=log.reference if log else "",
                cancelled_at=c.cancelled_at,
                cancellation_category=c.cancellation_category,
                cancellation_reason=c.cancellation_reason,
                keyword_codes=" ".join(sorted(set(c.keywords))) or None,
            ),
            force=c.force,
            by=c.recorded_by,
            at=c.recorded_at,
            state=c.state,
            grade=c.grade,
            changed_at=c.cancelled_at or c.outcome_at,
        )

    def _correction_of(self, c: Crime, at: datetime) -> Correction:
        """The cancellation of a crime; the victim was told the same day."""
        return Correction(
            kind="cancel",
            basis="error",
            made_at=at,
            made_by=self.cast.actor(c.supervisor or c.investigator),
            rationale=c.cancellation_reason,
            offence_before=c.offence,
            offence_after=c.offence,
            category=c.cancellation_category,
            victim_told_on=london_date(at),
        )

    def _links_of(self, c: Crime) -> Iterator[Link]:
        ends = [("victim", c.victim), ("victim", c.victim_organisation), ("location", c.location), ("came_from", c.log)]
        ends += [("suspect", key) for key in c.suspects] + [("vehicle", c.vehicle)]
        for role, key in ends:
            if key in self.made:
                yield Link(other=self.made[key].register, role=role, source=NOTE)


def load_records(history: Demonstration, cast: Cast, *, progress: Callable[[str], None]) -> None:
    """Everything operational, told step by step."""
    from polias.site.demo.contact import load_logs, name_the_crimes
    from polias.site.demo.queue import load_queue
    from polias.site.demo.things import load_things
    from polias.site.demo.vocabulary import load_vocabulary

    loader = Loader(history, cast)
    progress(_("People and places"))
    loader.locations()
    loader.people()
    load_things(loader)
    progress(_("Calls"))
    load_logs(loader)
    progress(_("Crimes"))
    loader.crimes()
    name_the_crimes()
    load_markers(loader)
    load_queue(loader)
    load_vocabulary(loader)
