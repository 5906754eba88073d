"""Papers that were dropped on the page: each read by itself in a child process, kept whole or refused in a sentence."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polias.boards.readings.actions import record
from polias.boards.readings.model import Reading
from polias.boards.readings.queries import reading_of_file
from polias.boards.readings.sealed import SECONDS, NotRead, read_sealed
from polias.kit.access.actor import Actor
from polias.kit.attachments.actions import Received, look_at
from polias.kit.attachments.look import Look, first_look
from polias.kit.attachments.receiving import IncomingFile
from polias.kit.errors import PoliasError

#: All files of one press together; the web server itself waits a minute, and then gives up on the page.
ALL_SECONDS = 48.0
LEAST_SECONDS = 4.0
LONGEST_TEXT = 2_000_000
#: A web page is kept as plain text under its whole name, so that no browser ever runs what it holds.
PAGES = ("html", "htm", "xhtml")


@dataclass(frozen=True)
class Drop:
    """What became of one file: its reading, new or not, or one sentence why not."""

    name: str
    reading: Reading | None = None
    again: bool = False
    refused: str = ""


def take(files: Iterable[IncomingFile], *, actor: Actor) -> list[Drop]:
    """Each file by itself, in the order they came: one that cannot be read costs none of the others."""
    until = time.monotonic() + ALL_SECONDS
    return [_one(file, actor=actor, until=until) for file in files]


def _one(file: IncomingFile, *, actor: Actor, until: float) -> Drop:
    name = str(file.name)
    left = min(SECONDS, until - time.monotonic())
    if left < LEAST_SECONDS:
        return Drop(name, refused=_("There was no time left to read it. Send it again by itself."))
    try:
        if file.incoming.trouble is None and (earlier := reading_of_file(file.incoming.sha256, actor=actor)):
            return Drop(name, record(actor=actor, file=_known(file), found=earlier.found), again=True)
        return _read(file, actor=actor, seconds=left)
    except PoliasError as refusal:
        return Drop(name, refused=f"{refusal.sentence} {refusal.do}".strip())


def _read(file: IncomingFile, *, actor: Actor, seconds: float) -> Drop:
    """First the reader, whose sentences are about papers; then the look that every file gets before it is kept."""
    name = str(file.name)
    if file.incoming.trouble is not None:
        raise file.incoming.trouble
    try:
        found = read_sealed(file.incoming.descriptor, name=name, seconds=seconds)
    except NotRead as refusal:
        return Drop(name, refused=str(refusal))
    if len(found["text"]) > LONGEST_TEXT:
        return Drop(name, refused=_("It holds more text than one paper may here. Split it into its papers first."))
    received = _looked_at(file, name)
    reading = record(actor=actor, file=received, found=found)
    return Drop(name, reading)


def _looked_at(file: IncomingFile, name: str) -> Received:
    """The file as it is kept, once it was looked at: a web page as text."""
    if name.rpartition(".")[2].lower() in PAGES:
        first_look(file.incoming.descriptor, kind="page", name=name)
        return _known(file)
    return look_at(file)


def _known(file: IncomingFile) -> Received:
    name = str(file.name)
    shown = name if name.lower().endswith(".txt") else f"{name[:110]}.txt"
    return Received(shown, "txt", file.incoming.size, file.incoming.sha256, Look(), file.incoming)
