"""Serving the site from one command: database, web server and worker, all of them stopped at its end."""

from __future__ import annotations

import http.client
import os
import socket
import sys
import time
from collections.abc import Callable
from gettext import gettext as _

from polias.kit.cli.database import DatabaseKeeper, close_connections, with_database
from polias.kit.cli.speech import doing, fail, say
from polias.kit.cli.supervision import Child, keep_alive_until_told, stop_all
from polias.kit.server import Home, home

READY_WITHIN_SECONDS = 90


def chosen_port() -> int:
    """The port in PORT, 8000 when it is not set; ends the command when that is no port."""
    word = os.environ.get("PORT") or "8000"
    if not word.isdecimal() or not 0 < int(word) < 65536:
        fail(_("PORT is '{word}', which is not a port number.").format(word=word), _("Use a number such as 8000."))
    return int(word)


def refuse_a_taken_port(port: int) -> None:
    """End the command with a sentence when something else already answers there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            fail(
                _("Port {port} cannot be used: {why}.").format(port=port, why=error.strerror),
                _("Stop the program that uses it, or choose another port, for example: PORT={other}").format(
                    other=port + 1 if port < 65535 else 8000
                ),
            )


def serve(*, prepare: Callable[[], None] | None = None, introduce: Callable[[str], None] | None = None) -> None:
    """Serve until told to stop. `prepare` runs on the migrated database before the first page, `introduce` after it."""
    port = chosen_port()
    refuse_a_taken_port(port)
    with with_database(migrates=True):
        if prepare is not None:
            prepare()
        close_connections()
        children = [_web(home(), port), worker_child(home())]
        try:
            _start(children, port)
            (introduce or _say_where)(f"http://127.0.0.1:{port}")
            keep_alive_until_told(children, stands_on=DatabaseKeeper())
        except KeyboardInterrupt:
            say("")
        finally:
            with doing(_("Stopping")):
                stop_all(children)


def worker_child(here: Home) -> Child:
    """The worker, which does the jobs that pages put into the queue."""
    # Jobs that went well are forgotten: some are done every few seconds.
    # Several at once, so that a long job, such as publishing, holds up neither seal nor heartbeat.
    words = "procrastinate worker --delete-jobs successful --concurrency 4"
    argv = [sys.executable, "-m", "django", *words.split()]
    return Child(name="worker", argv=argv, log=here.logs / "worker.log")


def _web(here: Home, port: int) -> Child:
    """Processes of one thread each: on few cores threads made the slow pages five times slower."""
    workers = os.environ.get("POLIAS_WEB_WORKERS") or "2"
    words = (
        f"--bind 127.0.0.1:{port} --workers {workers} --worker-class sync --preload --timeout 60 --graceful-timeout 8"
    )
    argv = [sys.executable, "-m", "gunicorn", *words.split(), "--no-control-socket", _application()]
    return Child(name="web", argv=argv, log=here.logs / "web.log")


def _application() -> str:
    from django.conf import settings

    return ":".join(str(settings.WSGI_APPLICATION).rsplit(".", 1))


def _start(children: list[Child], port: int) -> None:
    with doing(_("Starting the site")):
        for child in children:
            child.start()
        _wait_for_the_first_page(children[0], port)


def _wait_for_the_first_page(web: Child, port: int) -> None:
    until = time.monotonic() + READY_WITHIN_SECONDS
    while not _answers(port):
        if not web.is_alive() or time.monotonic() > until:
            say(web.last_words())
            fail(
                _("The site did not start; its last words are above."),
                _("The whole log is in {file}. 'polias doctor' may know more.").format(file=web.log),
            )
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _say_where(address: str) -> None:
    say(_("Polias is at {address}  (Ctrl-C stops everything, the database too)").format(address=address))
