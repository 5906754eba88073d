"""Many people share few connections: none of them reads another's rows, and between them a connection shows nothing."""

from __future__ import annotations

import pytest

from polias.contact.logs.tests.factories import a_log
from polias.crime.reports.tests.factories import a_crime
from polias.kit.access import acting as frame
from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.database.security import protected_tables
from tests.promises.leaks.pool import Asker, ask_in_turn

TABLES = sorted(protected_tables())
OF_NORTHSHIRE, OF_EASTMOOR = b"harbour-lantern", b"moorland-beacon"


@pytest.fixture(scope="module")
def askers(module_database):
    """Four people of two forces, whose open crimes both may read and whose other records only their own may."""
    with acting(actor_named("idris")) as idris:
        log = a_log(idris, summary=f"Seen at the {OF_NORTHSHIRE.decode()}.")
    with acting(actor_named("asha")) as asha:
        secret = a_crime(asha, summary=f"Hidden in the {OF_NORTHSHIRE.decode()}.")
        lent = a_crime(asha)
    module_database.as_owner(f"update kit_register set grade = 1, cell = cell + 1 where id = '{secret.pk}'")
    with acting(actor_named("carys")) as carys:
        theirs = a_crime(carys, summary=f"Hidden under the {OF_EASTMOOR.decode()}.")
    addresses = tuple(f"{before}{record.url}" for record in (log, secret, lent, theirs) for before in ("", "/api"))
    forbidden = {"asha": OF_EASTMOOR, "idris": OF_EASTMOOR, "hal": OF_EASTMOOR, "carys": OF_NORTHSHIRE}
    return [Asker(name, cookie_of(name), addresses, (word,)) for name, word in forbidden.items()]


def cookie_of(username):
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    user = get_user_model().objects.get(username=username)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/me").status_code == 200
    return client.cookies["polias_session"].value


@pytest.mark.slow
def test_alternating_people_on_few_connections_read_only_their_own(askers, prove, size, caplog):
    caplog.set_level("ERROR", "django.request")
    requests = size(short=200, full=1000)
    found = ask_in_turn(askers, requests=requests, tables=TABLES)
    assert found.answered == requests
    assert found.connections > 1, "several connections, each kept for all its requests"
    prove(
        "P19", "rows of the wrong actor over pooled connections",
        figure=f"{len(found.leaks)} in {requests} requests; {found.bare_rows} rows on the bare connections",
        goal="0; 0", holds=not found.leaks and not found.bare_rows,
    )  # fmt: skip


def test_a_session_that_outlived_its_request_would_be_seen(askers, monkeypatch, caplog):
    """The planted fault: the session is set for the connection and not for the transaction."""
    caplog.set_level("ERROR", "django.request")

    def set_for_good(key):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("select set_config('polias.session', %s, false)", [key])

    monkeypatch.setattr(frame, "_set_session", set_for_good)
    assert ask_in_turn(askers, requests=12, tables=TABLES).bare_rows > 0


def test_a_row_of_another_force_would_be_seen(askers, caplog):
    """The planted fault: somebody who may read it is told that they must not."""
    caplog.set_level("ERROR", "django.request")
    asha = next(one for one in askers if one.name == "asha")
    confused = Asker(asha.name, asha.cookie, asha.addresses, (OF_NORTHSHIRE,))
    assert ask_in_turn([confused], requests=40, tables=TABLES[:2]).leaks
