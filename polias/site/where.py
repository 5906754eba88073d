"""Which file stands behind an address: folders and addresses have the same names, but for the few listed here."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from polias.kit.cli.speech import JsonOption, examples, fail, show

app = typer.Typer()

#: First segments of addresses that are no module's folder, and why.
EXCEPTIONS = {
    "": "My work, the first page of whoever is signed in.",
    "access": "Who may see a record of any type.",
    "accounts": "Signing in and out: pages of django-allauth.",
    "accessibility": "The accessibility statement, open to all.",
    "api": "The same deeds and records for programs, made from the declarations.",
    "drafts": "Keeps what is being typed.",
    "emergency": "Opening one record in an emergency, and the reviews of that.",
    "files": "A file on any record.",
    "healthz": "Whether this server can answer, for machines that watch it; open to all.",
    "help": "Help, open to all.",
    "measures": "Figures: no record type, so its two pages are listed in its urls.py.",
    "metrics": "Counts and times for Prometheus, for those whom POLIAS_METRICS_FROM names.",
    "public": "What boards have published, open to all.",
    "rules": "The rule book, with how often each rule was met.",
    "search": "The one search box.",
    "sessions": "Where the person who asks is signed in.",
    "status": "Whether everything works, and has worked, open to all.",
    "status.json": "The same for programs, open to all.",
    "tasks": "A task of any module.",
}


@dataclass(frozen=True)
class Place:
    """The function behind an address: file below the repository, line, name; and the record type it serves."""

    file: str
    line: int
    function: str
    declared_in: str = ""

    def __str__(self) -> str:
        told = f"{self.file}:{self.line} {self.function}"
        return f"{told}, by the declaration in {self.declared_in}" if self.declared_in else told


def place_of(address: str) -> Place | None:
    """Where the page of an address is made; None when there is none."""
    from django.urls import Resolver404, resolve

    try:
        match = resolve(urlsplit(address).path or "/")
    except Resolver404:
        return None
    behind = _behind_the_api(urlsplit(address).path)
    return behind or place_of_view(match.func, name=match.url_name or "")


def _behind_the_api(address: str) -> Place | None:
    """For an address of the API, the action it does or the function that reads the record type."""
    from polias.kit.record.types import record_types
    from polias.kit.rest.api import me, offered_actions
    from polias.kit.rest.resources import one_page, one_record

    if address == "/api/me":
        return place_of_view(me)
    for declared in record_types():
        if address.startswith(f"/api{declared.url}/"):
            rest = address.removeprefix(f"/api{declared.url}/").split("/")
            done = next((a.function for a in offered_actions(declared) if a.verb == rest[-1]), None)
            place = place_of_view(done or (one_record if rest[-1] else one_page))
            return place if done else replace(place, declared_in=f"polias/{declared.name.split('.')[0]}/records.py")
    return None


def place_of_view(view: Callable[..., Any], *, name: str = "") -> Place:
    """File and line of a view as it was written, whatever is wrapped around it."""
    written = inspect.unwrap(view)
    written = getattr(written, "view_class", written)
    file, line = inspect.getsourcefile(written) or "", inspect.getsourcelines(written)[1]
    generic = ".kit.screens." in f".{written.__module__}."
    return Place(_below_the_root(file), line, written.__name__, _declaration(name) if generic else "")


def _declaration(name: str) -> str:
    """The file in which the record type of a generic page is declared."""
    from polias.kit.record.types import record_types

    for declared in record_types():
        if name.rsplit(".", 1)[0] == declared.name:
            return f"polias/{declared.name.split('.')[0]}/records.py"
    return ""


def _below_the_root(file: str) -> str:
    root = Path(__file__).resolve().parents[2]
    path = Path(file).resolve()
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def every_page() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every address the site answers, as its pattern, with its view."""
    from django.urls import get_resolver

    yield from _pages(get_resolver(), "")


def _pages(resolver: Any, before: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _pages(pattern, address)
        else:
            yield address, pattern.callback


@app.command(
    epilog=examples(
        ("polias where /crime/reports/record", _("the file and line of a page")),
        ("polias where http://127.0.0.1:8000/crime/reports/", _("as copied from the browser")),
    )
)
def where(address: Annotated[str, typer.Argument(metavar="URL")], as_json: JsonOption = False) -> None:
    """Say which file, line and function answers an address. Needs no database."""
    from polias.kit.cli.database import set_up_django

    set_up_django()
    found = place_of(address)
    if found is None:
        fail(
            _("No page has the address {address}.").format(address=address),
            _("Give it as in the browser, for example: polias where /crime/reports/record"),
        )
    show(found if as_json else str(found), as_json=as_json)
