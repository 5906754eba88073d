"""The way from a figure to the records under it, for those who may see them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from polias.kit.record.types import record_types
from polias.measures.catalogue import Offer
from polias.measures.definitions import harmed, progress, records
from polias.measures.web.audience import own_slugs

#: Which list holds the records of a dataset, the label of the way to it, and the filters it takes from the figure.
_LISTS = {
    records.CRIMES: ("crime.reports", ("month", "group")),
    records.OUTCOMES: ("crime.reports", ("closed", "group")),
    progress.STAYS: ("crime.reports", ("closed", "group")),
    progress.CORRECTIONS: ("crime.reports", ("corrected",)),
    harmed.VICTIMS: ("crime.reports", ("again", "group")),
    records.QUEUE: ("quality.queue", ()),
}


def records_behind(offer: Offer, *, actor: Any, force: str, month: str, group: str) -> dict[str, str] | None:
    """A link to the list of records, or None where there is none or it is not this reader's to open."""
    type_name, filters = _LISTS.get(offer.measure.numerator.dataset, ("", ()))
    declared = next((one for one in record_types() if one.name == type_name), None)
    if declared is None or force not in own_slugs(actor) or not actor.opens(type_name):
        return None
    known = dict.fromkeys(("month", "closed", "corrected", "again"), month)
    if offer.group == "offence_group":
        known["group"] = group
    given = {name: known[name] for name in filters if known.get(name)}
    label = labels()[filters[0] if filters else type_name]
    if any(one.column == "within_24_hours" for one in offer.measure.numerator.where):
        given, label = given | {"in_time": "no"}, labels()["in_time"]
    return {"label": label, "url": f"{declared.url}/" + (f"?{urlencode(given)}" if given else "")}


def labels() -> dict[str, str]:
    """What the way to the records is called, by the filter that names the month."""
    return {
        "month": _("Open the crimes recorded in this month"),
        "in_time": _("Open the crimes of this month that were recorded late"),
        "closed": _("Open the crimes that were closed in this month"),
        "corrected": _("Open the crimes that were corrected in this month"),
        "again": _("Open the crimes by which somebody was harmed again"),
        "quality.queue": _("Open the queue as it is now"),
    }
