"""The journeys of a paper that was read: check it beside its text and accept it, put it aside, take it out."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from polias.boards.readings import actions, forms
from polias.boards.readings.checked import as_found, example_of
from polias.boards.readings.forms import NEW, Log, check_form, checked_values
from polias.boards.readings.model import Reading
from polias.boards.readings.places import marked
from polias.boards.readings.queries import as_known, known_actions, standing_bodies
from polias.boards.readings.rows import places_of
from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.attachments.kinds import plain_name
from polias.kit.audit.log import handed_out
from polias.kit.forms import PoliasForm
from polias.kit.screens.declare import record_page
from polias.kit.screens.verb import about_one, walk_verb


@record_page
def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """The paper and what was read in it, side by side; sent, it is a meeting with decisions and actions."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    reading = fetch(Reading, reference, actor=actor, verb="accept")
    if reading.state == "accepted":
        return HttpResponseRedirect(reading.url)
    form = _form(reading, actor=actor)
    last: dict[str, Any] = {}

    def bound(*args: Any, **options: Any) -> Any:
        last["form"] = form(*args, **options)
        return last["form"]

    def do(reading: Reading, **how: Any) -> Reading:
        kept = {name: how[name] for name in ("actor", "idempotency_key", "reasons", "version") if name in how}
        body = how["body"] if how["body"] != NEW else ""
        values = checked_values(last["form"], reading)
        return actions.accept(reading, checked=values, body=body, kind=how["body_kind"] or "board", **kept)

    return about_one(
        request,
        reading,
        "accept",
        title=_("Check what was read"),
        form=bound,
        do=do,
        lead=_("%(name)s. Once you accept it, everybody can read the meeting, its decisions and its actions.")
        % {"name": reading.name},
        primary_label=_("Accept"),
        template="boards/reading.html",
        beside=lambda _request: marked(reading.text, places_of(reading.found)),
    )


@record_page
def put_aside(request: HttpRequest, reference: str) -> HttpResponse:
    """Not to be accepted."""
    return walk_verb(request, Reading, reference, "put_aside", form=forms.SetDown, do=actions.put_aside)


@record_page
def take_up(request: HttpRequest, reference: str) -> HttpResponse:
    """To be checked after all."""
    return walk_verb(request, Reading, reference, "take_up", form=PoliasForm, do=actions.take_up)


@record_page
def example(request: HttpRequest, reference: str) -> HttpResponse:
    """The reading as a person has corrected it, as a labelled paper to test the reader with; logged as handed out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    reading = fetch(Reading, reference, actor=actor, verb="accept")
    values = reading.checked or as_found(reading)
    if reading.checked is None and "body" in request.POST:
        form = _form(reading, actor=actor)(request.POST)
        form.is_valid()
        values = checked_values(form, reading)
    content = json.dumps(example_of(reading, values), ensure_ascii=False, indent=1).encode()
    name = f"{plain_name(reading.name).rsplit('.', 1)[0]}.labels.json"
    handed_out(reading, actor=actor, name=name, sha256=hashlib.sha256(content).hexdigest(), size_bytes=len(content))
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{reading.reference}.labels.json"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _form(reading: Reading, *, actor: Actor) -> Any:
    bodies = standing_bodies(actor)

    @lru_cache
    def log_of(body: str) -> Log:
        one = next((each for each in bodies if each.reference == body), None)
        if one is None:
            return Log()
        known = known_actions(one, actor=actor)
        return Log(known, as_known(known))

    return check_form(reading, bodies=bodies, log_of=log_of)
