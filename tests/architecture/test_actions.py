"""Invariant 4: every action takes an actor, is one transaction, and leaves an audit row for each record it touches."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polias.crime.reports.model import CrimeKeyword
from polias.kit.access.acting import acting
from polias.kit.audit.model import AuditRow
from polias.kit.record.action import Action, action, all_actions
from polias.kit.record.deed import OutsideADeed
from polias.kit.record.types import record_types
from polias.kit.record.writing import add, change, change_part, enter, locked, new_version, take_away
from polias.pole.people.model import Person
from polias.pole.public import record_person
from tests.architecture.makers import MAKERS, made
from tests.architecture.source import modules

#: Public functions of an actions.py that write and are no @action, each with its reason.
INSIDE_A_DEED = {
    "polias/pole/links/actions.py:link": "Part of the deed that links.",
    "polias/pole/links/actions.py:link_all": "Part of the deed that links.",
    "polias/pole/links/actions.py:unlink": "Part of the deed that corrects.",
    "polias/pole/links/actions.py:link_each": "Part of the deed that takes in.",
    "polias/crime/outcomes/actions.py:retire_current": "Part of the deed that gives another outcome or reopens.",
    "polias/crime/flags/actions.py:put_on": "Part of the deed that records, keywords or describes.",
    "polias/boards/publications/actions.py:put_before_the_public": "Part of the deed that publishes.",
    "polias/kit/handover/actions.py:offer_record": "Part of the deed that offers it to another force.",
    "polias/kit/handover/actions.py:end_offer": "Part of the deed that withdraws the offer.",
    "polias/kit/handover/actions.py:take_over": "Part of the deed that accepts or refuses it.",
    "polias/kit/tasks/actions.py:move_task": "Part of the deed that asks for it by another time.",
    "polias/kit/tasks/actions.py:raise_task": "Part of the deed that asks.",
    "polias/kit/tasks/actions.py:withdraw_task": "Part of the deed that takes the question back.",
    "polias/kit/tasks/actions.py:answer_task": "A task is no record: it opens a deed and writes an audit row itself.",
    "polias/kit/emergency/actions.py:review": "An access is no record: it opens a deed and writes an audit row itself.",
    "polias/force/actions.py:engage": "The owner sets up people from the command line.",
    "polias/force/actions.py:settle_reach": "The owner settles reach after each migration.",
}
WRITING = {"enter", "change", "add", "add_all", "change_part", "take_away", "bulk_enter", "new_version", "make_move"}
WRITING |= {"enter_all", "enter_from", "add_to_each", "file_under_each"}
ON_ROWS = {"save", "bulk_update", "bulk_create", "create"}


def unaudited(path: str, tree: ast.Module) -> Iterator[str]:
    """Public functions that write without being an action."""
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef) or function.name.startswith("_"):
            continue
        is_action = any(isinstance(d, ast.Call) and ast.unparse(d.func) == "action" for d in function.decorator_list)
        calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
        writes = any(isinstance(c, ast.Name) and c.id in WRITING for c in calls)
        writes |= any(isinstance(c, ast.Attribute) and c.attr in ON_ROWS for c in calls)
        if writes and not is_action:
            yield f"{path}:{function.name}"


def misshapen(one: Action) -> str:
    """What is wrong with the signature of an action; empty when it is right."""
    parameters = inspect.signature(inspect.unwrap(one.function)).parameters
    actor = parameters.get("actor")
    if (
        actor is None
        or actor.kind is not inspect.Parameter.KEYWORD_ONLY
        or actor.default is not inspect.Parameter.empty
    ):
        return f"{one.type_name}.{one.verb} takes no actor by keyword"
    positional = [p for p in parameters.values() if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    if len(positional) > (0 if one.creates else 1):
        return f"{one.type_name}.{one.verb} takes more than the record by position"
    if not one.sentence.endswith("."):
        return f"{one.type_name}.{one.verb} says in no sentence what it does"
    return ""


@pytest.fixture(autouse=True)
def every_action():
    """Actions are known when their module has been read."""
    for path, _tree in modules():
        if path.endswith("/actions.py"):
            import_module(path.removesuffix(".py").replace("/", "."))


def test_every_action_takes_an_actor_and_says_what_it_does():
    assert len(all_actions()) > 30
    assert [misshapen(one) for one in all_actions() if misshapen(one)] == []


def test_every_action_is_of_a_declared_type_and_somebody_may_do_it():
    granted = {f"{t.name}.{verb}" for t in record_types() for verbs in t.grants.values() for verb in verbs}
    assert [one.grant for one in all_actions() if one.grant not in granted] == []


def test_whatever_writes_in_an_actions_file_is_an_action():
    found = [name for path, tree in modules() if path.endswith("/actions.py") for name in unaudited(path, tree)]
    assert sorted(set(found) - set(INSIDE_A_DEED)) == []
    assert sorted(set(INSIDE_A_DEED) - set(found)) == []


def test_a_planted_function_that_writes_past_the_actions_is_caught():
    planted = ast.parse(
        "def sneak(crime):\n    change(crime, summary='')\n@action(needs='a.b.c')\ndef fine(c):\n    change(c)\n"
    )
    assert list(unaudited("polias/crime/reports/actions.py", planted)) == ["polias/crime/reports/actions.py:sneak"]


def test_a_planted_action_without_an_actor_is_caught():
    def sneak(person, *, surname):
        """Change a name."""

    def moved(person, actor):
        """Change a name."""

    assert "takes no actor" in misshapen(Action("pole.people.amend", sneak, creates=False))
    assert "takes no actor" in misshapen(Action("pole.people.amend", moved, creates=False))


@pytest.mark.parametrize("type_name", MAKERS)
def test_making_a_record_of_any_type_leaves_an_audit_row_by_its_maker(cast, type_name):
    maker, record = made(type_name, cast)
    actor = cast(maker)
    with acting(actor):
        rows = AuditRow.objects.filter(record_id=record.pk, kind="collection")
        assert [(row.actor_id, row.reference) for row in rows] == [(actor.id, record.reference)]
        assert '"after":{' in rows[0].content


def test_a_deed_that_touches_many_records_leaves_a_row_for_each(cast):
    asha = cast("asha")
    _maker, crime = made("crime.reports", cast)
    with acting(asha):
        deed = AuditRow.objects.get(record_id=crime.pk, kind="collection").deed
        touched = AuditRow.objects.filter(deed=deed).values_list("reference", flat=True)
        assert sorted({reference.split("-")[1] for reference in touched}) == ["CR", "LO", "PE", "QU"]


def test_a_deed_that_fails_at_its_end_leaves_nothing(cast, monkeypatch):
    monkeypatch.setattr("polias.kit.record.action._ACTIONS", {})
    asha = cast("asha")

    @action(needs="pole.people.amend")
    def fails(person: Person, *, actor):
        """Change a name, then fail."""
        change(locked(person), surname="Zimmer")
        raise RuntimeError

    with acting(asha):
        person = record_person(actor=asha, surname="Adams")
        before = AuditRow.objects.count()
        with pytest.raises(RuntimeError):
            fails(person, actor=asha)
        assert Person.objects.get(pk=person.pk).surname == "Adams"
        assert AuditRow.objects.count() == before


def test_nothing_is_written_outside_a_deed(cast):
    """The verbs themselves refuse, before they touch a row."""
    asha = cast("asha")
    _maker, crime = made("crime.reports", cast)
    verbs = (
        lambda: enter(Person(surname="Adams"), force_id=asha.force_id),
        lambda: change(crime, summary="Nothing happened."),
        lambda: add(CrimeKeyword(code="domestic-abuse"), to=crime),
        lambda: change_part(CrimeKeyword(code="x"), of=crime, code="y"),
        lambda: take_away(CrimeKeyword(code="x"), of=crime),
        lambda: new_version(crime.register),
    )
    with acting(asha):
        for verb in verbs:
            with pytest.raises(OutsideADeed), CaptureQueriesContext(connection) as asked:
                verb()
            assert [q["sql"] for q in asked.captured_queries] == []
