"""One look at an address, with the rows that it left in the audit and the records that it showed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.urls import URLPattern, get_resolver

from polias.kit.access.sessions import as_system
from polias.kit.audit.model import AuditRow
from polias.kit.record.model import Register
from polias.kit.record.types import record_types

DECIDED: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "looks.yaml").read_text())


def addresses() -> Iterator[str]:
    """Every address of the site, with those of the interface for programs by their shape."""
    yield from sorted({_shape(one) for one in _all(get_resolver(), "/")})


def _all(resolver: Any, base: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        whole = base + re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", str(one.pattern)).lstrip("^").rstrip("$")
        if isinstance(one, URLPattern):
            yield whole
        else:
            yield from _all(one, whole)


def _shape(address: str) -> str:
    if address.startswith("/accounts/"):
        return "/accounts/*"
    for declared in record_types():
        base = f"/api{declared.url}/"
        if address.startswith(base):
            rest = address.removeprefix(base)
            return "/api/<type>/" + re.sub(r"(^|/)[a-z]\w*$", r"\1<verb>", rest)
    return address


@dataclass
class Seen:
    """One answer and the audit rows that the request for it has written."""

    answer: Any
    rows: list[AuditRow]
    there: frozenset[str]
    """The references of all records, whatever they look like."""

    @property
    def kinds(self) -> set[str]:
        return {row.kind for row in self.rows}

    @property
    def named(self) -> set[str]:
        written = " ".join(f"{row.reference} {row.content or ''}" for row in self.rows)
        return {each for each in self.there if each in written}

    @property
    def shown(self) -> set[str]:
        """Records, wherever their references stand in the answer."""
        answered = self.answer.content.decode(errors="replace")
        return {each for each in self.there if each in answered}

    @property
    def unlogged(self) -> set[str]:
        return self.shown - self.named if self.answer.status_code < 400 else set()


def newest() -> int:
    with as_system():
        return int(AuditRow.objects.order_by("-id").values_list("id", flat=True).first() or 0)


def ask(client: Any, address: str, **sent: Any) -> Seen:
    before = newest()
    answer = client.post(address, **sent) if sent else client.get(address)
    with as_system():
        rows = list(AuditRow.objects.filter(id__gt=before).order_by("id"))
        there = frozenset(Register.objects.values_list("reference", flat=True))
    return Seen(answer, rows, there)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
