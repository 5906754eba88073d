"""What the web server runs: Django, with every address loaded before the first visitor comes."""

from __future__ import annotations

import gc
import os
from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polias.site.settings")

application = get_wsgi_application()


def _load_every_address() -> None:
    """Import all pages now: otherwise the first visitor of each process waits a second for it."""
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018  (reading it is what loads them)


def _load_the_engine() -> None:
    """Likewise what figures are counted with; loaded here and opened nowhere, since the server forks afterwards."""
    for name in ("ibis.backends.duckdb", "pandas", "pyarrow.parquet"):
        import_module(name)


def _load_the_phrases() -> None:
    """Likewise the phrases by which a class is suggested: the first narrative of each process waited a second."""
    from polias.crime.public import suggested

    suggested("")


def _set_aside_what_is_loaded() -> None:
    """What stays for good is not looked through for garbage again: each time, somebody's page waited for a tenth of a
    second. Processes forked from this one go on sharing its memory, too."""
    gc.collect()
    gc.freeze()


def _refuse_the_owner() -> None:
    """However the web server was started: pages never run as the role that owns the tables."""
    from django.conf import settings

    if settings.POLIAS_ROLE == "owner" or settings.POLIAS_APP_ROLE == settings.POLIAS_OWNER_ROLE:
        raise ImproperlyConfigured("The web server would enter the database as the owner of its tables; it must not.")


def _refuse_a_demonstration() -> None:
    """Invented people and a printed password have no place in a real installation."""
    from django.conf import settings
    from django.db import connection

    from polias.force.public import Force

    invented = not settings.POLIAS_DEMO and Force.objects.filter(invented=True).exists()
    # Closed before the server forks: processes must not share one connection.
    connection.close()
    if invented:
        raise ImproperlyConfigured(
            "This database holds the demonstration. Run `polias demo`, or name another POLIAS_HOME for real work."
        )


_refuse_the_owner()
_refuse_a_demonstration()
_load_every_address()
_load_the_engine()
_load_the_phrases()
_set_aside_what_is_loaded()
