"""Setting up forces and people, and settling everybody's reach; runs as the owner role, from the command line."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from polias.force.models import Agreement, Area, Force, Staff
from polias.force.roles import REVIEWS_EMERGENCIES, usual_clearance
from polias.kit.access.actor import Share, reach_of
from polias.kit.access.sessions import PUBLISHER, SYSTEM
from polias.kit.models import ActorRow
from polias.kit.record.model import Grade, Level, cell, level_of
from polias.kit.record.types import record_types
from polias.kit.remembering import forget_everything


def engage(
    *,
    username: str,
    name: str,
    force: Force,
    roles: list[str],
    title: str,
    clearance: int | None = None,
    password_hash: str = "",
    area: Area | None = None,
    supervisor: Staff | None = None,
    about: str = "",
) -> Staff:
    """Take somebody on: a user, who may sign in once they have the hash of a password, and their actor."""
    with transaction.atomic():
        user = get_user_model()(username=username, first_name=name)
        user.password = password_hash or make_password(None)
        user.save()
        actor = ActorRow.objects.create(
            user=user,
            name=name,
            force_id=force.pk,
            home_forces=[force.pk],
            roles=roles,
            clearance=usual_clearance(roles) if clearance is None else clearance,
        )
        return Staff.objects.create(
            actor=actor, force=force, title=title, area=area, supervisor=supervisor, about=about
        )


def settle_reach() -> int:
    """Work out afresh what every actor may see, from roles, clearance and the agreements in force today.

    Run after any change of staff, roles or agreements, and after each migration, since grants come with the code.
    """
    forces = list(Force.objects.values_list("pk", flat=True))
    _settle_machine(SYSTEM, forces, grades=Grade.values)
    _settle_machine(PUBLISHER, forces, grades=[g for g in Grade.values if level_of(g) < Level.INVISIBLE])
    open_to_all = [Share(t.name, f, Grade.OPEN) for t in record_types() if t.read_by_every_force for f in forces]
    rows = list(ActorRow.objects.exclude(force_id=0))
    for row in rows:
        row.reach = sorted(
            reach_of(
                roles=frozenset(row.roles),
                home_forces=frozenset(row.home_forces),
                clearance=row.clearance,
                shares=_shares(row.home_forces) + open_to_all,
            )
        )
        row.reviews = row.home_forces if REVIEWS_EMERGENCIES & set(row.roles) else []
    ActorRow.objects.bulk_update(rows, ["reach", "reviews"], batch_size=500)
    forget_everything()
    return len(rows)


def _shares(home_forces: list[int]) -> list[Share]:
    today = timezone.localdate()
    agreements = Agreement.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today), borrower_id__in=home_forces, valid_from__lte=today
    )
    return [Share(name, a.lender_id, a.grade) for a in agreements for name in a.record_types]


def _settle_machine(name: str, forces: list[int], *, grades: Iterable[int]) -> None:
    """A part of the system itself, which reaches every type in every force, up to these grades."""
    row, _made = ActorRow.objects.get_or_create(
        name=name, force_id=0, defaults={"home_forces": [], "roles": [], "clearance": 2}
    )
    row.home_forces = [0, *forces]
    row.reach = sorted(cell(t.number, f, g) for t in record_types() for f in row.home_forces for g in grades)
    row.save()
