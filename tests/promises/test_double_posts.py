"""P6: whatever is sent twice is done once, however close together the two arrive.

Real web processes get pairs of identical requests, half of them from programs and half from forms; the two of a pair
are on their way at the same time, and so are many pairs.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named
from polias.kit.audit.model import AuditRow, Kind
from polias.pole.people.model import Person
from tests.promises.web import Caller, caller, web_before

pytestmark = pytest.mark.slow

RECORD = "/pole/people/record"
SOUNDS = ("ba", "de", "fi", "go", "ku", "la", "mi", "no", "pu", "ra", "so", "te", "vu", "wa", "zo")


def surname(n: int) -> str:
    """Names so unlike each other that nobody asks whether they are the same person."""
    return "".join(random.Random(n).choices(SOUNDS, k=5)).capitalize() + f"x{n}"


def by_program(who: Caller, n: int) -> tuple[int, str]:
    """Send one record; told that the first is being done, wait as asked and send exactly the same again."""
    for told_to_wait in range(200):
        status, _headers, body = who.api(f"/api{RECORD}", {"surname": surname(n)}, Idempotency_Key=f"pair-{n}")
        if status != 409:
            assert status == 201, (status, body)
            return told_to_wait, body.decode()
        time.sleep(0.05)
    raise AssertionError("it stayed in progress")


def by_form(who: Caller, n: int) -> tuple[int, str]:
    """Press the button once; where it leads."""
    key = f"00000000-0000-4000-8000-{n:012d}"
    answers = {"idempotency_key": key, "surname": surname(n), "sex": "X", "another": "on"}
    status, headers, body = who.form(RECORD, answers)
    assert status == 302, (status, body[-3000:])
    return 0, headers["Location"]


def both_of(who: Caller, n: int) -> list[Any]:
    send = by_form if n % 2 else by_program
    with ThreadPoolExecutor(2) as pair:
        return list(pair.map(lambda _twice: send(who, n), range(2)))


def test_every_pair_of_identical_requests_makes_one_record(
    own_database: Any, django_db_blocker: Any, tmp_path: Any, size: Callable[..., int], prove: Callable[..., None]
):
    pairs, at_once = size(short=20, full=500), size(short=10, full=50)
    with django_db_blocker.unblock(), web_before(own_database, folder=tmp_path, workers=4) as web:
        who = caller(web, "asha")
        with ThreadPoolExecutor(at_once // 2) as many:
            told = list(many.map(lambda n: both_of(who, n), range(pairs)))
        other = who.api(f"/api{RECORD}", {"surname": "Other"}, Idempotency_Key="pair-0")
        with acting(actor_named("asha")):
            made = Counter(Person.objects.values_list("surname", flat=True))
            rows = AuditRow.objects.filter(kind=Kind.COLLECTION, verb="pole.people.record").count()
    assert (other[0], json.loads(other[2])["type"]) == (422, "key-reused")
    assert all(one[1] == two[1] for one, two in told), "the second of a pair is answered as the first"
    waited = sum(one[0] + two[0] for one, two in told)
    records = sum(made.values())
    prove(
        "P6",
        "double posts",
        figure=f"{records} records of {pairs} pairs ({2 * pairs} requests, {at_once} at once; {waited} told to wait)",
        goal=f"{pairs} records",
        holds=records == rows == pairs and set(made.values()) == {1},
    )
