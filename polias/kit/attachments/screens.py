"""Pages of files: add one to a record, take one out, take one off; and the card of files on every record's page."""

from __future__ import annotations

import os
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch_any, require, why_not
from polias.kit.access.names import name_of
from polias.kit.attachments.actions import attach, detach, hand_out, look_at
from polias.kit.attachments.kinds import endings
from polias.kit.attachments.model import Attachment
from polias.kit.attachments.queries import file_with_its_record, files_on, shown_in_words, size_in_words
from polias.kit.attachments.receiving import most_bytes
from polias.kit.attachments.store import BYTES_PER_MB
from polias.kit.errors import PoliasError
from polias.kit.forms import FileField, LongTextField, PoliasForm, TextField
from polias.kit.idempotency.keys import wait_for
from polias.kit.record.ids import uuid7
from polias.kit.record.model import Record

#: A file that somebody opened here in spite of all could run nothing, load nothing and send nothing.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


class AddForm(PoliasForm):
    file = FileField(label=gettext_lazy("File"))
    about = TextField(
        label=gettext_lazy("What it shows"),
        required=False,
        max_length=200,
        hint=gettext_lazy("So that the next reader need not open it."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].widget.attrs["accept"] = ",".join(endings())
        self.fields["file"].help_text = _("%(endings)s; at most %(most)d MB.") % {
            "endings": ", ".join(endings()), "most": most_bytes() // BYTES_PER_MB,
        }  # fmt: skip


class TakeOffForm(PoliasForm):
    reason = LongTextField(
        label=gettext_lazy("Why does this file not belong here?"),
        rows=3,
        max_length=500,
        hint=gettext_lazy("It stays in the history of the record, with the name of the file."),
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """/files/add/<reference>: choose a file, say what it shows, send it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    record = fetch_any(reference, actor=actor)
    require(actor, f"{record.TYPE}.attach", record=record)
    if request.method != "POST":
        return _ask(request, record, AddForm(), title=_("Add a file"))
    wait_for(_key(request), actor=actor)
    form = AddForm(request.POST, request.FILES)
    refusal = _kept(form, request.FILES.get("file"), record, actor=actor, key=_key(request))
    if refusal is None:
        return HttpResponseRedirect(f"{record.url}#files")
    return _ask(request, record, refusal, title=_("Add a file"))


def _kept(form: AddForm, file: Any, record: Record, *, actor: Actor, key: str) -> AddForm | None:
    """None when the file is on the record now; otherwise the form with what is to be said."""
    try:
        if file is not None and file.incoming.trouble is not None:
            raise file.incoming.trouble
        if not form.is_valid():
            return form
        received = look_at(file)
        attach(record, actor=actor, file=received, about=form.cleaned_data["about"].strip(), **_once(key))
    except PoliasError as refusal:
        form.full_clean()
        form.errors.pop("file", None)
        form.add_error("file", f"{refusal.sentence} {refusal.do}")
        return form
    return None


def _ask(request: HttpRequest, record: Record, form: PoliasForm, *, title: str) -> HttpResponse:
    declared = record.record_type()
    context = {
        "title": title,
        "lead": f"{record.reference}: {record.title()}",
        "form": form,
        "primary_label": title,
        "cancel_url": record.url,
        "idempotency_key": str(uuid7()),
        "breadcrumbs": [(str(declared.label_plural), declared.url + "/"), (record.reference, record.url), (title, "")],
    }
    return render(request, "screens/journey.html", context)


def _once(key: str) -> dict[str, Any]:
    """What every action takes beside its own parameters."""
    return {"idempotency_key": key}


def _key(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get("idempotency_key", "")))
    except ValueError:
        return str(uuid7())


@require_safe
def give(request: HttpRequest, file_id: UUID) -> FileResponse:
    """/files/<id>: the file, to be saved and never shown here; logged with its name and hash."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    file, record = file_with_its_record(file_id, actor=actor)
    return as_download(file, hand_out(file, record=record, actor=actor))


def as_download(file: Attachment, descriptor: int) -> FileResponse:
    """The answer that hands a file out: never inline, never guessed at, kept by nobody on the way."""
    response = FileResponse(
        os.fdopen(descriptor, "rb"), as_attachment=True, filename=file.name, content_type=file.declared_kind.media_type
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Repr-Digest"] = f"sha-256=:{_base64(file.sha256)}:"
    return response


def _base64(sha256: str) -> str:
    from base64 import b64encode

    return b64encode(bytes.fromhex(sha256)).decode()


@require_http_methods(["GET", "POST"])
def take_off(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """/files/<id>/take-off: say why the file does not belong here."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    file, record = file_with_its_record(file_id, actor=actor)
    require(actor, f"{record.TYPE}.detach", record=record)
    title = _("Take off %(name)s") % {"name": file.name}
    form = TakeOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        detach(record, actor=actor, file=file, reason=form.cleaned_data["reason"], **_once(_key(request)))
        return HttpResponseRedirect(f"{record.url}#files")
    return _ask(request, record, form, title=title)


def files_card(record: Record, actor: Actor) -> str:
    """The card of a record's page: its files; empty where there are none and none may be added."""
    may_add = not why_not(actor, f"{record.TYPE}.attach", record=record)
    may_take_off = not why_not(actor, f"{record.TYPE}.detach", record=record)
    files = [
        {
            "file": one,
            "kind": one.declared_kind.label,
            "size": size_in_words(one.size_bytes),
            "shown": shown_in_words(one),
            "by": name_of(one.added_by),
            "take_off_url": f"{one.url}/take-off" if may_take_off else "",
        }
        for one in files_on(record)
    ]
    if not files and not may_add:
        return ""
    context = {"files": files, "add_url": f"/files/add/{record.reference}" if may_add else ""}
    return render_to_string("screens/files.html", context)
