"""Leads broken input by what it reaches in one reader: a process of its own, which libFuzzer ends.

Run: python -m tests.promises.led_by_coverage READER FOLDER [options of libFuzzer] [FILE]. A fault, a hang or too much
memory ends it with an exit code of its own, and leaves the input in FOLDER/found. With FILE only that is read.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import atheris

Reader = Callable[[bytes], None]
Seeds = list[bytes]


def _dates(_folder: Path) -> tuple[Reader, Seeds]:
    from polias.kit.forms.dates import typed_from_text
    from polias.kit.forms.times import NotATime, read_date, read_month, read_time

    def read(content: bytes) -> None:
        text = content.decode("utf-8", "replace")
        one, two, three = [*text.split("|"), "", "", ""][:3]
        for each in (
            lambda: read_date(one, two, three), lambda: read_time(text), lambda: read_month(text),
            lambda: typed_from_text(text),
        ):  # fmt: skip
            try:
                each()
            except NotATime:
                continue

    return read, [b"31|2|2024", b"2|March|24", b"23:59", b"9.05 pm", "١٢|٣|٢٠٢٤".encode()]


def _questions(_folder: Path) -> tuple[Reader, Seeds]:
    from polias.kit.search.query import normal_postcode, parse_query

    def read(content: bytes) -> None:
        text = content.decode("utf-8", "replace")
        parse_query(text, today=date(2026, 3, 2))
        normal_postcode(text)

    return read, [b"jon smyth 1980", b"Smyth, Jon 12/03/1980", b"smyth cb1 2ab", "Ólafur d'Arcy-Ng".encode()]


def _street_files(folder: Path) -> tuple[Reader, Seeds]:
    import io

    from polias.measures.refusal import Refused
    from polias.measures.sources.street_rows import StreetReader
    from polias.measures.tests.made_up import install_northshire, row, write_file

    install_northshire(folder)
    good = folder / "2018-12-northshire-street.csv"
    write_file(good, [row("2018-12", "Shoplifting", number) for number in range(3)])

    def read(content: bytes) -> None:
        try:
            for _batch in StreetReader(io.BytesIO(content), name=good.name):
                pass
        except Refused:
            return

    return read, [good.read_bytes()]


def _reference_files(folder: Path) -> tuple[Reader, Seeds]:
    from polias.kit.reference import rows
    from tests.architecture.source import PACKAGE

    given = folder / "given.csv"

    def read(content: bytes) -> None:
        given.write_bytes(content)
        try:
            list(rows(given))
        except ValueError:
            return

    return read, [one.read_bytes()[:2000] for one in sorted(Path(PACKAGE).glob("*/reference/*.csv"))]


def _minutes(_folder: Path) -> tuple[Reader, Seeds]:
    from polias.boards.minutes.formats.which import text_of
    from polias.boards.minutes.reading import read as reading_of
    from polias.boards.minutes.refusal import CannotBeRead
    from polias.boards.minutes.tests.documents import docx, odt, paragraph, pdf

    def read(content: bytes) -> None:
        try:
            text, _format = text_of(content)
        except CannotBeRead:
            return
        reading_of(text)

    plain = b"Northshire Panel, 3 May 2020\nPresent: Cllr A Hill (Chair)\n1. Apologies\nRESOLVED that it be noted.\n"
    page = b"<html><body><table><tr><th>Action</th><td>AH to report by June</td></tr></table></body></html>"
    words = "Northshire Panel met to speak of the budget"
    return read, [plain, page, docx(paragraph(words)), odt(f"<text:p>{words}</text:p>"), pdf([(50, 700, words)])]


def _heads_and_spools(folder: Path) -> tuple[Reader, Seeds]:
    from polias.kit.audit.heads import UnreadableHead, last_position, read_heads
    from polias.kit.audit.spool import SpoolBroken, read_spool

    file = folder / "lines.jsonl"

    def read(content: bytes) -> None:
        file.write_bytes(content)
        last_position(file)
        for each in (lambda: read_heads(file), lambda: list(read_spool(file))):
            try:
                each()
            except (UnreadableHead, SpoolBroken):
                continue

    head = b'{"position": 1, "digest": "ab", "rows": 2, "at": "2026-03-02T09:00:00+00:00"}\n'
    return read, [head, b'{"row": "{}", "chain": "ab"}\n', b'{"restore": {"kept": 1}}\n']


def _first_look(kind: str) -> Callable[[Path], tuple[Reader, Seeds]]:
    def made(_folder: Path) -> tuple[Reader, Seeds]:
        from polias.kit.attachments.kinds import kind_of
        from polias.kit.attachments.reader import look
        from polias.kit.attachments.tests.corpus import harmless

        def read(content: bytes) -> None:
            look(content, kind)

        good = {name: content for name, (content, _found) in harmless().items() if len(content) < 50_000}
        return read, [content for name, content in good.items() if kind_of(name, content[:1024]).code == kind]

    return made


KINDS = ("pdf", "jpeg", "png", "heic", "docx", "xlsx", "odt", "ods", "mp4", "m4a", "mp3", "wav", "txt", "csv")
READERS: dict[str, Callable[[Path], tuple[Reader, Seeds]]] = {
    "dates and times": _dates,
    "questions of the search": _questions,
    "street files": _street_files,
    "reference files": _reference_files,
    "minutes": _minutes,
    "seal heads and spools": _heads_and_spools,
    **{f"first look, {kind}": _first_look(kind) for kind in KINDS},
}
EVERY = "every reader"
#: Libraries in Python that read what was sent; their ways are followed as our own are.
FOLLOWED = ["polias", "pypdf", "zipfile"]


def _every(folder: Path) -> tuple[Reader, Seeds]:
    """The first byte says which reader has the rest."""
    made = []
    for number, make in enumerate(READERS.values()):
        (own := folder / str(number)).mkdir(exist_ok=True)
        made.append(make(own))

    def read(content: bytes) -> None:
        if content:
            made[content[0] % len(made)][0](content[1:])

    return read, [bytes([number]) + content for number, (_read, good) in enumerate(made) for content in good]


def main(name: str, folder: Path, options: list[str]) -> None:
    """Never returns: libFuzzer ends the process."""
    os.environ.update(DJANGO_SETTINGS_MODULE="polias.site.settings", POLIAS_HOME=str(folder))
    (seeds := folder / "seeds").mkdir(parents=True, exist_ok=True)
    (found := folder / "found").mkdir(exist_ok=True)
    with atheris.instrument_imports(include=FOLLOWED):
        import django

        django.setup()
        read, good = (_every if name == EVERY else READERS[name])(folder)
    logging.disable()
    for number, content in enumerate(good):
        (seeds / f"seed-{number}").write_bytes(content)
    given = [each for each in options if not each.startswith("-")] or [str(seeds)]
    settings = [each for each in options if each.startswith("-")]
    atheris.Setup(["led", *settings, f"-artifact_prefix={found}/", *given], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
