"""The journey of one verb on one record of the boards: the same frame around every form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from polias.kit.record.model import Record
from polias.kit.screens.journey import Journey, walk


def about_one(
    request: HttpRequest,
    record: Record,
    verb: str,
    *,
    title: str,
    form: Callable[..., Any],
    do: Callable[..., Any],
    initial: Mapping[str, Any] | None = None,
    part: str = "",
    versioned: bool = True,
    **more: Any,
) -> HttpResponse:
    """Answer one request; ``do(record, **answers, **how)`` is the action, ``part`` tells drafts of its parts apart."""
    declared = record.record_type()

    def submit(data: dict[str, Any], *, version: int | None, **how: Any) -> Any:
        return do(record, **data, **({"version": version} if versioned else {}), **how)

    journey = Journey(
        name=f"{declared.name}.{verb}",
        title=title,
        about=f"{record.reference}{part}",
        form=form,
        submit=submit,
        version=record.version if versioned else None,
        primary_label=more.pop("primary_label", title),
        cancel_url=record.url,
        lead=more.pop("lead", f"{record.reference}: {record.title()}"),
        initial=initial or {},
        breadcrumbs=[
            (str(declared.label_plural), declared.url + "/"),
            (record.reference, record.url),
            (title, ""),
        ],
        **more,
    )
    return walk(request, journey)
