"""Files on records for programs: list them, send one as multipart, fetch one; the same checks and log as on pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from ninja.files import UploadedFile
from ninja.params.functions import File, Form, Header, Path
from pydantic import BaseModel, Field

from polias.kit.access.door import fetch
from polias.kit.attachments.actions import attach, hand_out, look_at
from polias.kit.attachments.model import Attachment
from polias.kit.attachments.queries import files_on
from polias.kit.attachments.screens import as_download
from polias.kit.audit.canonical import plain
from polias.kit.errors import Conflict, NotFound
from polias.kit.record.model import Record
from polias.kit.record.types import RecordType
from polias.kit.rest.conditions import IF_MATCH, moved_on, storable_key, told_once, version_in
from polias.kit.rest.problem import BASE
from polias.kit.rest.refusals import KEY
from polias.kit.rest.shapes import Reference, Text


class FileOnRecord(BaseModel):
    """One file: what it is called, what it is, and the SHA-256 of its content."""

    id: UUID
    name: str
    about: str
    kind: str
    media_type: str
    size_bytes: int
    sha256: str
    pages: int | None
    width: int | None
    height: int | None
    seconds: int | None
    added_at: dt.datetime
    url: str


class FilesOnRecord(BaseModel):
    """The files of one record, the newest first."""

    items: list[FileOnRecord]


def add_files(built: Any, declared: RecordType, *, asks: Callable[..., Any], refusals: dict[int, Any]) -> None:
    """The addresses of the files of one record type; sending is there only where some role may."""
    base = f"{declared.url}/{{reference}}/files"
    add = built.default_router.add_api_operation
    named, what = {"tags": [declared.name]}, str(declared.label).lower()
    add(
        base, ["GET"], asks(_lists(declared), reference=(Reference, Path(...))),
        response={200: FilesOnRecord, **refusals}, operation_id=f"{declared.name}.files",
        summary=f"List the files on one {what}", **named,
    )  # fmt: skip
    if any("attach" in verbs for verbs in declared.grants.values()):
        key = Annotated[str, Header(..., alias=KEY, min_length=1, max_length=80, description="Sent twice, done once.")]
        add(
            base, ["POST"],
            asks(
                _takes(declared), reference=(Reference, Path(...)), idempotency_key=(key, ...),
                file=(UploadedFile, File(...)), about=(Annotated[Text, Field(max_length=200)], Form("")),
                if_match=(str | None, IF_MATCH),
            ),
            response={201: FileOnRecord, **refusals, **dict.fromkeys((409, 412, 413, 428, 507), refusals[422])},
            operation_id=f"{declared.name}.attach", summary=f"Add a file to one {what}", **named,
        )  # fmt: skip
    add(
        f"{base}/{{file_id}}", ["GET"],
        asks(_gives(declared), reference=(Reference, Path(...)), file_id=(UUID, Path(...))),
        response={200: None, **refusals}, operation_id=f"{declared.name}.file",
        summary=f"Fetch one file on one {what}", **named,
    )  # fmt: skip


def _lists(declared: RecordType) -> Callable[..., HttpResponse]:
    def lists(request: HttpRequest, *, reference: str) -> HttpResponse:
        record = fetch(declared.model, reference, actor=request.actor)  # type: ignore[attr-defined]
        return JsonResponse({"items": [as_file(one, record.url) for one in files_on(record)]})

    return lists


def _takes(declared: RecordType) -> Callable[..., HttpResponse]:
    def takes(
        request: HttpRequest, *, reference: str, idempotency_key: str, file: Any, about: str, if_match: str | None
    ) -> HttpResponse:
        actor, expected = request.actor, version_in(if_match)  # type: ignore[attr-defined]
        record = fetch(declared.model, reference, actor=actor, verb="attach")
        received = look_at(file)
        how: dict[str, Any] = {"idempotency_key": storable_key(idempotency_key), "version": expected}
        try:
            record = attach(record, actor=actor, file=received, about=about, **how)
        except Conflict as conflict:
            if conflict.current_version in (None, expected):
                raise
            return moved_on(reference, conflict.current_version)
        return told_once(request, idempotency_key, lambda: _added(record, received.sha256))

    return takes


def _added(record: Record, sha256: str) -> HttpResponse:
    """The file as it is on the record now, with the record's new version.

    Raises NotFound when it was taken off before a repeated request is answered anew.
    """
    added = next((one for one in files_on(record) if one.sha256 == sha256), None)
    if added is None:
        raise NotFound
    response = JsonResponse(as_file(added, record.url), status=201)
    response.headers["Location"] = f"{BASE.rstrip('/')}{record.url}/files/{added.pk}"
    response.headers["ETag"] = f'"{record.version}"'
    return response


def _gives(declared: RecordType) -> Callable[..., FileResponse]:
    def gives(request: HttpRequest, *, reference: str, file_id: UUID) -> FileResponse:
        actor = request.actor  # type: ignore[attr-defined]
        record = fetch(declared.model, reference, actor=actor)
        file = next((one for one in files_on(record) if one.pk == file_id), None)
        if file is None:
            raise NotFound
        return as_download(file, hand_out(file, record=record, actor=actor))

    return gives


def as_file(file: Attachment, record_url: str) -> dict[str, Any]:
    """One file as a program reads it."""
    same = ("name", "about", "kind", "size_bytes", "sha256", "pages", "width", "height", "seconds")
    return {
        "id": str(file.pk),
        **{name: getattr(file, name) for name in same},
        "media_type": file.declared_kind.media_type,
        "added_at": plain(file.added_at),
        "url": f"{BASE.rstrip('/')}{record_url}/files/{file.pk}",
    }
