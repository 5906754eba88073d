"""`polias doctor`: what is wrong with this installation, and what to do about each thing."""

from __future__ import annotations

import ctypes
import re
import shutil
import socket
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from importlib import metadata
from pathlib import Path
from typing import Literal

import typer

from polias.kit.cli.speech import JsonOption, as_plain, examples, show
from polias.kit.server import Home, ServerProblem, home, running

app = typer.Typer()

Verdict = Literal["good", "warning", "bad"]
_MARKS: dict[Verdict, str] = {"good": "✓", "warning": "!", "bad": "✗"}
_PROJECT = Path(__file__).resolve().parents[3]
_KIT = Path(__file__).resolve().parents[1]

#: What WeasyPrint opens to write a PDF; Debian's packages for them are in `make test`.
_PDF_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1")


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    verdict: Verdict
    about: str
    sentence: str
    what_to_do: str = ""


@app.command(epilog=examples(("polias doctor --json", "the same for a program")))
def doctor(*, as_json: JsonOption = False) -> None:
    """Look at everything Polias stands on, and say what is wrong and what to do. Changes nothing."""
    findings = list(examine(home()))
    if as_json:
        show(as_plain(findings), as_json=True)
    else:
        for finding in findings:
            say_finding(finding)
    if any(finding.verdict == "bad" for finding in findings):
        raise typer.Exit(1)


def say_finding(finding: Finding) -> None:
    print(f"{_MARKS[finding.verdict]} {finding.about}: {finding.sentence}")
    if finding.what_to_do:
        print(f"    {finding.what_to_do}")


def examine(here: Home) -> Iterator[Finding]:
    """Every finding, the groundwork first."""
    yield python_version()
    yield installed_packages(_PROJECT / "requirements.lock")
    yield built_assets(_KIT / "govuk" / "static" / "built")
    yield pdf_libraries()
    yield disk_space(here.path)
    yield profile_of(here)
    yield free_port()
    yield from database(here)
    yield backups(here)


def backups(here: Home) -> Finding:
    """Whether there is a backup that has lately been restored; a server of somebody else is theirs to back up."""
    from datetime import UTC, datetime, timedelta

    from polias.kit.backup.place import read_last
    from polias.kit.server.addresses import named_url

    about, last = _("Backups"), read_last(here)
    if named_url("app") or here.backups() is None:
        todo = _("See docs/how-to/back-up-and-restore.md.") if named_url("app") else _("Run: polias backup --to FOLDER")
        return Finding("warning", about, _("none by Polias"), todo)
    if last is None or not last.ok:
        why = last.sentence if last else _("there is none")
        return Finding("bad", about, _("the last was not good: {why}").format(why=why), _("Run: polias backup"))
    if last.sentence:
        return Finding("warning", about, last.sentence, _("See that its folder can be written and read."))
    proved = datetime.fromisoformat(last.verified_at) if last.verified_at else None
    if proved is None or datetime.now(UTC) - proved > timedelta(days=7):
        return Finding("warning", about, _("none was restored for a week to prove it"), _("Run: polias backup check"))
    return Finding("good", about, _("proved by a restore on {day}").format(day=f"{proved:%d %B %Y}"))


def python_version() -> Finding:
    found = ".".join(str(part) for part in sys.version_info[:3])
    return Finding("good", "Python", found)


def installed_packages(lock: Path) -> Finding:
    """Whether what is installed is what the lock names."""
    about = _("Packages")
    if not lock.exists():
        return Finding("good", about, _("installed without a lock file"))
    wrong = [name for name, version in _locked(lock.read_text()) if _installed(name) != version]
    if wrong:
        named = ", ".join(wrong[:5])
        return Finding("bad", about, _("not as requirements.lock has them: {names}").format(names=named), "make setup")
    return Finding("good", about, _("as requirements.lock has them"))


def _locked(text: str) -> Iterable[tuple[str, str]]:
    """Name and version of each package; those with a marker are for some systems only and are left out."""
    return [(found[1], found[2]) for found in re.finditer(r"^([A-Za-z0-9._-]+)==(\S+) \\$", text, re.MULTILINE)]


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def built_assets(folder: Path) -> Finding:
    about = _("Styles and scripts")
    if not folder.is_dir() or not any(folder.iterdir()):
        return Finding("bad", about, _("not built, so pages come without style"), _("Run: make setup"))
    return Finding("good", about, _("built"))


def pdf_libraries() -> Finding:
    about = "PDF"
    missing = [name for name in _PDF_LIBRARIES if not _loads(name)]
    if missing:
        return Finding(
            "warning",
            about,
            _("cannot be written, since {names} is missing; all else works").format(names=", ".join(missing)),
            _("On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        )
    return Finding("good", about, _("can be written"))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def disk_space(folder: Path) -> Finding:
    """Free space on the disk that holds the installation, or will."""
    about = _("Disk")
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    free_mb = shutil.disk_usage(existing).free // (1024 * 1024)
    if free_mb < 500:
        return Finding("bad", about, _("{mb} MB free").format(mb=free_mb), _("Free at least 500 MB."))
    return Finding("good", about, _("{mb} MB free").format(mb=free_mb))


def profile_of(here: Home) -> Finding:
    return Finding("good", _("Profile"), here.profile())


def free_port() -> Finding:
    """Whether something answers at the port; Polias itself may well be it."""
    from polias.kit.cli.serving import chosen_port

    port = chosen_port()
    with socket.socket() as probe:
        probe.settimeout(1)
        taken = probe.connect_ex(("127.0.0.1", port)) == 0
    about = _("Port {port}").format(port=port)
    if taken:
        return Finding("warning", about, _("in use, by Polias or by another program"), _("Choose another: PORT=8001"))
    return Finding("good", about, _("free"))


def database(here: Home) -> Iterator[Finding]:
    """Where the server is, whether it can be entered, as whom, and whether its tables are of this version."""
    from polias.kit.server.addresses import named_url

    about = _("Database")
    if not named_url("app") and not named_url("owner") and not (here.database / "data").exists():
        yield Finding("good", about, _("not made yet; the first command that needs it makes it"))
        return
    try:
        with running(here) as server:
            yield Finding(
                "good",
                about,
                _("can be entered") if named_url("app") else _private(here, started_here=server.started_here),
            )
            yield from roles(server.owner_url, server.app_url)
            yield migrations()
    except ServerProblem as problem:
        yield Finding("bad", about, problem.sentence, problem.what_to_do)


def _private(here: Home, *, started_here: bool) -> str:
    state = _("stopped, and starts when it is needed") if started_here else _("running")
    return _("private server in {folder}, {state}").format(folder=here.database, state=state)


def roles(owner_url: str, app_url: str) -> Iterator[Finding]:
    from polias.kit.server.roles import refuse_unsafe_roles

    try:
        refuse_unsafe_roles(owner_url, app_url)
    except ServerProblem as problem:
        yield Finding("bad", _("Database roles"), problem.sentence, problem.what_to_do)
    else:
        yield Finding("good", _("Database roles"), _("the application owns no table and may not pass row security"))


def migrations() -> Finding:
    from polias.kit.cli.database import close_connections, set_up_django, steps_behind

    set_up_django()
    try:
        steps = steps_behind()
    finally:
        close_connections()
    if steps:
        sentence = _("{count} steps behind this version").format(count=steps.count)
        return Finding("bad", _("Tables"), sentence, _("Run: polias migrate"))
    return Finding("good", _("Tables"), _("of this version"))
