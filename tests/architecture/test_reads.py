"""Invariant 5: every read of a record goes through the access door, and every page that shows one logs the look."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps

from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.record.model import Record
from polias.kit.record.types import record_types
from tests.architecture.makers import MAKERS, made
from tests.architecture.source import modules

#: Files that read record tables past the door, each with its reason; row-level security holds in all of them.
READERS = {
    "polias/kit/record/writing.py": "Reads again under a lock what came through the door.",
    "polias/kit/search/refiling.py": "Files what follows from records anew, as the owner, and shows nobody anything.",
    "polias/kit/idempotency/keys.py": "Gives a repeated request the record that its first sending made.",
    "polias/crime/reports/dataset.py": "Publishes figures as the system, logged as a combination.",
    "polias/crime/outcomes/dataset.py": "Publishes figures as the system, logged as a combination.",
    "polias/crime/corrections/dataset.py": "Publishes figures as the system, logged as a combination.",
    "polias/crime/progress/dataset.py": "Publishes figures as the system, logged as a combination.",
    "polias/crime/harmed/dataset.py": "Publishes figures as the system, logged as a combination.",
    "polias/contact/logs/dataset.py": "Publishes figures as the system, logged as a combination.",
    "polias/pole/pairs/one_person.py": "Says to publishers which records are of one person, by their ids alone.",
    "polias/boards/aspirations/standing.py": "Reads aims that a body has published, which everybody may read.",
    "polias/quality/queue/dataset.py": "Publishes figures as the system, logged as a combination.",
    "polias/quality/queue/state.py": "Counts the queue: numbers, and never a record.",
    "polias/contact/logs/vulnerability.py": "Asks whether the log of a task was assessed, inside the answer.",
}
DOORS = {"objects", "_default_manager", "_base_manager"}


def record_names() -> set[str]:
    return {model.__name__ for model in apps.get_models() if issubclass(model, Record)}


def past_the_door(path: str, tree: ast.Module, names: set[str]) -> Iterator[str]:
    """Lines on which the rows of a record type are reached without an actor."""
    if path.endswith("/actions.py") or path in READERS or path.startswith("polias/site/demo/"):
        return
    empty = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "none"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in DOORS and id(node) not in empty:
            whose = ast.unparse(node.value)
            if whose in names or whose.endswith(".model") or whose.startswith("type("):
                yield f"{path}:{node.lineno} {whose}.{node.attr}"


def test_records_are_read_through_the_door():
    names = record_names()
    assert len(names) >= 11
    assert [line for path, tree in modules() for line in past_the_door(path, tree, names)] == []


def test_the_list_of_readers_names_only_files_that_read():
    trees, names = dict(modules()), record_names()
    unread = [path for path in READERS if path not in trees]
    for path in READERS.keys() & trees.keys():
        attributes = [n for n in ast.walk(trees[path]) if isinstance(n, ast.Attribute) and n.attr in DOORS]
        if not any(ast.unparse(n.value) in names or "type(" in ast.unparse(n.value) or ".model" in ast.unparse(n.value)
                   for n in attributes):  # fmt: skip
            unread.append(path)
    assert unread == []


def test_planted_reads_are_caught():
    planted = ast.parse(
        "def page(request):\n    a = CrimeReport.objects.all()\n    b = declared.model._default_manager.first()\n"
        "    c = type(record).objects.get()\n    d = Force.objects.all()\n    e = visible_to(CrimeReport, actor)\n"
        "    f = CrimeReport.objects.none()\n"
    )
    found = list(past_the_door("polias/crime/reports/screens.py", planted, record_names()))
    assert [line.split(" ")[0].rsplit(":")[-1] for line in found] == ["2", "3", "4"]


def looks(actor, **about):
    with acting(actor):
        return AuditRow.objects.filter(actor_id=actor.id, kind="consultation", **about).count()


def test_every_record_type_is_tried_below():
    assert {t.name for t in record_types()} == set(MAKERS)


@pytest.mark.parametrize("type_name", MAKERS)
def test_each_page_of_a_record_logs_who_looked(cast, signed_in, type_name):
    maker, record = made(type_name, cast)
    before = looks(cast(maker), record_id=record.pk)
    answer = signed_in(maker).get(record.url)
    assert answer.status_code == 200
    assert looks(cast(maker), record_id=record.pk) == before + 1


@pytest.mark.parametrize("type_name", MAKERS)
def test_each_list_logs_its_terms_and_what_it_showed(cast, signed_in, type_name):
    maker, record = made(type_name, cast)
    actor = cast(maker)
    before = looks(actor, verb=f"{type_name}.list")
    answer = signed_in(maker).get(record.record_type().url + "/", {"state": record.state})
    assert answer.status_code == 200
    assert looks(actor, verb=f"{type_name}.list") > before
    with acting(actor):
        rows = AuditRow.objects.filter(actor_id=actor.id, verb=f"{type_name}.list").order_by("-id")
        assert any(record.reference in row.content for row in rows)


@pytest.mark.parametrize("type_name", MAKERS)
def test_a_page_that_is_refused_says_nothing_and_shows_the_same_as_for_an_unknown_record(cast, signed_in, type_name):
    """Carys sees nothing of these in Northshire beyond what every force reads, and what the agreement lends her."""
    _maker, record = made(type_name, cast)
    carys = signed_in("carys")
    declared = record.record_type()
    lent = (declared.may_be_shared and type_name in ("pole.people", "crime.reports")) or declared.read_by_every_force
    answer = carys.get(record.url)
    assert answer.status_code == (200 if lent else 404)
    if not lent:
        unknown = carys.get(record.record_type().url + "/NSH-XX-26-999999")
        assert (unknown.status_code, _plain(unknown)) == (404, _plain(answer))


def _plain(answer):
    """The page without what differs from answer to answer."""
    lines = answer.content.splitlines()
    return b"\n".join(line for line in lines if b"csrf" not in line and b"polias-printed" not in line)
