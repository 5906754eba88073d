"""Page numbers in addresses: read, and written with all else that the address asks for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

#: Rows of one page, and the page behind which keys are read first.
PAGE, FAR = 40, 5


def page_of(request: HttpRequest) -> int:
    """The page that the address asks for; the first one where it names none."""
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isdecimal() and len(text) < 8 else 1


def last_page(count: int) -> int:
    """The last page of so many rows."""
    return max(1, -(-count // PAGE))


def on_page(rows: Any, number: int) -> list[Any]:
    """The rows of this page."""
    return list(rows[(number - 1) * PAGE : number * PAGE])


def by_keys(rows: QuerySet[Any], number: int) -> list[Any]:
    """The same, by keys first: thousands of rows that are passed over or sorted for one page are then not read whole.

    The planner is not led to sort all of them either.
    """
    return list(rows.filter(pk__in=on_page(rows.select_related(None).values_list("pk", flat=True), number)))


def pages_of(request: HttpRequest, number: int, count: int) -> dict[str, str]:
    """The way to the page before and after, with the narrowing kept; empty where there is none."""
    return {
        "previous_url": address_with(request, page=number - 1) if number > 1 else "",
        "next_url": address_with(request, page=number + 1) if number * PAGE < count else "",
    }


def address_with(request: HttpRequest, **changes: Any) -> str:
    """The address of this page with other values in its question; a value of None is left out."""
    kept = [(name, value) for name, values in request.GET.lists() if name not in changes for value in values]
    query = urlencode([*kept, *((name, str(value)) for name, value in changes.items() if value is not None)])
    return f"{request.path}?{query}" if query else request.path
