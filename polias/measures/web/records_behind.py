"""The way from a figure to the records under it, for those who may see them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from polias.kit.record.types import record_types
from polias.measures.catalogue import Offer
from polias.measures.definitions import records
from polias.measures.web.audience import own_slugs

#: Which list holds the records of a dataset, the label of the way to it, and the filters it takes from the figure.
_LISTS = {
    records.CRIMES: ("crime.reports", ("month", "group")),
    records.OUTCOMES: ("crime.reports", ("month", "group")),
    records.QUEUE: ("quality.queue", ()),
}


def records_behind(offer: Offer, *, actor: Any, force: str, month: str, group: str) -> dict[str, str] | None:
    """A link to the list of records, or None where there is none or it is not this reader's to open."""
    type_name, filters = _LISTS.get(offer.measure.numerator.dataset, ("", ()))
    declared = next((one for one in record_types() if one.name == type_name), None)
    if declared is None or force not in own_slugs(actor) or not actor.opens(type_name):
        return None
    given = {name: value for name, value in (("month", month), ("group", group)) if name in filters and value}
    labels = {
        "crime.reports": _("Open the crimes recorded in this month"),
        "quality.queue": _("Open the queue as it is now"),
    }
    return {"label": labels[type_name], "url": f"{declared.url}/" + (f"?{urlencode(given)}" if given else "")}
