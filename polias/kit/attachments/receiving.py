"""Uploads go straight to the disk of the files, hashed on the way: never whole in memory, never first elsewhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from polias.kit.attachments.kinds import plain_name
from polias.kit.attachments.store import BYTES_PER_MB, Incoming

#: Where files are taken, here and by modules that add their own; a file sent anywhere else is let pass unread.
_taken_at = ["/files/", "/api/"]
#: Beyond this many times the limit nobody waits for the rest of a file that will be refused.
PATIENCE = 4


class IncomingFile(UploadedFile):  # type: ignore[type-arg]  # not generic when it runs
    """A file that has come in and lies beside its place; closing it, as Django does after the answer, forgets it."""

    def __init__(self, incoming: Incoming, *, name: str, content_type: str) -> None:
        super().__init__(file=None, name=plain_name(name), content_type=content_type, size=incoming.size)
        self.incoming = incoming

    def close(self) -> None:
        self.incoming.discard()


class FilesHandler(FileUploadHandler):
    """Django's hook for uploads: the only one that is set, so that no file lands in a folder of the system."""

    incoming: Incoming | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        request: Any = self.request
        if not request.path.startswith(tuple(_taken_at)) or not request.user.is_authenticated:
            raise SkipFile
        self.incoming, self.received = Incoming(most_bytes=most_bytes()), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.incoming is None:
            return
        self.received += len(raw_data)
        if self.received > PATIENCE * self.incoming.most_bytes:
            raise StopUpload(connection_reset=True)
        self.incoming.write(raw_data)

    def file_complete(self, file_size: int) -> IncomingFile | None:
        if self.incoming is None:
            return None
        done, self.incoming = self.incoming, None
        return IncomingFile(done, name=self.file_name or "", content_type=self.content_type or "")

    def upload_interrupted(self) -> None:
        if self.incoming is not None:
            self.incoming.discard()


def take_files_at(address: str) -> None:
    """Let files come in at a module's own address, which looks at them as ``look_at`` does."""
    if address not in _taken_at:
        _taken_at.append(address)


def most_bytes() -> int:
    """How large a file may be."""
    return int(settings.POLIAS_FILE_MB) * BYTES_PER_MB
