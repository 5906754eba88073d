"""Every address and every operation there is, as the URL resolver and the description of the API name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import get_resolver

API = "/api/"


def addresses() -> list[str]:
    """Every pattern of the resolver outside the API, as ``/crime/reports/<reference>/classify``."""
    found = (readable(one) for one in _patterns(get_resolver().url_patterns))
    return sorted({one for one in found if not one.startswith(API) or "<rest>" in one} | {API, f"{API}openapi.json"})


def operations() -> list[str]:
    """Every operation of the API, as ``POST /api/crime/reports/<reference>/classify``."""
    return sorted(_described())


def description_of(operation: str) -> dict[str, Any]:
    """What the description of the API says of ``POST /api/crime/reports/<reference>/classify``."""
    return _described()[operation]


@cache
def _described() -> dict[str, dict[str, Any]]:
    return {
        f"{verb.upper()} {path.replace('{', '<').replace('}', '>')}": operation
        for path, verbs in schema()["paths"].items()
        for verb, operation in verbs.items()
    }


@cache
def schema() -> dict[str, Any]:
    """The description, which takes seconds to make."""
    from polias.kit.rest.api import api

    return dict(api().get_openapi_schema(path_prefix=API))


def readable(pattern: str) -> str:
    """A pattern as people write it: names in angles, no converters, no regular expressions."""
    named = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", pattern)
    named = re.sub(r"<\w+:(\w+)>", r"<\1>", named)
    return "/" + named.replace("^", "").replace("$", "").lstrip("/")


def _patterns(patterns: Any, before: str = "") -> Iterator[str]:
    for one in patterns:
        whole = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from _patterns(one.url_patterns, whole)
        else:
            yield whole
