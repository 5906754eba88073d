"""@action: the verb of a record type, with transaction, grant, idempotency, audit and events around it."""

from __future__ import annotations

import functools
import hashlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from polias.kit.access.acting import acting_for_this_deed
from polias.kit.access.actor import Actor
from polias.kit.access.door import require
from polias.kit.audit.canonical import canonical
from polias.kit.idempotency.keys import remember, replay
from polias.kit.interruptions.room import refuse_without_room
from polias.kit.record.deed import deed_open, in_a_deed
from polias.kit.record.model import Record
from polias.kit.record.types import RecordType, record_types
from polias.kit.record.writing import locked

#: In place of a record type in a grant: whichever type the record is of.
ANY = "*"
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Action:
    """One verb: the grant it needs and the function that does it; REST and commands are made from these.

    One that is not ``offered`` is only ever part of another deed: neither a page nor a program may ask for it.
    """

    grant: str
    function: Callable[..., Any]
    creates: bool
    offered: bool = True

    @property
    def type_name(self) -> str:
        return self.grant.rsplit(".", 1)[0]

    @property
    def verb(self) -> str:
        return self.function.__name__

    @property
    def sentence(self) -> str:
        return (inspect.getdoc(self.function) or "").split("\n")[0]


_ACTIONS: dict[tuple[str, str], Action] = {}


def actions_of(type_name: str) -> list[Action]:
    return [a for a in all_actions() if a.type_name == type_name]


def all_actions() -> list[Action]:
    """Every verb by type and name; one that is for any type stands once for each type that grants it."""
    own = [a for (name, _verb), a in sorted(_ACTIONS.items()) if name != ANY]
    shared = [a for (name, _verb), a in sorted(_ACTIONS.items()) if name == ANY]
    return own + [
        replace(a, grant=a.grant.replace(ANY, t.name)) for t in record_types() for a in shared if _grants(t, a)
    ]


def _grants(declared: RecordType, action: Action) -> bool:
    return any(action.grant.rsplit(".", 1)[1] in verbs for verbs in declared.grants.values())


def action(*, needs: str, offered: bool = True) -> Callable[[F], F]:
    """Make a function the only way to do one thing to a record.

    The function takes the record first (or nothing, when it creates one) and the rest by keyword, with
    ``actor`` among them. The wrapper adds ``idempotency_key`` and ``reasons`` (rule code to written reason).
    It opens the transaction, requires the grant for the record's force, runs the function inside a deed,
    writes one audit row for each record touched, and answers a repeated key with the first result. ``version`` is
    taken by every verb on a record, also by one that does not name it: a record that moved on raises Conflict.
    ``offered=False`` is for what is only ever done as a part of another deed. A verb that ``needs`` ``*.attach``
    is for records of any type: the grant is that of the record's own type.
    """

    def wrap(function: F) -> F:
        parameters = list(inspect.signature(function).parameters.values())
        creates = parameters[0].kind is inspect.Parameter.KEYWORD_ONLY
        checks_version = any(p.name == "version" for p in parameters)

        @functools.wraps(function)
        def wrapper(
            *args: Any, actor: Actor, idempotency_key: str = "", reasons: Mapping[str, str] | None = None, **kwargs: Any
        ) -> Any:
            record = next((a for a in args if isinstance(a, Record)), None)
            grant = needs.replace(ANY, record.TYPE) if record is not None else needs
            # Several actions share a grant of any type: a key belongs to one of them.
            asked = grant if grant == needs else f"{grant}.{function.__name__}"
            if not in_a_deed():
                refuse_without_room()
            with acting_for_this_deed(actor, nested=in_a_deed()):
                require(actor, grant, record=record)
                print_ = fingerprint(asked, args, kwargs, reasons or {}) if idempotency_key else ""
                if idempotency_key:
                    earlier = replay(idempotency_key, actor=actor, fingerprint=print_)
                    if earlier is not None:
                        return earlier
                with deed_open(grant, actor=actor, reasons=reasons or {}):
                    version = None if checks_version else kwargs.pop("version", None)
                    if version is not None and record is not None:
                        locked(record, version=version)
                    result = function(*args, actor=actor, **kwargs)
                if idempotency_key:
                    remember(idempotency_key, actor=actor, fingerprint=print_, result=result)
                return result

        wrapper.grant = needs  # type: ignore[attr-defined]
        _ACTIONS[needs.rsplit(".", 1)[0], function.__name__] = Action(needs, wrapper, creates, offered)
        return cast(F, wrapper)

    return wrap


def fingerprint(
    grant: str, args: tuple[Any, ...], kwargs: Mapping[str, Any], reasons: Mapping[str, str] | None = None
) -> str:
    """What was asked, as a hash: the same key with another fingerprint is another request and is refused."""
    things = {
        "grant": grant, "args": [_named(a) for a in args], "kwargs": {k: _named(v) for k, v in kwargs.items()},
        "reasons": dict(reasons or {}),
    }  # fmt: skip
    return hashlib.sha256(canonical(things).encode()).hexdigest()


def _named(value: Any) -> Any:
    return value.reference if isinstance(value, Record) else value
