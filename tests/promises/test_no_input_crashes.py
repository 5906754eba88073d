"""P16: whatever is sent, to a page, the API or a reader of files, is taken or refused, and nothing hangs."""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from polias.kit.attachments.kinds import kind_of
from polias.kit.attachments.reader import look
from polias.kit.attachments.tests.conftest import store
from polias.kit.attachments.tests.corpus import harmless
from polias.kit.forms.dates import typed_from_text
from polias.kit.forms.times import NotATime, read_date, read_month, read_time
from polias.kit.record.types import record_types
from polias.kit.reference import rows
from polias.kit.rest.tests import test_schemathesis as rest
from polias.kit.rest.tests.test_schemathesis import records
from polias.measures.refusal import Refused
from polias.measures.sources.street_header import unit_named
from polias.measures.sources.street_rows import StreetReader
from polias.measures.tests.made_up import install_northshire, row, write_file
from tests.architecture.makers import MAKERS
from tests.architecture.source import PACKAGE
from tests.promises.mutations import Run, broken

__all__ = ["records", "store"]

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ODD_NUMBERS = ["١٢", "٣", "²", "1e3", "1e99999", "99999999999", "9" * 5000]
NUMBERS = st.sampled_from(["0", "-1", "1", "31", "29", "02", "2024", " 7 ", "1.5", *ODD_NUMBERS])
PIECES = st.one_of(TEXT, NUMBERS)


def told(prove: Any, what: str, run: Run, *, least: int) -> None:
    """Both figures of one kind of input."""
    print(*run.crashed[:10], *run.slow[:10], sep="\n")
    assert run.tried >= least
    prove("P16", f"crashes: {what}", figure=f"{len(run.crashed)} of {run.tried}", goal="0", holds=not run.crashed)
    prove("P16", f"longer than 2 s: {what}", figure=f"{len(run.slow)} of {run.tried}", goal="0", holds=not run.slow)


def many(examples: int) -> Any:
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None,
                    suppress_health_check=list(HealthCheck))  # fmt: skip


def test_no_date_or_time_crashes_its_reader(prove, size):
    run = Run()

    @many(size(short=200, full=20_000))
    @given(PIECES, PIECES, PIECES)
    def read(one: str, two: str, three: str) -> None:
        run.one(lambda: read_date(one, two, three), about=(one, two, three), allowed=(NotATime,))
        run.one(lambda: read_time(one), about=one, allowed=(NotATime,))
        run.one(lambda: read_month(two), about=two)
        run.one(lambda: typed_from_text(f"{one}{two}"), about=(one, two), allowed=(NotATime,))

    read()
    told(prove, "dates and times", run, least=800)


def test_no_file_of_the_police_crashes_its_reader(prove, size, tmp_path, monkeypatch):
    monkeypatch.setenv("POLIAS_HOME", str(tmp_path))
    install_northshire(tmp_path)
    good = tmp_path / "2018-12-northshire-street.csv"
    write_file(good, [row("2018-12", "Shoplifting", n) for n in range(6)])
    run = Run()

    def read(content: bytes) -> None:
        for _batch in StreetReader(io.BytesIO(content), name=good.name):
            pass

    read(good.read_bytes())
    for content in broken([good.read_bytes()], count=size(short=400, full=100_000)):
        run.one(lambda content=content: read(content), about=content, allowed=(Refused,))
        name = content[:60].decode("latin-1")
        run.one(lambda name=name: unit_named(name), about=name, allowed=(Refused,))
    told(prove, "street files", run, least=800)


def test_no_broken_file_crashes_the_first_look(prove, size):
    """In this process, where a crash would show; in life the readers run in a child that may die."""
    run, good = Run(), {name: content for name, (content, _found) in harmless().items() if len(content) < 50_000}
    for content in broken(list(good.values()), count=size(short=600, full=200_000)):
        for kind in ("docx", "mp4", "jpeg"):
            run.one(lambda content=content, kind=kind: look(content, kind), about=(kind, content[:60]))
    for name, whole in good.items():
        for content in broken([whole], count=size(short=10, full=5_000)):
            kind = kind_of(name, whole[:1024]).code
            run.one(lambda content=content, kind=kind: look(content, kind), about=(name, content[:60]))
    told(prove, "files on records", run, least=1800)


