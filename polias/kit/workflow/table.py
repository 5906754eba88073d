"""The table of moves: from it come buttons, refusals, clocks, the diagram in the docs and the generated tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.errors import Conflict
from polias.kit.i18n.text import Words
from polias.kit.workflow.model import RecordClock

if TYPE_CHECKING:
    from polias.kit.access.actor import Actor
    from polias.kit.record.model import Record


@dataclass(frozen=True)
class State:
    """A state as people see it; ``final`` means that nothing more is due."""

    label: Words
    colour: str = "grey"
    final: bool = False


@dataclass(frozen=True)
class Clock:
    """A clock the table can start: what it is called, how long it runs, what happens then, and when it begins."""

    name: str
    label: Words
    limit: timedelta
    consequence: Words
    begins: Callable[[Any], datetime] | None = None


@dataclass(frozen=True)
class Move:
    """One verb: from which states, to which (None keeps the state), and the button that offers it."""

    verb: str
    label: Words
    source: tuple[str, ...]
    target: str | None
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Offer:
    """A move as one actor sees it on one record: allowed, or the reason why not."""

    move: Move
    url: str
    allowed: bool
    reason: str


@dataclass(frozen=True)
class Workflow:
    """States and moves of one record type."""

    initial: str
    states: Mapping[str, State]
    moves: Sequence[Move] = ()
    clocks: Sequence[Clock] = ()
    first_clocks: tuple[str, ...] = field(default=())

    def move(self, verb: str) -> Move:
        return next(m for m in self.moves if m.verb == verb)

    def refusal(self, record: Record, verb: str) -> str:
        """Why the record's state does not allow the move; empty when it does."""
        move = self.move(verb)
        if record.state in move.source:
            return ""
        return _("%(what)s is %(state)s.") % {
            "what": record.reference,
            "state": str(self.states[record.state].label).lower(),
        }

    def offers(self, record: Record, *, actor: Actor) -> list[Offer]:
        """Every visible move with the reason beside each not open now; first what waits for the actor's force."""
        visible = [self._offer(move, record, actor=actor) for move in self.moves if not move.hidden]
        return [*self._waiting_for(record, actor=actor), *visible]

    def _waiting_for(self, record: Record, *, actor: Actor) -> list[Offer]:
        """What the actor's force may do to a record of another: hidden moves, since at home nobody is asked."""
        if record.force_id in actor.home_forces:
            return []
        elsewhere = record.record_type().done_elsewhere
        hidden = [move for move in self.moves if move.hidden and move.verb in elsewhere]
        return [one for move in hidden if (one := self._offer(move, record, actor=actor)).allowed]

    def _offer(self, move: Move, record: Record, *, actor: Actor) -> Offer:
        from polias.kit.access.door import why_not

        reason = why_not(actor, f"{record.TYPE}.{move.verb}", record=record) or self.refusal(record, move.verb)
        return Offer(move, f"{record.url}/{move.verb}", not reason, reason)

    def start_first_clocks(self, record: Record) -> None:
        for name in self.first_clocks:
            start_clock(record, self.clock(name))

    def clock(self, name: str) -> Clock:
        return next(c for c in self.clocks if c.name == name)


def make_move(record: Record, verb: str) -> None:
    """Move a locked record along its table, starting and stopping clocks; raises Conflict from a wrong state."""
    from polias.kit.record.deed import current_deed
    from polias.kit.record.writing import new_version

    workflow = record.record_type().workflow
    move, refusal = workflow.move(verb), workflow.refusal(record, verb)
    if refusal:
        raise Conflict(
            refusal, do=_("Open the record again to see what can be done now."), current_version=record.version
        )
    if move.target and move.target != record.state:
        current_deed().note(record.register, before={"state": record.state}, after={"state": move.target})
        new_version(record.register, state=move.target)
    else:
        new_version(record.register)
    for name in move.stops:
        stop_clock(record, name)
    for name in move.starts:
        start_clock(record, workflow.clock(name))


def start_clock(record: Record, clock: Clock, *, stopped_at: datetime | None = None) -> RecordClock:
    """Start a clock; one whose end is known already is written stopped."""
    from polias.kit.record.writing import add

    begins = clock.begins(record) if clock.begins else timezone.now()
    row = RecordClock(name=clock.name, started_at=begins, due_at=begins + clock.limit, stopped_at=stopped_at)
    return add(row, to=record)


def stop_clock(record: Record, name: str, *, at: datetime | None = None) -> None:
    from polias.kit.record.writing import change_part

    for running in RecordClock.objects.filter(register_id=record.pk, name=name, stopped_at=None):
        change_part(running, of=record, stopped_at=at or timezone.now())


def diagram(workflow: Workflow) -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.initial}"]
    for move in workflow.moves:
        lines += [f"    {source} --> {move.target or source}: {move.verb}" for source in move.source]
    lines += [f"    {name} --> [*]" for name, state in workflow.states.items() if state.final]
    return "\n".join(lines)
