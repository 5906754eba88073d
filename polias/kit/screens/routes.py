"""Addresses from folders: /crime/reports/<ref>/classify is ``classify`` in polias/crime/reports/screens.py."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

from django.urls import URLPattern, path

from polias.kit.record.types import RecordType, record_types
from polias.kit.screens.list_page import list_page
from polias.kit.screens.record_view import record_view


def routes(module: str) -> list[URLPattern]:
    """All addresses of the record types of one module, such as ``crime``; for its urls.py."""
    found: list[URLPattern] = []
    for declared in record_types():
        if declared.name.split(".")[0] == module:
            found += _routes_of(declared, declared.name.split(".", 1)[1].replace(".", "/"))
    return found


def _routes_of(declared: RecordType, base: str) -> list[URLPattern]:
    screens = _screens(declared)
    found = [
        path(f"{base}/", _whole(declared, screens, kind="whole_list", usual=list_page), name=f"{declared.name}.list")
    ]
    for name, view in _pages(screens, kind="page"):
        found.append(path(f"{base}/{name}", view, name=f"{declared.name}.{name}"))
    found.append(
        path(
            f"{base}/<str:reference>",
            _whole(declared, screens, kind="whole_record", usual=record_view),
            name=f"{declared.name}.record",
        )
    )
    for name, view in _pages(screens, kind="record"):
        found.append(path(f"{base}/<str:reference>/{name}", view, name=f"{declared.name}.{name}"))
    return found


def _screens(declared: RecordType) -> ModuleType | None:
    try:
        return importlib.import_module(f"{declared.package}.screens")
    except ModuleNotFoundError as missing:
        if missing.name == f"{declared.package}.screens":
            return None
        raise


def _pages(screens: ModuleType | None, *, kind: str) -> list[tuple[str, Callable[..., Any]]]:
    views = vars(screens).items() if screens else ()
    return [(name, view) for name, view in views if getattr(view, "polias_page", "") == kind]


def _whole(
    declared: RecordType, screens: ModuleType | None, *, kind: str, usual: Callable[..., Any]
) -> Callable[..., Any]:
    """The page that a record type puts in place of the usual one, or the usual one."""
    odd = _pages(screens, kind=kind)
    return odd[0][1] if odd else _bound(usual, declared)


def _bound(view: Callable[..., Any], declared: RecordType) -> Callable[..., Any]:
    @functools.wraps(view)
    def bound(request: Any, *args: Any, **kwargs: Any) -> Any:
        return view(request, declared, *args, **kwargs)

    return bound
