"""The actor of a deed: who, for which force, with which roles, and how far they can see."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import BooleanField, Func, Q

from polias.kit.record.model import CELLS_PER_FORCE, CELLS_PER_TYPE, Grade, cell
from polias.kit.record.types import record_type, record_types


@dataclass(frozen=True)
class Emergency:
    """One record that the actor has opened in an emergency, why, and until when; ``only_reads`` unless admitted too."""

    record_id: UUID
    reference: str
    reason: str
    until: datetime
    only_reads: bool = True


@dataclass(frozen=True)
class Actor:
    """A frozen picture of one actor, taken when the request or command began.

    ``admitted`` and ``excluded`` are records by name: what somebody may see beyond their reach, and never.
    ``also_reads`` where the actor's force reads any record of another (polias.kit.handover).
    """

    id: int
    name: str
    username: str
    force_id: int
    home_forces: frozenset[int]
    roles: frozenset[str]
    clearance: int
    reach: frozenset[int]
    session_key: str
    admitted: frozenset[UUID] = frozenset()
    excluded: frozenset[UUID] = frozenset()
    emergencies: tuple[Emergency, ...] = ()
    reviews: frozenset[int] = frozenset()
    also_reads: bool = False

    def may(self, grant: str) -> bool:
        """Whether one of the actor's roles holds a grant such as ``crime.reports.classify``."""
        type_name, verb = grant.rsplit(".", 1)
        grants = record_type(type_name).grants
        return any(verb in grants.get(role, ()) for role in self.roles)

    def sees(self, *, type_name: str, force_id: int, grade: int) -> bool:
        return cell(record_type(type_name).number, force_id, grade) in self.reach

    def opens(self, type_name: str) -> bool:
        """Whether the actor can see any record of this type at all."""
        return record_type(type_name).number in self._types

    @cached_property
    def _types(self) -> frozenset[int]:
        """The numbers of the types of which they can see any record: the menu of every page asks for each."""
        return frozenset(c // CELLS_PER_TYPE for c in self.reach)

    def filter_for(self, type_name: str, *, key: str = "pk") -> Q:
        """The application's own door as SQL: grade by force, written so that the planner can estimate it.

        ``key`` is the record's key: that of its own table, or the column of a part that names the record.
        """
        return self._by_name(self._in_reach(type_name), key=key)

    def filter_for_register(self, type_name: str = "") -> Q:
        """The same door for register rows of one type, or of any."""
        if not type_name:
            return self._by_name(Q(cell__in=sorted(self.reach)))
        named = self._by_name(self._cells(type_name))
        return named & Q(record_type=type_name) if self.admitted or self.also_reads else named

    def joined_register(self, type_name: str) -> Q:
        """The door said once more, of the register that records which came through it are joined with.

        By its cells an index gives those of the forces that somebody sees; where records are seen by name, nothing.
        """
        if self.admitted or self.also_reads:
            return Q()
        return Q(register__cell__in=self._cells_of(type_name))

    def apart(self, type_name: str, *, key: str = "pk") -> list[Q]:
        """The door in parts that have no record in common: each is counted from an index, and both at once are not."""
        return self._apart(self._in_reach(type_name), key=key)

    def register_apart(self, type_name: str) -> list[Q]:
        """The same for register rows of one type."""
        in_reach, *by_name = self._apart(self._cells(type_name), key="pk")
        return [in_reach, *(one & Q(record_type=type_name) for one in by_name)]

    def _in_reach(self, type_name: str) -> Q:
        """Grade by force, of a record's own table or its parts."""
        number = record_type(type_name).number
        forces_at: dict[int, list[int]] = defaultdict(list)
        for one in sorted(self.reach):
            if one // CELLS_PER_TYPE == number:
                within = one % CELLS_PER_TYPE
                forces_at[within % CELLS_PER_FORCE].append(within // CELLS_PER_FORCE)
        forces_by_grades: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for force in sorted({f for forces in forces_at.values() for f in forces}):
            forces_by_grades[tuple(g for g in sorted(forces_at) if force in forces_at[g])].append(force)
        condition = Q(pk__in=[])
        for grades, forces in forces_by_grades.items():
            condition |= Q(force_id__in=forces, grade__in=grades)
        return condition

    def _cells(self, type_name: str) -> Q:
        return Q(cell__in=self._cells_of(type_name))

    def _cells_of(self, type_name: str) -> list[int]:
        number = record_type(type_name).number
        return sorted(one for one in self.reach if one // CELLS_PER_TYPE == number)

    def _apart(self, in_reach: Q, *, key: str) -> list[Q]:
        parts, admitted = [in_reach], Q(**{f"{key}__in": sorted(self.admitted)})
        if self.admitted:
            parts.append(admitted & ~in_reach)
        if self.also_reads:
            parts.append(Q(_FoundAsAlsoRead(key)) & ~in_reach & ~admitted)
        return [self._not_excluded(part, key=key) for part in parts]

    def _by_name(self, condition: Q, *, key: str = "pk") -> Q:
        """The two short lists, of which most people have neither, and what their force reads of others."""
        if self.admitted:
            condition |= Q(**{f"{key}__in": sorted(self.admitted)})
        if self.also_reads:
            condition |= Q(_AlsoRead(key))
        return self._not_excluded(condition, key=key)

    def _not_excluded(self, condition: Q, *, key: str) -> Q:
        return condition & ~Q(**{f"{key}__in": sorted(self.excluded)}) if self.excluded else condition

    def emergency(self, record_id: UUID) -> Emergency | None:
        """The emergency in which the actor sees this record, if it is one."""
        return next((one for one in self.emergencies if one.record_id == record_id), None)


class _AlsoRead(Func):
    """Whether a record is among those of other forces that the actor's own reads; one list for the whole query.

    Asked as row security asks it, and for its reasons (polias.kit.database.security).
    """

    template = "(%(expressions)s in (select polias_each_also_read()))::int = 1"
    output_field = BooleanField()


class _FoundAsAlsoRead(_AlsoRead):
    """The same where nothing else would do: the records are then found by it, and not looked through."""

    template = "%(expressions)s in (select polias_each_also_read())"


@dataclass(frozen=True)
class Share:
    """One force lends another the records of one type, up to a grade."""

    type_name: str
    force_id: int
    grade: int


def reach_of(*, roles: frozenset[str], home_forces: frozenset[int], clearance: int, shares: list[Share]) -> set[int]:
    """Every cell that roles, clearance and sharing agreements open; the one place where reach is worked out.

    Never a locked or invisible one: nobody comes there but by name.
    """
    cells: set[int] = set()
    clearance = min(clearance, Grade.CONFIDENTIAL)
    for declared in record_types():
        if not any("view" in declared.grants.get(role, ()) for role in roles):
            continue
        for force in home_forces:
            cells |= {cell(declared.number, force, grade) for grade in range(clearance + 1)}
        for share in shares:
            if share.type_name == declared.name and (declared.may_be_shared or declared.read_by_every_force):
                top = min(clearance, share.grade)
                cells |= {cell(declared.number, share.force_id, grade) for grade in range(top + 1)}
    return cells
