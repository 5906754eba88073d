"""The journey of one verb on one record, as its workflow names it: fetch, ask, do, back to the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.record.model import Record
from polias.kit.screens.journey import Journey, walk


def walk_verb(
    request: HttpRequest,
    model: type[Record],
    reference: str,
    verb: str,
    *,
    form: Callable[..., Any],
    do: Callable[..., Any],
    initial: Callable[[Any], dict[str, Any]] | None = None,
    **more: Any,
) -> HttpResponse:
    """Ask what a verb of the record's workflow needs, then ``do(record, **answers, actor=..., version=..., ...)``.

    The button's words in the workflow are the title. ``more`` goes to the Journey (lead, beside, receipt).
    Raises NotFound and NotAllowed as ``fetch`` does.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    record = fetch(model, reference, actor=actor, verb=verb)
    declared = record.record_type()
    title = str(declared.workflow.move(verb).label)
    more.setdefault("lead", f"{record.reference}: {record.title()}")
    journey = Journey(
        name=f"{declared.name}.{verb}",
        title=title,
        about=reference,
        form=form,
        version=record.version,
        submit=lambda data, **how: do(record, **data, **how),
        primary_label=title,
        cancel_url=record.url,
        initial=initial(record) if initial else {},
        breadcrumbs=[(str(declared.label_plural), declared.url + "/"), (reference, record.url), (title, "")],
        **more,
    )
    return walk(request, journey)
