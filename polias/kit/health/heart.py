"""The beat of each minute: the worker asks the site for its health as a visitor would, and writes down what came.

A minute in which nothing was written is one in which Polias did not work, whatever the reason.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from polias.kit.health.model import HealthMinute
from polias.kit.health.queues import read_queues

PATIENCE_SECONDS = 10

Beat = Literal["well", "degraded", "down"]


def beat(*, now: datetime | None = None, ask: Callable[[], Beat] | None = None) -> Beat:
    """Read the queues, ask the site, and keep the answer for this minute; a second beat in it changes nothing."""
    now = now or timezone.now()
    read_queues(now=now)
    found = (ask or ask_the_site)()
    minute = now.replace(second=0, microsecond=0)
    HealthMinute.objects.get_or_create(minute=minute)
    HealthMinute.objects.filter(minute=minute, beat="").update(beat=found)
    return found


def ask_the_site() -> Beat:
    """What /healthz answers at POLIAS_ASK_AT: down when it says so, or when nothing answers within ten seconds."""
    where = urlsplit(settings.POLIAS_ASK_AT)
    kind = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
    connection = kind(where.netloc, timeout=PATIENCE_SECONDS)
    try:
        # The name by which visitors ask, since others are refused.
        connection.request("GET", "/healthz", headers={"Host": _name_of_the_site(where.netloc)})
        answer = connection.getresponse()
        told = answer.read(100_000)
    except (OSError, http.client.HTTPException):
        return "down"
    finally:
        connection.close()
    if answer.status != 200:
        return "down"
    return "well" if _state_in(told) == "well" else "degraded"


def _state_in(told: bytes) -> str:
    try:
        return str(json.loads(told)["state"])
    except (ValueError, TypeError, KeyError):
        return ""


def _name_of_the_site(netloc: str) -> str:
    names = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name.strip(".*")]
    return netloc if "*" in settings.ALLOWED_HOSTS or not names or netloc.rpartition(":")[0] in names else names[0]
