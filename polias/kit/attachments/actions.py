"""Adding a file to a record, taking one off again, and handing one out."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.attachments.kinds import FileRefused, kind_of
from polias.kit.attachments.look import Look, first_look
from polias.kit.attachments.model import Attachment
from polias.kit.attachments.receiving import IncomingFile
from polias.kit.attachments.store import Incoming, lies_from_now, open_checked
from polias.kit.audit.log import handed_out
from polias.kit.database.locks import AdvisoryLock
from polias.kit.errors import Conflict
from polias.kit.record.action import action
from polias.kit.record.model import Record
from polias.kit.record.writing import add, locked, take_away

MOST_ON_ONE_RECORD = 500


@dataclass(frozen=True)
class Received:
    """A file that came in and was looked at; its content lies beside its place until the deed keeps it."""

    name: str
    kind: str
    size_bytes: int
    sha256: str
    look: Look
    incoming: Incoming = field(repr=False, compare=False)


def look_at(file: IncomingFile) -> Received:
    """Look at what came in. Raises FileRefused or NoRoom; then nothing of it is kept."""
    incoming, name = file.incoming, str(file.name)
    if incoming.trouble is not None:
        raise incoming.trouble
    kind = kind_of(name, incoming.head)
    look = first_look(incoming.descriptor, kind=kind.code, name=name)
    return Received(name, kind.code, incoming.size, incoming.sha256, look, incoming)


@action(needs="*.attach", offered=False)
def attach(record: Record, *, actor: Actor, file: Received, about: str = "") -> Record:
    """Add a file to a record of any type.

    Raises Conflict when the record holds this very content already, FileRefused when it holds too many files.
    """
    record = locked(record)
    already = Attachment.objects.filter(register_id=record.pk)
    if twin := already.filter(sha256=file.sha256).first():
        raise Conflict(
            _("This file is on %(reference)s already, as %(name)s.")
            % {"reference": record.reference, "name": twin.name},
            do=_("Nothing more is to be done."),
        )
    if already.count() >= MOST_ON_ONE_RECORD:
        raise FileRefused(
            _("%(reference)s holds %(most)d files already.")
            % {"reference": record.reference, "most": MOST_ON_ONE_RECORD},
            do=_("Take off those that are not needed, or put them on a record of their own."),
        )
    _wait_for_the_sweep()
    file.incoming.keep()
    part = Attachment(
        name=file.name,
        about=about,
        kind=file.kind,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        pages=file.look.pages,
        width=file.look.width,
        height=file.look.height,
        seconds=file.look.seconds,
        added_at=timezone.now(),
        added_by=actor.id,
    )
    add(part, to=record, note=_("File added: %(name)s (%(sha256)s)") % {"name": file.name, "sha256": file.sha256})
    return record


@action(needs="*.detach", offered=False)
def detach(record: Record, *, actor: Actor, file: Attachment, reason: str) -> Record:
    """Take a file off a record it does not belong on; the record's history keeps its name, its hash and the reason.

    The content goes a week later, unless another record holds it too.
    """
    record = locked(record)
    # Before the commit: a deed that is rolled back leaves a file that lies longer, and nothing sweeps it too early.
    lies_from_now(file.sha256)
    take_away(file, of=record, note=_("File taken off: %(name)s. %(reason)s") % {"name": file.name, "reason": reason})
    return record


def hand_out(file: Attachment, *, record: Record, actor: Actor) -> int:
    """The file open for reading, logged as a disclosure with name and hash. Raises FileRefused when it is not whole."""
    descriptor = open_checked(file.sha256, size=file.size_bytes)
    handed_out(record, actor=actor, name=file.name, sha256=file.sha256, size_bytes=file.size_bytes)
    return descriptor


def _wait_for_the_sweep() -> None:
    """Held by every deed that adds a file until it ends; the sweep takes it alone: neither sees half of the other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [AdvisoryLock.FILES])
