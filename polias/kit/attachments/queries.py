"""The readers of attachments: each starts from a record that came through the access door."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from polias.kit.access.actor import Actor
from polias.kit.access.door import fetch
from polias.kit.attachments.model import Attachment
from polias.kit.errors import NotFound
from polias.kit.record.model import Record
from polias.kit.record.types import record_type


def files_on(record: Record) -> list[Attachment]:
    """The files of a record, the newest first."""
    return list(Attachment.objects.filter(register_id=record.pk).order_by("-added_at", "-pk"))


def file_with_its_record(file_id: UUID, *, actor: Actor) -> tuple[Attachment, Record]:
    """One file and the record it is on, logged as consulted; NotFound whether it is unknown or not theirs to see."""
    found = Attachment.objects.select_related("register").filter(pk=file_id).first()
    if found is None:
        raise NotFound
    declared = record_type(found.register.record_type)
    return found, fetch(declared.model, found.register.reference, actor=actor)


def size_in_words(size_bytes: int) -> str:
    """A size as people say it."""
    if size_bytes < 1024 * 1024:
        return _("%(n)d kB") % {"n": -(-size_bytes // 1024)}
    return _("%(n).1f MB") % {"n": size_bytes / (1024 * 1024)}


def shown_in_words(file: Attachment) -> str:
    """What a first look found: pages, points, or length."""
    if file.pages is not None:
        return _("%(n)d pages") % {"n": file.pages}
    if file.width is not None:
        return _("%(width)d by %(height)d points") % {"width": file.width, "height": file.height}
    if file.seconds is not None:
        return _("%(minutes)d min %(seconds)d s") % {"minutes": file.seconds // 60, "seconds": file.seconds % 60}
    return ""