def test_no_reference_file_crashes_its_reader_without_a_word(prove, size, tmp_path):
    """A force gives its own reference files: a broken one is a mistake that is named, never half read."""
    run, file = Run(), tmp_path / "given.csv"
    good = [one.read_bytes()[:3000] for one in sorted(Path(PACKAGE).glob("*/reference/*.csv"))]

    def read(content: bytes) -> None:
        file.write_bytes(content)
        list(rows(file))

    for content in broken(good, count=size(short=300, full=50_000)):
        run.one(lambda content=content: read(content), about=content[:80], allowed=(ValueError,))
    told(prove, "reference files", run, least=300)


@pytest.mark.slow
def test_no_address_of_a_list_crashes_the_page(prove, cast, signed_in, size):
    run, clients = Run(), [signed_in("asha"), signed_in("jo")]
    names = (
        "state",
        "sort",
        "page",
        "format",
        "month",
        "group",
        "keyword",
        "late",
        "q",
        "tab",
        "check",
        "new",
        "\u0000",
    )
    addresses = [f"{t.url}/" for t in record_types()] + ["/", "/search", "/measures/", "/quality/queue/", "/public/"]
    answers: Counter[int] = Counter()

    def ask(client: Any, address: str, query: dict[str, str]) -> None:
        answer = client.get(address, query)
        answers[answer.status_code] += 1
        assert answer.status_code < 500, answer.status_code

    @many(size(short=8, full=400))
    @given(st.dictionaries(st.sampled_from(names), PIECES, max_size=4), TEXT)
    def asked(query: dict[str, str], tail: str) -> None:
        for address in addresses:
            for client in clients:
                run.one(partial(ask, client, address, query), about=(address, query))
            stray = f"{address.rstrip('/')}/{re.sub(r'[?#]', '', tail)}"
            run.one(partial(ask, clients[0], stray, {}), about=stray)

    asked()
    told(prove, "addresses and their questions", run, least=200)
    assert answers[200]


@pytest.mark.slow
@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_operation_of_the_api_answers_with_a_fault(prove, records, size, monkeypatch, mode):
    """Every operation, as somebody who may do it; more of each in the long run than in the kit's own test."""
    monkeypatch.setattr(rest, "PER_OPERATION", size(short=1, full=100))
    sessions = {username: rest.session_of(username) for username in {maker for maker, _make in MAKERS.values()}}
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    run, answers = Run(), Counter[int]()
    operations = {found.ok().definition.raw["operationId"]: found.ok() for found in schema.get_all_operations()}
    assert set(operations) == set(rest.described())
    for name, operation in operations.items():
        type_name = name.rsplit(".", 1)[0]
        who = sessions[MAKERS[type_name][0] if type_name in MAKERS else "asha"]
        run.crashed += tried(operation, who, records.get(type_name), mode, answers)
        run.tried += 1
    faults = sum(count for status, count in answers.items() if status >= 500)
    print(*run.crashed[:10], dict(answers), sep="\n")
    kind = str(mode.value)
    prove("P16", f"faults of the API, {kind} requests", figure=f"{faults} of {sum(answers.values())}", goal="0",
          holds=not faults)  # fmt: skip
    prove("P16", f"operations that break their description, {kind} requests",
          figure=f"{len(run.crashed)} of {run.tried}", goal="0", holds=not run.crashed)  # fmt: skip


def tried(operation: Any, who: Any, reference: Any, mode: Any, answers: Counter[int]) -> list[str]:
    try:
        rest.try_operation(operation, who, reference=reference, mode=mode, answers=answers)
    except Exception as error:  # noqa: BLE001 (a finding of any check)
        return [f"{operation.label}: {str(error)[:300]}"]
    return []
