"""Who finds Measures in the menu."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from polias.kit.screens.declare import MenuEntry, add_menu

READERS = frozenset({"analyst", "supervisor", "processor", "registrar", "clerk", "member", "auditor"})


def may_read(actor: Any) -> bool:
    """Whether the figures are part of this person's role."""
    return not READERS.isdisjoint(actor.roles)


def declare_all() -> None:
    """Called once when Django starts."""
    add_menu(MenuEntry(_("Measures"), "/measures/", may_read))
