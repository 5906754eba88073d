"""The readers of papers that were read, and of what the log holds to join them to."""

from __future__ import annotations

from polias.boards.actions.model import BoardAction, Place
from polias.boards.bodies.model import Body
from polias.boards.readings.matching import Known
from polias.boards.readings.model import Reading
from polias.kit.access.actor import Actor
from polias.kit.access.door import visible_to


def readings_to_check(actor: Actor) -> list[Reading]:
    """Papers that wait to be checked, the newest first."""
    rows = visible_to(Reading, actor).filter(register__state="read").defer("text", "found")
    return list(rows.order_by("-register__created_at")[:40])


def readings_of_meeting(meeting_id: object, *, actor: Actor) -> list[Reading]:
    """The papers a meeting was read from, for those who may see them."""
    if not actor.opens("boards.readings"):
        return []
    rows = visible_to(Reading, actor).filter(meeting_id=meeting_id).defer("text", "found")
    return list(rows.order_by("register__created_at"))


def reading_of_file(sha256: str, *, actor: Actor) -> Reading | None:
    """The paper with this very content, if it was read before."""
    return visible_to(Reading, actor).filter(force_id=actor.force_id, sha256=sha256).first()


def standing_bodies(actor: Actor) -> list[Body]:
    """The bodies of the actor's force, also dissolved ones: their old minutes are read too."""
    return list(visible_to(Body, actor).filter(force_id=actor.force_id).order_by("name"))


def known_actions(body: Body, *, actor: Actor) -> dict[str, BoardAction]:
    """Every action of a body by its reference."""
    rows = visible_to(BoardAction, actor).filter(body_id=body.pk).select_related("meeting__body")
    return {action.reference: action for action in rows.order_by("-year", "-serial")}


def as_known(actions: dict[str, BoardAction]) -> list[Known]:
    """Actions as entries are compared with them: all references and all words they were told in."""
    places: dict[object, list[Place]] = {}
    for place in Place.objects.filter(register_id__in=[action.pk for action in actions.values()]):
        places.setdefault(place.register_id, []).append(place)
    return [
        Known(
            reference,
            tuple({action.number, action.ref_as_printed, *(p.ref for p in places.get(action.pk, []))} - {""}),
            tuple({action.text, *(p.text for p in places.get(action.pk, []))}),
        )
        for reference, action in actions.items()
    ]
