"""Finds the files to import: in folders, in zip archives, packed or plain, without unpacking anything to disk."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from polias.measures.refusal import Refused
from polias.measures.words import _

#: What an archive of data.police.uk holds beside street files; passed over without a word of blame.
OTHER_FILES = ("-outcomes.csv", "-stop-and-search.csv")
_SUFFIXES = (".csv", ".csv.gz", ".zip")


@dataclass(frozen=True)
class Candidate:
    """One file that may be a street file; `member` names it inside a zip archive."""

    path: Path
    member: str | None = None

    @property
    def name(self) -> str:
        return Path(self.member or self.path.name).name

    def __str__(self) -> str:
        return f"{self.path} › {self.member}" if self.member else str(self.path)

    @contextlib.contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The plain bytes, whatever they are packed in. Raises Refused when the packing is damaged or locked."""
        try:
            with contextlib.ExitStack() as stack:
                yield self._stream(stack)
        except (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error) as error:
            raise Refused(_("It is damaged and cannot be unpacked."), do=_("Get the file again.")) from error

    def _stream(self, stack: contextlib.ExitStack) -> BinaryIO:
        if self.member is None:
            stream: BinaryIO = stack.enter_context(self.path.open("rb"))
        else:
            archive = stack.enter_context(zipfile.ZipFile(self.path))
            stream = cast(BinaryIO, io.BufferedReader(stack.enter_context(_member(archive, self.member))))
        if _peek(stream, 2) == b"\x1f\x8b":
            unpacked = stack.enter_context(gzip.GzipFile(fileobj=stream))
            stream = cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, unpacked)))
        return stream

    def file_hash(self) -> str:
        """Of the file as it lies on the disk; members of one archive share it."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def _peek(stream: BinaryIO, size: int) -> bytes:
    return cast(io.BufferedReader, stream).peek(size)[:size]


def _member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipExtFile:
    try:
        return cast(zipfile.ZipExtFile, archive.open(name))
    except RuntimeError as error:
        raise Refused(_("It is locked with a password."), do=_("Unpack it first.")) from error
    except NotImplementedError as error:
        raise Refused(_("It is packed in a way that Polias cannot read."), do=_("Unpack it first.")) from error


@dataclass(frozen=True)
class Found:
    """What a name on the command line led to."""

    candidates: tuple[Candidate, ...] = ()
    passed_over: tuple[str, ...] = ()
    refusal: Refused | None = None


def find(path: Path) -> Found:
    """Candidates behind one name: a file, an archive, or a folder with all folders in it."""
    try:
        if path.is_dir():
            return _in_folder(path)
        if not path.exists():
            return Found(refusal=Refused(_("There is no such file or folder."), do=_("Check the name.")))
        return _in_file(path)
    except PermissionError:
        return Found(refusal=Refused(_("You may not read it."), do=_("Ask for the right to read it.")))


def _in_folder(folder: Path) -> Found:
    candidates: list[Candidate] = []
    passed_over: list[str] = []
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for path in (Path(parent, name) for name in sorted(files)):
            if path.name.lower().endswith(_SUFFIXES) and not path.name.startswith("."):
                if _is_other(path.name):
                    passed_over.append(str(path))
                    continue
                found = _in_file(path)
                candidates += found.candidates or [Candidate(path)]
                passed_over += found.passed_over
    if not candidates and not passed_over:
        return Found(refusal=Refused(_("The folder holds no .csv, .csv.gz or .zip file."), do=_("Check the name.")))
    return Found(tuple(candidates), tuple(passed_over))


def _in_file(path: Path) -> Found:
    with path.open("rb") as file:
        is_archive = file.read(4) == b"PK\x03\x04"
    if not is_archive:
        return Found((Candidate(path),))
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(info.filename for info in archive.infolist() if not info.is_dir())
    except (zipfile.BadZipFile, OSError):
        damaged = Refused(_("It is damaged and cannot be unpacked."), do=_("Get the file again."))
        return Found(refusal=damaged)
    wanted = [n for n in names if n.lower().endswith(_SUFFIXES[:2]) and "__MACOSX" not in n and not _hidden(n)]
    if not wanted:
        return Found(refusal=Refused(_("The archive holds no .csv file."), do=_("Unpack archives inside it first.")))
    other = [name for name in wanted if _is_other(name)]
    return Found(
        tuple(Candidate(path, name) for name in wanted if name not in other),
        tuple(f"{path} › {name}" for name in other),
    )


def _hidden(name: str) -> bool:
    return Path(name).name.startswith(".")


def _is_other(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(OTHER_FILES)
