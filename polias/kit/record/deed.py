"""The deed: what one action collects while it runs (records touched, events, reasons) and writes when it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from polias.kit.access.actor import Actor
from polias.kit.audit.log import audit_row
from polias.kit.audit.log import write as write_audit
from polias.kit.audit.model import Kind
from polias.kit.record.ids import uuid7
from polias.kit.record.model import Register


class OutsideADeed(RuntimeError):
    """Something tried to write outside an action: a fault in the code, never in the input."""


@dataclass
class Touched:
    """What has been done to one record in this deed."""

    register: Register
    kind: Kind
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass
class Deed:
    """One action by one actor; nested actions have deeds of their own under the same id.

    ``finished`` holds the audit rows of nested deeds, which the outermost one writes together with its own.
    """

    verb: str
    actor: Actor
    id: UUID
    reasons: Mapping[str, str] = field(default_factory=dict)
    touched: dict[UUID, Touched] = field(default_factory=dict)
    finished: list[Any] = field(default_factory=list)

    def touch(self, register: Register, *, kind: Kind = Kind.ALTERATION) -> Touched:
        if register.pk not in self.touched:
            self.touched[register.pk] = Touched(register, kind)
        return self.touched[register.pk]

    def note(self, register: Register, *, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Remember a change; the first before and the last after of each field are what is logged."""
        touched = self.touch(register)
        for name, value in before.items():
            touched.before.setdefault(name, value)
        touched.after.update(after)

    def audit_rows(self) -> list[Any]:
        return [
            audit_row(
                kind=one.kind,
                verb=self.verb,
                actor_id=self.actor.id,
                cell=one.register.cell,
                deed=self.id,
                record_id=one.register.pk,
                reference=one.register.reference,
                content=self._content(one),
            )
            for one in self.touched.values()
        ]

    def _content(self, one: Touched) -> dict[str, Any]:
        content: dict[str, Any] = {"before": one.before, "after": one.after}
        if self.reasons:
            content["reasons"] = dict(self.reasons)
        if one.notes:
            content["notes"] = one.notes
        return content


_current: ContextVar[Deed | None] = ContextVar("polias_deed", default=None)


def current_deed() -> Deed:
    """The deed we are in; writing without one is a fault in the code."""
    deed = _current.get()
    if deed is None:
        raise OutsideADeed("Only an action may write: call a function of an actions.py")
    return deed


def in_a_deed() -> bool:
    return _current.get() is not None


@contextmanager
def deed_open(verb: str, *, actor: Actor, reasons: Mapping[str, str]) -> Iterator[Deed]:
    """Open a deed, and when its body has succeeded write its audit rows and the new versions."""
    outer = _current.get()
    deed = Deed(verb=verb, actor=actor, id=outer.id if outer else uuid7(), reasons=reasons)
    token = _current.set(deed)
    try:
        yield deed
    finally:
        _current.reset(token)
    rows = deed.finished + deed.audit_rows()
    if outer is not None:
        outer.finished += rows
    elif rows:
        write_audit(rows)
