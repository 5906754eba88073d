"""What every page knows: whose data this is, the menu for this person, and the banners."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.emergency.screens import notices
from polias.kit.health.notices import banners
from polias.kit.reading.mode import reading_only_since
from polias.kit.record.types import record_types
from polias.kit.screens.declare import menu_entries

_naming: dict[str, Callable[[int], str]] = {"force": str}


def name_forces_for_people_by(function: Callable[[int], str]) -> None:
    """Tell the kit what a force is called; the force module does this when Django starts."""
    _naming["force"] = function


def force_name(force_id: int) -> str:
    """A force as people call it."""
    return _naming["force"](force_id)


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The context processor of every page."""
    actor = getattr(request, "actor", None)
    banner = banners()
    if settings.POLIAS_DEMO:
        banner.append({"heading": _("Demonstration."), "text": _("Every person and every crime here is invented.")})
    banner += _reading_only()
    if actor is None:
        return {"banner": banner}
    return {
        "banner": banner + notices(actor),
        "force": force_name(actor.force_id),
        "nav": _menu(request, actor),
        "actor": actor,
        "no_search": not _can_search(),
    }


def _reading_only() -> list[dict[str, str]]:
    """What to know while the main database is gone, and since when."""
    since = reading_only_since()
    if since is None:
        return []
    words = _(
        "Since %(time)s the records can be read but nothing can be saved. What you type stays in this browser:"
        " send it when this notice is gone."
    )
    return [{"heading": _("Reading only."), "text": words % {"time": f"{timezone.localtime(since):%H:%M}"}}]


def _can_search() -> bool:
    """Whether this installation has a search page; one without operational records has none."""
    try:
        return bool(reverse("search"))
    except NoReverseMatch:
        return False


def _menu(request: HttpRequest, actor: Any) -> list[tuple[str, str, bool]]:
    """Label, address and whether we are there: of two that lead to a page, the one that says more of its address."""
    entries = [(_("My work"), "/")]
    entries += [(str(t.menu), t.url + "/") for t in record_types() if t.menu and actor.opens(t.name)]
    entries += [(str(e.label), e.url) for e in menu_entries() if e.visible(actor)]
    here = max((url for _label, url in entries[1:] if request.path.startswith(url)), key=len, default=request.path)
    return [(label, url, url == here) for label, url in entries]
