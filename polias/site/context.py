"""What the sign-in page of the demonstration knows: who can sign in, and with which password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def demonstration(request: HttpRequest) -> dict[str, Any]:
    """Only in the demonstration, and only where somebody signs in."""
    if not settings.POLIAS_DEMO or not request.path.startswith("/accounts/login"):
        return {}
    from polias.site.demo.introduction import demo_password, the_cast

    people = [{"username": name, "who": who} for name, who in the_cast()]
    return {"demo_people": people, "demo_password": demo_password()}
