"""Who of a force may be asked to do something: whoever may close it, and nobody who sits on a body or clerks it."""

from __future__ import annotations

from polias.force.public import Staff, staff_member, staff_of
from polias.kit.record.types import record_type

NOT_OF_THE_FORCE = frozenset({"member", "clerk"})


def works_here(actor_id: int | None, *, force_id: int) -> bool:
    """Whether somebody works for the force and can be asked."""
    person = staff_member(actor_id) if actor_id else None
    return person is not None and person.actor.active and person.force_id == force_id and _may_own(person)


def possible_owners(force_id: int) -> list[tuple[str, str]]:
    """Everybody of the force who can be asked, as a form's choices."""
    return [
        (str(person.pk), f"{person.actor.name}, {person.title}") for person in staff_of(force_id) if _may_own(person)
    ]


def _may_own(person: Staff) -> bool:
    """An auditor watches and could never close it, so is not asked either."""
    roles, grants = set(person.actor.roles), record_type("boards.actions").grants
    return not NOT_OF_THE_FORCE & roles and any("close_by_owner" in grants.get(role, ()) for role in roles)
