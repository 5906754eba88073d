"""A simulated partner behind a bad network: it loses, doubles, delays, reorders, damages and is down, by a seed.

It is the reference for adapters, and what the promise that partners are always told is measured against. Its own side
is as a careful partner's should be: a repeated id is acknowledged and taken once, another body under it is refused.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from polias.kit.audit.canonical import canonical
from polias.kit.exchange.envelope import Envelope, NoAnswer, Receipt, Refused, digest
from polias.kit.record.ids import uuid7


@dataclass(frozen=True)
class Faults:
    """How often each thing goes wrong, as a share of messages, and the spans in which nothing comes through."""

    request_lost: float = 0.06
    answer_lost: float = 0.06
    doubled: float = 0.04
    delayed: float = 0.04
    damaged: float = 0.03
    receipt_damaged: float = 0.02
    down: tuple[tuple[datetime, datetime], ...] = ()


FAULTLESS = Faults(0, 0, 0, 0, 0, 0)
LONGEST_DELAY = timedelta(minutes=20)


class LossyPartner:
    """An adapter and the partner behind it, in one. ``effects`` counts how often each message was acted on there."""

    def __init__(self, *, seed: int, clock: Callable[[], datetime], faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self.clock = clock
        self.taken: dict[UUID, Envelope] = {}
        self.effects: Counter[UUID] = Counter()
        self.order: list[UUID] = []
        self.made: dict[UUID, Envelope] = {}
        self.unacknowledged: dict[UUID, Envelope] = {}
        self.happened: Counter[str] = Counter()
        self._last_about: dict[str, UUID] = {}
        self._delayed: list[tuple[datetime, Envelope]] = []
        self._dice = random.Random(seed)  # noqa: S311 (a simulation)

    # --- What the network does to what is sent to the partner.

    def deliver(self, envelope: Envelope) -> Receipt:
        self._let_delayed_ones_arrive()
        self._perhaps_down()
        if self._strikes("request_lost"):
            raise NoAnswer
        if self._strikes("delayed"):
            self._delayed.append((self.clock() + LONGEST_DELAY * self._dice.random(), envelope))
            raise NoAnswer
        arrived = self._damaged(envelope) if self._strikes("damaged") else envelope
        receipt = self._take(arrived)
        if self._strikes("doubled"):
            self._take(arrived)
        if self._strikes("answer_lost"):
            raise NoAnswer
        return replace(receipt, hash=receipt.hash[::-1]) if self._strikes("receipt_damaged") else receipt

    def _let_delayed_ones_arrive(self) -> None:
        """Out of order with all that was sent since, and with nobody left to hear the answer."""
        now = self.clock()
        due = [envelope for at, envelope in self._delayed if at <= now]
        self._delayed = [(at, envelope) for at, envelope in self._delayed if at > now]
        self._dice.shuffle(due)
        for envelope in due:
            self._take(envelope)

    def _perhaps_down(self) -> None:
        if any(start <= self.clock() < end for start, end in self.faults.down):
            self.happened["down"] += 1
            raise NoAnswer

    def _strikes(self, fault: str) -> bool:
        struck: bool = self._dice.random() < getattr(self.faults, fault)
        self.happened[fault] += struck
        return struck

    @staticmethod
    def _damaged(envelope: Envelope) -> Envelope:
        return replace(envelope, body=envelope.body[:-1] + "?")

    # --- The partner itself.

    def _take(self, envelope: Envelope) -> Receipt:
        if not envelope.is_whole:
            raise Refused("damaged")
        here = self.taken.get(envelope.id)
        if here is not None and here.hash != envelope.hash:
            raise Refused("another body under the same id")
        if here is None:
            self.taken[envelope.id] = envelope
            self.effects[envelope.id] += 1
            self.order.append(envelope.id)
        return Receipt(envelope.id, envelope.hash)

    def taken_on(self, day: date) -> dict[UUID, str]:
        self._perhaps_down()
        return {one.id: one.hash for one in self.taken.values() if one.created_at.astimezone(UTC).date() == day}

    # --- What the partner has for us.

    def say(self, kind: str, body: dict[str, object], *, subject: str = "") -> UUID:
        """The partner makes a message for us."""
        text = canonical(body)
        before = self._last_about.get(subject) if subject else None
        envelope = Envelope(uuid7(), kind, subject, self.clock(), digest(text), text, after=before)
        self._last_about[subject] = envelope.id
        self.made[envelope.id] = self.unacknowledged[envelope.id] = envelope
        return envelope.id

    def waiting(self, most: int) -> Sequence[Envelope]:
        self._perhaps_down()
        found = [one for one in list(self.unacknowledged.values())[:most] if not self._strikes("request_lost")]
        found += [one for one in found if self._strikes("doubled")]
        found = [self._damaged(one) if self._strikes("damaged") else one for one in found]
        self._dice.shuffle(found)
        return found

    def acknowledge(self, receipt: Receipt) -> None:
        self._perhaps_down()
        if self._strikes("answer_lost"):
            raise NoAnswer
        if receipt.id in self.made and self.made[receipt.id].hash == receipt.hash:
            self.unacknowledged.pop(receipt.id, None)

    def sent_on(self, day: date) -> dict[UUID, str]:
        self._perhaps_down()
        return {one.id: one.hash for one in self.made.values() if one.created_at.astimezone(UTC).date() == day}

    def send_again(self, ids: Iterable[UUID]) -> None:
        self._perhaps_down()
        self.unacknowledged.update({each: self.made[each] for each in ids})
