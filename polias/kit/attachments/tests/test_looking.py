"""The first look: what it finds in each kind, and that its process can do nothing else."""

from __future__ import annotations

import subprocess
import sys
import tempfile

import pytest

from polias.kit.attachments.kinds import KINDS, FileRefused, kind_of, plain_name
from polias.kit.attachments.look import Look, first_look
from polias.kit.attachments.tests.corpus import harmless, heic, pdf


def look(name: str, content: bytes) -> Look:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return first_look(file.fileno(), kind=kind_of(name, content[:1024]).code, name=name)


def test_every_kind_is_among_the_harmless():
    endings = {name.rpartition(".")[2] for name in harmless()}
    assert [kind.code for kind in KINDS if not endings & set(kind.endings)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", harmless())
def test_one_of_each_kind_is_taken_and_shows_its_size(name):
    content, found = harmless()[name]
    assert look(name, content) == Look(**found)


def test_a_locked_document_is_refused_with_what_to_do():
    from io import BytesIO

    import pypdf

    writer, made = pypdf.PdfWriter(BytesIO(pdf())), BytesIO()
    writer.encrypt("secret")
    writer.write(made)
    with pytest.raises(FileRefused, match="password") as refused:
        look("locked.pdf", made.getvalue())
    assert refused.value.do == "Take the password off, and send it again."


def test_a_reader_that_runs_out_of_memory_refuses_the_file(settings):
    settings.POLIAS_FILE_READER_MB = 8
    with pytest.raises(FileRefused, match="unpacks to more"):
        look("statement.pdf", pdf())


def test_a_reader_that_breaks_down_says_that_the_file_could_not_be_checked():
    with tempfile.TemporaryFile() as nothing, pytest.raises(FileRefused, match=r"notes\.txt could not be checked"):
        first_look(nothing.fileno(), kind="txt", name="notes.txt")


def test_too_large_a_picture_is_refused_with_how_large_it_may_be():
    with pytest.raises(FileRefused, match="too large a picture: at most 16,384 points a side and 200 million in all"):
        look("wide.heic", heic(16_000, 16_000))


IN_THE_CHILD = """
import os, socket, sys
from polias.kit.attachments.reader import _limit
from polias.kit.attachments.reading.seal import seal_off
_limit(seconds=1, megabytes=256)
sealed = seal_off()
def refused(deed):
    try:
        deed()
    except (OSError, MemoryError):
        return True
    return False
deeds = [
    lambda: socket.socket(),
    lambda: os.fork(),
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.mkdir("must-not-be"),
    lambda: os.kill(os.getppid(), 0),
    lambda: bytearray(400 * 1024 * 1024),
    lambda: open("must-stay", "w"),
    lambda: open("must-stay", "r+"),
    lambda: os.open("must-stay", os.O_RDONLY | os.O_TRUNC),
    lambda: os.open("must-not-be", os.O_RDONLY | os.O_CREAT),
    lambda: os.truncate("must-stay", 0),
    lambda: os.ftruncate(os.open("must-stay", os.O_RDONLY), 0),
]
open("must-stay").read()
print(sealed, [refused(deed) for deed in deeds])
"""


def test_the_child_reaches_no_network_starts_nothing_changes_no_file_and_has_no_more_memory_than_given(tmp_path):
    (tmp_path / "must-stay").write_text("Evidence.")
    argv = [sys.executable, "-I", "-B", "-c", IN_THE_CHILD]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    sealed, _space, deeds = done.stdout.strip().partition(" ")
    assert not (tmp_path / "must-not-be").exists()
    if sealed != "True":
        pytest.xfail("this kernel has no seccomp; memory, time and file size are limited all the same")
    assert deeds == str([True] * 12), done.stderr
    assert (tmp_path / "must-stay").read_text() == "Evidence."


def test_the_child_that_does_not_end_is_ended():
    program = "from polias.kit.attachments.reader import _limit\n_limit(seconds=1, megabytes=256)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-I", "-B", "-c", program], capture_output=True, timeout=60, check=False)
    assert done.returncode < 0


def test_the_force_s_own_scanner_is_asked(settings, tmp_path):
    scanner = tmp_path / "scanner"
    scanner.write_text("#!/bin/sh\ngrep -q Adams && exit 1\nexit 0\n")
    scanner.chmod(0o755)
    settings.POLIAS_FILE_SCANNER = str(scanner)
    assert look("notes.txt", b"Nothing.") == Look()
    with pytest.raises(FileRefused, match="virus scanner warns"):
        look("notes.txt", b"Adams")
    settings.POLIAS_FILE_SCANNER = str(tmp_path / "no-such-scanner")
    with pytest.raises(FileRefused, match="does not answer"):
        look("notes.txt", b"Nothing.")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\asha\\shelf.jpg", "shelf.jpg"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("  ..  ", "file"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_names_lose_folders_and_signs_that_hide(sent, kept):
    assert plain_name(sent) == kept
