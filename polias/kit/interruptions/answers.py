"""What is said when the records cannot be reached: one sentence, what is kept, what to do. Nothing here reads."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from polias.kit.interruptions.faults import Interruption
from polias.kit.rest.problem import is_for_programs, problem

RETRY_AFTER_SECONDS = {"away": 5, "full": 60, "reading": 30}
_SLUGS = {"away": "records-away", "full": "disk-full", "reading": "reading-only"}
#: Pages on which people sign in: whatever is typed there is a secret, or might be one typed into the wrong field.
_SIGNING_IN = "/accounts/"


def calm_answer(request: HttpRequest, kind: Interruption, *, unsure: bool) -> HttpResponse:
    """503 with Retry-After, as a page or a problem. ``unsure``: the deed may have been stored just before."""
    title, happened, do = _words(kind, unsure=unsure)
    if is_for_programs(request):
        response: HttpResponse = problem(503, happened, slug=_SLUGS[kind], do=do)
    else:
        sent_again = "" if unsure else request.get_full_path()
        typed = [] if unsure else _typed(request)
        do = f"{do} {_what_is_kept(kind)}" if typed else do
        context = {"title": title, "happened": happened, "do": do, "typed": typed, "again": sent_again}
        response = render(None, "interruptions/interrupted.html", context, status=503)  # type: ignore[arg-type]
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS[kind])
    response.headers["Cache-Control"] = "no-store"
    return response


def _words(kind: Interruption, *, unsure: bool) -> tuple[str, str, str]:
    if kind == "full":
        title = _("The disk is full")
        happened = _("The disk is full, so nothing can be saved just now; nothing of this was stored.")
        return title, happened, _("Tell whoever runs Polias.")
    if kind == "reading" and not unsure:
        title = _("Nothing can be saved just now")
        happened = _("The records can be read but not written just now; nothing of this was stored.")
        return title, happened, _("Go on reading. When the notice is gone from the pages, saving is possible again.")
    title = _("The records cannot be reached just now")
    if unsure:
        happened = _("The database stopped while it was saving, so this may be stored or not.")
        return title, happened, _("Look in My work in a minute, and send it again only if it is not there.")
    happened = _("The database does not answer; nothing of this was stored.")
    return title, happened, _("Wait a minute and try again.")


def _what_is_kept(kind: Interruption) -> str:
    """Said only where it is so."""
    if kind == "full":
        return _("What you typed is kept on this page: send it again when there is room.")
    return _("What you typed is kept on this page: send it again then.")


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, to be sent again by one button: every field but secrets and files."""
    if request.method != "POST" or request.path.startswith(_SIGNING_IN):
        return []
    if "_files" not in request.__dict__:
        request.upload_handlers = [_LeftUnread(request)]
    return [(name, value) for name, values in request.POST.lists() if not _is_secret(name) for value in values]


class _LeftUnread(FileUploadHandler):
    """Lets every file pass: taking one asks who sends it, and that asks the database."""

    def new_file(self, *_args: Any, **_named: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


def _is_secret(name: str) -> bool:
    """Whatever a form calls it: `oldpassword`, `new_password1`."""
    return "password" in name.lower()
