"""The journey of one verb on one record: fetch, ask, do, back to the record; the same frame around every form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch, visible_to
from polias.kit.record.model import Record, Register
from polias.kit.screens.journey import Journey, walk

R = TypeVar("R", bound=Record)
#: What `do` is given beside the answers.
HOW = ("actor", "idempotency_key", "reasons", "version")


def walk_verb(
    request: HttpRequest,
    model: type[R],
    reference: str,
    verb: str,
    *,
    form: Callable[..., Any],
    do: Callable[..., Any],
    initial: Callable[[Any], dict[str, Any]] | None = None,
    **more: Any,
) -> HttpResponse:
    """Ask what a verb of the record's workflow needs, then ``do(record, **answers, actor=..., version=..., ...)``.

    The button's words in the workflow are the title. ``more`` goes to ``about_one``.
    Raises NotFound and NotAllowed as ``fetch`` does.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    record = fetch(model, reference, actor=actor, verb=verb)
    if request.method == "POST":
        record = _held(record, model, actor)
    title = str(record.record_type().workflow.move(verb).label)
    asked = initial(record) if initial else {}
    return about_one(request, record, verb, title=title, form=form, do=do, initial=asked, **more)


def _held(record: R, model: type[R], actor: Actor) -> R:
    """The record as it is now, under a lock until the page ends: what a merge page shows is then what is compared."""
    if Register.objects.select_for_update().filter(pk=record.pk, version=record.version).exists():
        return record
    return visible_to(model, actor).filter(pk=record.pk).first() or record


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
    """Answer one request of a journey on a record that came through the door.

    ``do(record, **answers, **how)`` is the action; ``part`` tells drafts of the record's parts apart; where the
    action takes no ``version`` the journey is not ``versioned``. ``more`` goes to the Journey (lead, beside, receipt).
    """
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
        record=record if versioned else None,
        verb=verb,
        primary_label=more.pop("primary_label", title),
        cancel_url=record.url,
        lead=more.pop("lead", f"{record.reference}: {record.title()}"),
        initial=initial or {},
        breadcrumbs=[(str(declared.label_plural), declared.url + "/"), (record.reference, record.url), (title, "")],
        **more,
    )
    return walk(request, journey)
