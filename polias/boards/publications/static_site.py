"""The public site as a folder of static pages: no script, no form, no address of the host that made it."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from polias.boards.publications.actions import fingerprint
from polias.boards.publications.model import Edition
from polias.boards.publications.pages import STYLES, Links, Shelf, html, paths, shelf
from polias.kit.access.actor import Actor
from polias.kit.audit.log import disclosed
from polias.kit.errors import PoliasError

LIST = "polias-editions.json"


@dataclass(frozen=True)
class Published:
    """What was written: pages and editions in the folder, and files of an earlier time that were taken away."""

    folder: str
    pages: int
    editions: int
    taken_away: int


def publish_to(folder: Path, *, actor: Actor, force: str = "") -> Published:
    """Write the public site into a folder that is new, empty or written by this before; logged as a disclosure.

    Raises PoliasError when the folder holds anything else, or an edition is no longer what was published.
    """
    before = _files_of_last_time(folder)
    found = shelf(force=force)
    editions = [e for kind in found.newest for e in found.of(kind)]
    _check(Edition.objects.filter(reference__in=[e.reference for e in editions]))
    files = _files(found)
    disclosed(editions, actor=actor, type_name="boards.papers", recipient="everybody", form="static site")
    for name, content in files.items():
        _write(folder / name, content)
    gone = sorted(before - set(files))
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    return Published(str(folder), sum(1 for name in files if name.endswith(".html")), len(editions), len(gone))


def _check(editions: object) -> None:
    for edition in editions:  # type: ignore[attr-defined]
        if fingerprint(edition.content) != edition.digest:
            raise PoliasError(
                _("%(edition)s is not what was published: its words and its fingerprint differ.")
                % {"edition": edition},
                do=_("Nothing was written. Look for it in the audit: polias audit verify"),
            )


def _files(found: Shelf) -> dict[str, bytes]:
    """Every file of the site by its name; the list of all comes last, so that a half-written folder is known."""
    files = {f"assets/{style.rsplit('/', 1)[1]}": _style(style) for style in STYLES}
    for path in paths(found):
        page = html(path, found=found, links=_links_from(path))
        assert page is not None, path
        files[_file(path)] = page.encode()
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    return files | {LIST: json.dumps(hashes, indent=1).encode()}


def _file(path: str) -> str:
    return f"{path}.html" if path else "index.html"


def _links_from(path: str) -> Links:
    up = "../" * path.count("/")
    return Links(page=lambda to: up + _file(to), asset=lambda name: f"{up}assets/{name.rsplit('/', 1)[1]}")


def _style(name: str) -> bytes:
    file = finders.find(name)
    if not file:
        raise PoliasError(_("The style sheets have not been built."), do=_("Run: make setup"))
    return Path(file).read_bytes()


def _files_of_last_time(folder: Path) -> set[str]:
    """Names that an earlier run wrote; refuses a folder that holds something else."""
    if folder.is_file():
        raise PoliasError(_("%(folder)s is a file.") % {"folder": folder}, do=_("Name a folder instead."))
    if not folder.exists() or not any(folder.iterdir()):
        return set()
    if not (folder / LIST).exists():
        raise PoliasError(
            _("%(folder)s holds files that Polias did not write.") % {"folder": folder},
            do=_("Name a new or empty folder."),
        )
    return {
        name for name in json.loads((folder / LIST).read_text()) if not Path(name).is_absolute() and ".." not in name
    }


def _write(file: Path, content: bytes) -> None:
    """The whole file or the old one, never half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_bytes(content)
    os.replace(fresh, file)
