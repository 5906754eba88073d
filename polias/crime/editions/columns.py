"""What the columns of reference data are called, where a page says which of them a force has still to confirm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from polias.kit.i18n.text import Words

COLUMNS: Mapping[str, Words] = {
    "title": _("title"),
    "group": _("group"),
    "subgroup": _("sub-group"),
    "public_category": _("category on police.uk"),
    "notifiable": _("whether it is notifiable"),
    "pnc_recordable": _("whether it is held on the Police National Computer"),
    "counts_by": _("what it is counted by"),
    "victim_based": _("whether it has a victim"),
    "valid_from": _("its first day"),
    "valid_to": _("its last day"),
    "must_be_recorded": _("what must be recorded with it"),
}


def said_of_columns(names: Iterable[str]) -> str:
    """The columns in words, in one line."""
    return ", ".join(str(COLUMNS.get(name, name.replace("_", " "))) for name in names)
