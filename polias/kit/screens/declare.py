"""What a record type declares about its pages: columns, filters, panels, and which functions are pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from polias.kit.i18n.text import Words

V = TypeVar("V", bound=Callable[..., Any])


@dataclass(frozen=True)
class Column:
    """One column of a list: how to read its value, by which field it sorts, and whether it is shown as a tag.

    ``only_in_files`` is for what a page would show empty mostly, and a file must not leave out.
    """

    key: str
    label: Words
    value: Callable[[Any], Any]
    order: str = ""
    tag: Callable[[Any], str] | None = None
    numeric: bool = False
    only_in_files: bool = False


@dataclass(frozen=True)
class Filter:
    """One filter of a list: its choices, and how a chosen value narrows the rows.

    ``counted`` gives parts of records, one for each record that fits, which are counted where nothing else is chosen:
    a number then comes from one index.
    """

    name: str
    label: Words
    choices: Callable[[], Sequence[tuple[str, str]]]
    apply: Callable[[Any, str], Any]
    counted: Callable[[str], Any] | None = None


@dataclass(frozen=True)
class Panel:
    """A part of a record's page that another module fills: title, and HTML for a record and an actor ('' hides it)."""

    title: Words
    html: Callable[[Any, Any, Any], str]


_panels: dict[str, tuple[list[Panel], list[Panel]]] = {}


def add_panel(type_name: str, panel: Panel, *, next_step: bool = False) -> None:
    """Put a panel on another module's record page without that module knowing of it.

    A panel that holds the usual ``next_step`` comes before the type's own, the others after them.
    """
    before, after = _panels.setdefault(type_name, ([], []))
    if all(p.title != panel.title for p in before + after):
        (before if next_step else after).append(panel)


def panels_of(type_name: str, *, own: Sequence[Panel] = ()) -> list[Panel]:
    """All panels of a type's page in their order; ``own`` are those that it declares itself."""
    before, after = _panels.get(type_name, ([], []))
    return [*before, *own, *after]


#: From the records of a page to what their reader is warned of, a few words each, by the keys of the records.
Signs = Callable[[Sequence[Any]], Mapping[Any, Sequence[str]]]
_signs: list[Signs] = []


def add_signs(find: Signs) -> None:
    """Let a module warn on the pages and in the lists of records, all those of a page in one question."""
    if find not in _signs:
        _signs.append(find)


def signs_of(records: Sequence[Any]) -> dict[Any, list[str]]:
    """What modules warn of, by the key of the record."""
    said: dict[Any, list[str]] = {}
    for found in (find(records) for find in _signs if records):
        for key, words in found.items():
            said.setdefault(key, []).extend(words)
    return said


@dataclass(frozen=True)
class Start:
    """A button that starts a journey, for those who hold the grant: on its type's list, and on My work unless not."""

    label: Words
    url: str
    grant: str
    on_my_work: bool = True


_starts: list[Start] = []


def add_start(start: Start) -> None:
    if start not in _starts:
        _starts.append(start)


def all_starts() -> list[Start]:
    """Every button that starts a journey, whoever may press it."""
    return list(_starts)


def starts_for(actor: Any) -> list[Start]:
    return [s for s in _starts if actor.may(s.grant)]


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the header's menu and whom it is for."""

    label: Words
    url: str
    visible: Callable[[Any], bool]


_menu: list[MenuEntry] = []


def add_menu(entry: MenuEntry) -> None:
    if all(e.url != entry.url for e in _menu):
        _menu.append(entry)


def menu_entries() -> list[MenuEntry]:
    return list(_menu)


def page(view: V) -> V:
    """A page of a record type: ``/crime/reports/<name of the function>``."""
    view.polias_page = "page"  # type: ignore[attr-defined]
    return view


def record_page(view: V) -> V:
    """A page of one record: ``/crime/reports/<reference>/<name of the function>``; takes (request, reference)."""
    view.polias_page = "record"  # type: ignore[attr-defined]
    return view


def whole_list(view: V) -> V:
    """An odd page that stands in place of the list of a record type: ``/quality/queue/``."""
    view.polias_page = "whole_list"  # type: ignore[attr-defined]
    return view


def whole_record(view: V) -> V:
    """An odd page that stands in place of a record's own page; takes (request, reference)."""
    view.polias_page = "whole_record"  # type: ignore[attr-defined]
    return view
