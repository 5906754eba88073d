"""The program that looks into a file somebody sent: a child process that trusts nothing and can do nothing else.

``python -I -m polias.kit.attachments.reader KIND SECONDS MEGABYTES`` reads the file on its standard input and answers
with one line of JSON: numbers (pages, width, height, seconds) or the code of a reason to refuse. Before it reads the
first byte it gives away what it could do harm with: memory, time, files, other programs, the network.
"""

from __future__ import annotations

import json
import mmap
import os
import re
import resource
import sys
from collections.abc import Callable
from typing import Any

from polias.kit.attachments.reading import TEST_SIGNATURE, Refused
from polias.kit.attachments.reading.documents import read_open_document, read_pdf, read_word, read_workbook
from polias.kit.attachments.reading.media import read_film, read_heic, read_mp3, read_wav
from polias.kit.attachments.reading.pictures import read_jpeg, read_png
from polias.kit.attachments.reading.seal import seal_off
from polias.kit.attachments.reading.text import read_page, read_text

#: A ZIP is read from its end, whatever stands before: where one ends, the file is two files at once.
END_OF_A_ZIP, WITHIN, PACKAGES = b"PK\x05\x06", 66_000, ("docx", "xlsx", "odt", "ods")

READERS: dict[str, Callable[[Any], dict[str, int]]] = {
    "pdf": read_pdf,
    "jpeg": read_jpeg,
    "png": read_png,
    "heic": read_heic,
    "docx": read_word,
    "xlsx": read_workbook,
    "odt": read_open_document,
    "ods": read_open_document,
    "mp4": read_film,
    "m4a": read_film,
    "mp3": read_mp3,
    "wav": read_wav,
    "txt": read_text,
    "csv": read_text,
    "page": read_page,
}


def look(data: Any, kind: str) -> dict[str, Any]:
    """What one file shows of itself, or why it is refused; any failure of a reader is a refusal."""
    try:
        if data.find(TEST_SIGNATURE) >= 0:
            raise Refused("virus")
        if kind not in PACKAGES and data.rfind(END_OF_A_ZIP, max(0, len(data) - WITHIN)) >= 0:
            raise Refused("trailing")
        return {**READERS[kind](data)}
    except Refused as refused:
        return {"refused": refused.code}
    except MemoryError:
        return {"refused": "too-much"}
    except RecursionError:
        return {"refused": "too-much"}
    except Exception:  # noqa: BLE001 (a library that fails on a file somebody sent is a file that is not taken)
        return {"refused": "broken"}


def _limit(*, seconds: int, megabytes: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, megabytes * 1024 * 1024),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 16),
    ):
        resource.setrlimit(what, (most, most))


def _bytes_of_standard_input() -> Any:
    """The file mapped, so that a long film needs no memory of ours."""
    return mmap.mmap(0, os.fstat(0).st_size, access=mmap.ACCESS_READ)


def main(arguments: list[str]) -> int:
    kind, seconds, megabytes = arguments[0], int(arguments[1]), int(arguments[2])
    size_mb = os.fstat(0).st_size // (1024 * 1024) + 1
    data = _bytes_of_standard_input()
    # The mapping of the file itself takes address space and no memory: it comes on top.
    _limit(seconds=seconds, megabytes=megabytes + size_mb)
    seal_off()
    answer = json.dumps(look(data, kind))
    assert re.fullmatch(r"[\x20-\x7e]*", answer)
    os.write(1, answer.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
