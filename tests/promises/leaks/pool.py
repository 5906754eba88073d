"""Requests of alternating people through the real WSGI application, in threads whose connections stay open."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections

THREADS = 4
ADDRESSES = (
    "/crime/reports/", "/api/crime/reports/", "/pole/people/", "/api/pole/people/", "/contact/logs/",
    "/api/contact/logs/", "/", "/search?q=Adams", "/quality/queue/", "/crime/reports/?format=json",
)  # fmt: skip


@dataclass(frozen=True)
class Asker:
    """Somebody with a session, the addresses of their own and others' records, and words they must never read."""

    name: str
    cookie: str
    addresses: tuple[str, ...]
    forbidden: tuple[bytes, ...]


@dataclass(frozen=True)
class Round:
    """What many requests gave: how many were answered well, the leaks, and what the bare connections showed after."""

    answered: int
    leaks: list[str]
    bare_rows: int
    connections: int


def ask_in_turn(askers: list[Asker], *, requests: int, tables: list[str]) -> Round:
    """Let the people take turns, thread by thread; between their requests each connection stands bare."""
    application = get_wsgi_application()
    turns = list(itertools.islice(_turns(askers), requests))
    with ThreadPoolExecutor(THREADS) as pool:
        shares = [turns[number::THREADS] for number in range(THREADS)]
        found = list(pool.map(lambda share: _one_thread(application, share, tables), shares))
    return Round(
        sum(one.answered for one in found),
        [leak for one in found for leak in one.leaks],
        sum(one.bare_rows for one in found),
        sum(one.connections for one in found),
    )


def _turns(askers: list[Asker]) -> Iterator[tuple[Asker, str]]:
    """Everybody at every address, a different person each time and, in each thread, one after the other."""
    for round_number in itertools.count():
        for place in range(len(ADDRESSES)):
            for step in range(len(askers)):
                asker = askers[(step + place + round_number) % len(askers)]
                own = (*ADDRESSES, *asker.addresses)
                yield asker, own[(place + round_number) % len(own)]


def _one_thread(application: Callable[..., Any], share: list[tuple[Asker, str]], tables: list[str]) -> Round:
    """The requests of one thread, all on one connection."""
    connection.ensure_connection()
    first, answered, leaks, bare = _backend(), 0, [], 0
    try:
        for number, (asker, address) in enumerate(share):
            status, body = _ask(application, asker, address)
            answered += status < 500
            leaks += [f"{asker.name} at {address}: {w.decode()}" for w in asker.forbidden if w in body]
            # Every few requests the connection itself is asked, with no session in between.
            bare += _bare_rows(tables[number % len(tables) :][:2])
        bare += _bare_rows(tables)
        return Round(answered, leaks, bare, int(_backend() == first))
    finally:
        connections.close_all()


def _backend() -> int:
    """The number of the server's process behind this connection: another one means another connection."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _bare_rows(tables: list[str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select " + " + ".join(f"(select count(*) from {table})" for table in tables))
        return int(cursor.fetchone()[0])


def _ask(application: Callable[..., Any], asker: Asker, address: str) -> tuple[int, bytes]:
    path, _mark, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http",
        "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={asker.cookie}",
    }  # fmt: skip
    status: list[str] = []
    response = application(environ, lambda line, _headers, _info=None: status.append(line))
    try:
        return int(status[0].split()[0]), b"".join(response)
    finally:
        response.close()
