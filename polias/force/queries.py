"""What other modules may ask about forces, areas and staff."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from polias.force.models import Area, Force, Staff
from polias.kit.remembering import remembered_for


@remembered_for(seconds=300)
def _force(force_id: int) -> Force | None:
    return Force.objects.filter(pk=force_id).first()


def force_letters(force_id: int) -> str:
    """How a force is written in references; its number when it is not known."""
    found = _force(force_id)
    return found.letters if found else str(force_id)


def force_short_name(force_id: int) -> str:
    found = _force(force_id)
    return found.name if found else ""


def forces_beside(force_id: int) -> tuple[str, ...]:
    """The other forces that keep their records here, by name."""
    return tuple(Force.objects.exclude(pk=force_id).order_by("name").values_list("name", flat=True))


def areas_of(force_id: int, *, kind: str = "beat") -> list[Area]:
    """The areas of one kind in a force today, by name, with the area above each."""
    today = timezone.localdate()
    rows = Area.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today), force_id=force_id, kind=kind, valid_from__lte=today
    )
    return list(rows.select_related("parent").order_by("parent__name", "name"))


def beat_choices(force_id: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """The force's beats under their districts, as a form's choices."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for beat in areas_of(force_id):
        groups.setdefault(beat.parent.name if beat.parent else "", []).append((str(beat.pk), beat.name))
    return list(groups.items())


def beat_at(force_id: int, *, latitude: float, longitude: float) -> Area | None:
    """The beat whose bounds hold the point, or none."""
    return next((beat for beat in _bounded_beats(force_id) if _holds(beat, latitude, longitude)), None)


@remembered_for(seconds=300)
def _bounded_beats(force_id: int) -> list[Area]:
    return [beat for beat in areas_of(force_id) if None not in (beat.south, beat.west, beat.north, beat.east)]


def _holds(beat: Area, latitude: float, longitude: float) -> bool:
    south, west, north, east = beat.south or 0.0, beat.west or 0.0, beat.north or 0.0, beat.east or 0.0
    return south <= latitude < north and west <= longitude < east


def staff_of(force_id: int, *, role: str = "") -> list[Staff]:
    """Active staff of a force, all or those of one role, by name."""
    rows = Staff.objects.filter(force_id=force_id, actor__active=True).select_related("actor")
    if role:
        rows = rows.filter(actor__roles__contains=[role])
    return list(rows.order_by("actor__name"))


def staff_member(actor_id: int) -> Staff | None:
    return Staff.objects.select_related("actor", "area", "supervisor__actor").filter(pk=actor_id).first()


@remembered_for(seconds=300)
def team_of(actor_id: int) -> str:
    """What the team of an actor is called: the area in which they work, or their force as a whole."""
    member = Staff.objects.select_related("area", "force").filter(pk=actor_id).first()
    return (member.area.name if member.area else member.force.name) if member else ""


@remembered_for(seconds=300)
def supervisor_of(actor_id: int) -> int | None:
    """The actor who supervises this one, if anybody does."""
    return Staff.objects.filter(pk=actor_id).values_list("supervisor_id", flat=True).first()
