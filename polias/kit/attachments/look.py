"""A first look at a file by a child process with limits: what it found, or in one sentence why the file is refused."""

from __future__ import annotations

import json
import logging
import shlex
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from polias.kit.attachments.kinds import FileRefused
from polias.kit.attachments.reading import MOST_POINTS, WIDEST

log = logging.getLogger(__name__)
FOUND = ("pages", "width", "height", "seconds")
LONGEST_ANSWER, LARGEST = 1000, 2**31 - 1


@dataclass(frozen=True)
class Look:
    """What a file shows of itself without anybody reading it; None where its kind has no such thing."""

    pages: int | None = None
    width: int | None = None
    height: int | None = None
    seconds: int | None = None


def first_look(descriptor: int, *, kind: str, name: str) -> Look:
    """Look at the open file. Raises FileRefused; a reader that fails, runs out of time or memory refuses the file."""
    answer = _answer_of_the_child(descriptor, kind)
    if code := answer.get("refused"):
        log.warning("A file was refused: %s", code)
        limits = {"widest": f"{WIDEST:,}", "most": MOST_POINTS // 1_000_000}
        raise FileRefused(_sentence(str(code)) % {"name": name, **limits}, do=_what_to_do(str(code)))
    _ask_the_scanner(descriptor, name)
    return Look(**{what: number for what in FOUND if (number := _whole(answer.get(what))) is not None})


def _answer_of_the_child(descriptor: int, kind: str) -> dict[str, Any]:
    seconds, megabytes = int(settings.POLIAS_FILE_READER_SECONDS), int(settings.POLIAS_FILE_READER_MB)
    argv = [sys.executable, "-I", "-B", "-m", "polias.kit.attachments.reader", kind, str(seconds), str(megabytes)]
    try:
        with open(descriptor, "rb", closefd=False) as file:
            file.seek(0)
            done = subprocess.run(
                argv, stdin=file, capture_output=True, timeout=seconds, env={}, cwd="/", close_fds=True, check=False
            )
    except subprocess.TimeoutExpired:
        return {"refused": "too-long"}
    if done.returncode:
        return {"refused": "not-checked"}
    try:
        answer = json.loads(done.stdout[:LONGEST_ANSWER])
    except ValueError:
        return {"refused": "broken"}
    return answer if isinstance(answer, dict) else {"refused": "broken"}


def _whole(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= LARGEST else None


def _ask_the_scanner(descriptor: int, name: str) -> None:
    """The force's own scanner, if it named one: 0 is clean, 1 is refused, anything else is a fault of the scanner."""
    command = shlex.split(str(settings.POLIAS_FILE_SCANNER))
    if not command:
        return
    try:
        with open(descriptor, "rb", closefd=False) as file:
            file.seek(0)
            code = subprocess.run(command, stdin=file, capture_output=True, timeout=120, check=False).returncode
    except (OSError, subprocess.TimeoutExpired):
        code = -1
    if code == 1:
        raise FileRefused(_sentence("virus") % {"name": name}, do=_what_to_do("virus"))
    if code:
        log.error("The scanner of files failed: %s", code)
        raise FileRefused(
            _("The file could not be checked, so it was not taken: the scanner does not answer."),
            do=_("Send it again in a while; if that does not help, tell your system administrator."),
        )


def _sentence(code: str) -> str:
    return {
        "trailing": _("%(name)s holds something more after its end, which could be another file in hiding."),
        "picture-too-large": _(
            "%(name)s is too large a picture: at most %(widest)s points a side and %(most)s million in all."
        ),
        "not-checked": _("%(name)s could not be checked."),
        "password": _("%(name)s is locked with a password, so that nobody can look whether it is safe."),
        "macros": _("%(name)s holds a program (macros) that would run on the computer of whoever opens it."),
        "script": _("%(name)s would run or start something on the computer of whoever opens it."),
        "carries": _("%(name)s carries other files inside it."),
        "fetches": _("%(name)s would fetch something from elsewhere when it is opened."),
        "strays": _("%(name)s would unpack outside of its own folder."),
        "virus": _("%(name)s holds what a virus scanner warns of."),
        "wrong-kind": _("%(name)s is not what its name says."),
        "not-text": _("%(name)s is not plain text."),
        "too-much": _("%(name)s unpacks to more than could be looked at."),
        "too-long": _("%(name)s took too long to look at."),
    }.get(code, _("%(name)s is damaged: it could not be read to its end."))


def _what_to_do(code: str) -> str:
    return {
        "password": _("Take the password off, and send it again."),
        "carries": _("Send each of those files by itself."),
        "macros": _("Save it without macros, or as a PDF, and send that."),
        "virus": _("Do not open it; tell those who look after your computer."),
        "picture-too-large": _("Send a smaller version of it."),
    }.get(code, _("Open it in the program it comes from, save it afresh or as a PDF, and send that."))
