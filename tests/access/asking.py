"""Asking one question over HTTP, and the answer in the words of the matrix."""

from __future__ import annotations

import itertools
import json
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.access.addresses import description_of, schema
from tests.access.policy import EMERGENCY, MEASURES, TASK, Cell
from tests.access.world import KEEPER, World

UNKNOWN_ID = "01890000-0000-7000-8000-000000000000"
UNKNOWN_REFERENCE = "EMR-XX-26-000001"
#: What an address needs besides its record: a paragraph, a task, a page of the public site.
QUERIES = {"rewrite": "?position=1", "take_out_figure": "?position=2"}
#: The statuses with which the rules, the workflow or the form complain of what somebody may do.
COMPLAINTS = {400, 409, 412, 415, 422, 428}
_keys = itertools.count()


def answer_to(cell: Cell, *, client: Client, world: World) -> str:
    """Ask, and put everything back."""
    path = address_of(cell, world)
    with transaction.atomic():
        if cell.line.way == "POST" and cell.line.path.endswith("/files"):
            said = client.post(path, {"file": SimpleUploadedFile("no.exe", b"MZ")}, headers=_headers())
        elif cell.line.way == "POST":
            said = client.post(path, body_for(cell, world), "application/json", headers=_headers())
        else:
            said = getattr(client, cell.way.lower())(path)
        transaction.set_rollback(True)
    return word_for(said)


def address_of(cell: Cell, world: World) -> str:
    """The address with the record of the situation in it."""
    kind = cell.line.kind
    if kind == TASK:
        return cell.line.path.replace("<task_id>", world.task)
    if kind == EMERGENCY:
        return cell.line.path.replace("<access_id>", world.emergency)
    if kind == MEASURES:
        path = cell.line.path.replace("<code>", world.measure)
        return f"{path}?force={world.slugs[cell.situation]}" if cell.line.is_about_one else path
    if not cell.line.is_about_one:
        return cell.line.path
    path = cell.line.path.replace("<reference>", world.reference(cell.situation, kind))
    path = path.replace("<file_id>", world.file(cell.situation, kind)).replace("<person>", world.person_in(path))
    return path + ("" if cell.line.way else QUERIES.get(path.rsplit("/", 1)[-1], ""))


def answer_at(address: str, way: str, *, client: Client, world: World) -> str:
    """The answer at an address that every role may ask for, or nobody; the client keeps its cookies."""
    path = address.rsplit(" ", maxsplit=1)[-1]
    given = {"<reference>": UNKNOWN_REFERENCE, "<task_id>": world.task, "<path>": world.edition, "<rest>": "nothing",
             "<pk>": "1", "<provider_id>": "force", "<uidb36>": "1", "<code>": world.measure,
             "<key>": UNKNOWN_ID,
             "<file_id>": UNKNOWN_ID, "<person>": "1", "<access_id>": world.emergency}  # fmt: skip
    for name, value in given.items():
        path = path.replace(name, value)
    cookies = client.cookies.output()
    with transaction.atomic():
        said = getattr(client, way.lower())(path)
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(cookies.replace("Set-Cookie: ", "").replace("\r\n", "; "))
    return word_for(said)


def _headers() -> dict[str, str]:
    return {"Idempotency-Key": f"matrix-{next(_keys)}", "If-Match": '"1"'}


def word_for(said: Any) -> str:
    """The answer in the words of the matrix; any other as its number."""
    status, where = said.status_code, urlsplit(said.headers.get("Location", "")).path
    if status in (301, 302):
        if where == "/accounts/login/":
            return "sign_in"
        if where == "/accounts/reauthenticate/":
            return "again"
        return "home" if where == "/" else "moved" if status == 301 else "ok"
    if status == 405:
        return "post_only" if said.headers.get("Allow", "").startswith("POST") else "get_only"
    if status == 403 and KEEPER in said.content.decode():
        return "locked"
    named = {401: "sign_in", 403: "refused", 404: "unknown"}
    return "ok" if status < 300 or status in COMPLAINTS else named.get(status, str(status))


def body_for(cell: Cell, world: World) -> str:
    """The least that the operation's description allows, so that what is refused is the deed and not its form."""
    said = description_of(cell.line.address).get("requestBody")
    if said is None:
        return "{}"
    body = _least(said["content"]["application/json"]["schema"])
    # What is begun at a body or a meeting is begun at one of one's own.
    for name in ("body", "meeting"):
        if name in body:
            body[name] = world.reference("own", {"body": "boards.bodies", "meeting": "boards.meetings"}[name])
    return json.dumps(body)


def _least(one: dict[str, Any]) -> Any:
    """The least value of a schema."""
    if "$ref" in one:
        return _least(schema()["components"]["schemas"][one["$ref"].rsplit("/", 1)[-1]])
    if "enum" in one:
        return one["enum"][0]
    if "const" in one:
        return one["const"]
    if "anyOf" in one or "allOf" in one:
        return _least((one.get("anyOf") or one["allOf"])[0])
    return _of_kind(one)


def _of_kind(one: dict[str, Any]) -> Any:
    kind = one.get("type")
    if kind == "object":
        required = one.get("required", ())
        return {name: _least(one["properties"][name]) for name in required}
    if kind == "array":
        return [_least(one["items"])] * one.get("minItems", 0)
    if kind == "string":
        formats = {"date": "2026-05-01", "date-time": "2026-05-01T10:00:00Z", "uuid": UNKNOWN_ID}
        return formats.get(one.get("format", ""), "x" * max(1, one.get("minLength", 1)))
    return {"integer": 1, "number": 1, "boolean": True}.get(str(kind))
