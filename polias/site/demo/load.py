"""Loading the demonstration: forces and people, places, logs, crimes, queue and boards, in that order."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from polias.kit.cli.database import as_owner
from polias.kit.server import home
from polias.kit.server.addresses import database_url


def is_loaded() -> bool:
    """Whether this database holds the demonstration already."""
    from polias.force.models import Force

    return Force.objects.filter(invented=True).exists()


def load(progress: Callable[[str], None]) -> None:
    """Make the three invented forces with two years of history; the records all or none."""
    from demo.generate import demonstration
    from polias.kit.datasets.publish import publish
    from polias.site.demo.boards import load_boards
    from polias.site.demo.forces import Cast, load_forces

    history = demonstration(today=timezone.localdate())
    with as_owner(database_url(home(), "owner")), transaction.atomic():
        cast: Cast = load_forces(history)
        if "crime" in settings.POLIAS_MODULES:
            from polias.site.demo.records import load_records

            load_records(history, cast, progress=progress)
        counts = {"crimes": len(history.crimes), "people": len(history.people)}
        progress(_("{crimes} invented crimes, {people} people.").format(**counts))
    progress(_("Figures, and what the panel made of them"))
    publish()
    load_boards(history)
