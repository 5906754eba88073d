"""The application's filter and the database's policies show the same rows to whomever, whatever they reach.

Reach, admissions, exclusions, locks and what other forces lend are drawn at random; what each of the doors shows is
compared with what it should, record by record, and so is what hangs on the records.
"""

from __future__ import annotations

import psycopg
import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings

from polias.kit.access.actor import Actor
from polias.kit.record.model import cell
from tests.security.conftest import two_forces
from tests.security.doors import Decided, decisions, differences, every_record, seen_by_word, settle, spread

__all__ = ["spread", "two_forces"]

SOMEWHERE = frozenset({cell(1, 901, 0), cell(1, 902, 0), cell(10, 901, 0)})


@given(drawn=decisions())
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_doors_show_the_same(spread, drawn):
    with psycopg.connect(spread.owner_url, autocommit=True) as owner:
        decided = drawn.among(every_record(owner))
        actor = settle(owner, decided)
        assert list(differences(owner, actor, decided)) == []
        assert seen_by_word(actor, decided)


def everything_decided(owner):
    """Carys reaches something, is admitted to a hidden person and kept from an open one."""
    hidden = owner.execute("select id from kit_register where cell = %s limit 1", [cell(1, 901, 6)]).fetchone()[0]
    open_one = owner.execute("select id from kit_register where cell = %s limit 1", [cell(1, 901, 0)]).fetchone()[0]
    return Decided(SOMEWHERE, frozenset({901}), admitted=frozenset({hidden}), excluded=frozenset({open_one}))


@pytest.mark.parametrize(
    ("planted", "caught"),
    [
        (Q(), ["the filter of Person", "the filter of CrimeReport", "the filter of QueueItem"]),
        (Q(force_id=901), ["both of Person", "the filter of Person"]),
    ],
)
def test_a_planted_filter_is_caught(spread, monkeypatch, planted, caught):
    monkeypatch.setattr(Actor, "filter_for", lambda self, type_name: planted)
    with psycopg.connect(spread.owner_url, autocommit=True) as owner:
        decided = Decided(SOMEWHERE, frozenset({901}))
        found = list(differences(owner, settle(owner, decided), decided))
    assert set(caught) <= set(found)


def test_a_filter_that_forgets_the_lists_is_caught(spread, monkeypatch):
    monkeypatch.setattr(Actor, "_by_name", lambda self, condition, **_key: condition)
    with psycopg.connect(spread.owner_url, autocommit=True) as owner:
        decided = everything_decided(owner)
        found = list(differences(owner, settle(owner, decided), decided))
    assert {"the filter of Person", "both of Person"} <= set(found)


@pytest.mark.parametrize(
    ("table", "planted", "caught"),
    [
        ("pole_person", "true", {"the policies of Person"}),
        # The exclusions forgotten, and not the admissions.
        ("pole_person", "(force_id * 10 + grade) = any((select polias_reach(1))::int[])", {"the policies of Person"}),
        ("kit_searchkey", "cell = any((select polias_reach())::int[])", {"the parts kit_searchkey"}),
        ("kit_task", "true", {"the tasks"}),
        ("kit_auditrow", "cell = any((select polias_reach())::int[])", {"the audit"}),
    ],
)
def test_a_planted_policy_is_caught(spread, table, planted, caught):
    with psycopg.connect(spread.owner_url, autocommit=True) as owner:
        decided = everything_decided(owner)
        actor = settle(owner, decided)
        owner.execute(f"create policy planted on {table} for select to polias_app using ({planted})")
        try:
            assert set(differences(owner, actor, decided)) == set(caught)
        finally:
            owner.execute(f"drop policy planted on {table}")
