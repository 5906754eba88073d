"""What the web server runs: Django, with every address loaded before the first visitor comes."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polias.site.settings")

application = get_wsgi_application()


def _load_every_address() -> None:
    """Import all pages now: otherwise the first visitor of each process waits a second for it."""
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018  (reading it is what loads them)


_load_every_address()
