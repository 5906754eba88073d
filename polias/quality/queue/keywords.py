"""What waits in the queue by the keywords of its crimes: counted, and narrowed to one of them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from polias.crime.public import keyword_of_any, with_keyword
from polias.kit.access.actor import Actor
from polias.quality.queue.queries import waiting


def by_keyword(actor: Actor, path: str) -> list[dict[str, Any]]:
    """Every keyword of what waits, the most frequent first, with how many have it and the way to them."""
    beside = waiting(actor).exclude(crime__keyword_codes=None).order_by().values_list("crime__keyword_codes", flat=True)
    counts = Counter(code for codes in beside for code in codes.split())
    labels = {code: one.label for code in counts if (one := keyword_of_any(code))}
    frequent = sorted(labels, key=lambda code: (-counts[code], labels[code]))
    return [
        {"code": code, "label": labels[code], "count": counts[code], "url": f"{path}?keyword={code}"}
        for code in frequent
    ]


def having_keyword(rows: Any, code: str) -> Any:
    """The items whose crime has the keyword."""
    return with_keyword(rows, code, crime="crime_id")
