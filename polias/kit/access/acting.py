"""The frame of every deed and look: one transaction, in which the database knows whose session it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from polias.kit.access.actor import Actor
from polias.kit.audit.spool import put_down, reads_go_to_spool, start_holding
from polias.kit.interruptions.faults import about_to_commit

_current: ContextVar[Actor | None] = ContextVar("polias_actor", default=None)


def current_actor() -> Actor | None:
    """The actor of the frame we are in, or None outside of any."""
    return _current.get()


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Open (or nest in) a transaction in which row-level security reads this actor's session.

    Only the unguessable session key is set, and only for this transaction, so that a pooled connection
    carries nothing over; the old key comes back when frames are nested, as they are in tests.
    """
    before, outermost = _current.get(), not connection.in_atomic_block
    with transaction.atomic(), _looks_put_down(outermost=outermost):
        _set_session(actor.session_key)
        token = _current.set(actor)
        try:
            yield actor
        finally:
            _current.reset(token)
            # The outermost frame ends with its transaction, and the setting with it.
            if before is not None and not connection.needs_rollback:
                _set_session(before.session_key)
        if outermost and not connection.needs_rollback:
            about_to_commit()


@contextmanager
def _looks_put_down(*, outermost: bool) -> Iterator[None]:
    """While the database takes nothing, the looks of the frame are on the disk before anything of it is shown."""
    if not (outermost and reads_go_to_spool()):
        yield
        return
    token, went_well = start_holding(), False
    try:
        yield
        went_well = True
    finally:
        put_down(token, keep=went_well and not connection.needs_rollback)


def _set_session(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('polias.session', %s, true)", [key])


@contextmanager
def acting_for_this_deed(actor: Actor, *, nested: bool) -> Iterator[None]:
    """Use the frame already open for this actor, or open one; a refused deed leaves nothing of itself behind.

    A page that catches the refusal goes on and commits, so the deed has a savepoint of its own; one ``nested`` in
    another deed has none, and its refusal must be let through.
    """
    current = _current.get()
    if current is None or current.session_key != actor.session_key or not connection.in_atomic_block:
        with acting(actor):
            yield
    elif nested:
        yield
    else:
        with transaction.atomic():
            yield
