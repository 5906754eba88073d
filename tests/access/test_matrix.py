"""Every address and operation, for every role, in every situation, gives the answer that was written down for it."""

from __future__ import annotations

from collections import Counter

import pytest

from polias.kit.access.door import why_not
from polias.kit.access.sessions import actor_named
from tests.access import policy
from tests.access.addresses import addresses, operations
from tests.access.asking import answer_at, answer_to
from tests.access.world import OWN, client_of, expire_sessions, username
from tests.promises.conftest import prove, size

__all__ = ["prove", "size"]

#: In the short form: all pages and operations of one's own force, and so many cells of what else there is.
MOST_IN_SHORT = 300
#: The greater half of the questions is about one's own force; two workers share them evenly.
GROUPS = {"own": "matrix of one's own force"}


def test_every_address_and_operation_has_one_line_and_every_line_an_address(prove):
    there, named = [*addresses(), *operations()], policy.everything_named()
    covered = len(set(there) & set(named))
    print(
        *sorted(set(there) - set(named)), "are to be decided in tests/access/matrix.yaml: who gets which answer there?"
    )
    assert sorted(set(named) - set(there)) == [], "the matrix speaks of addresses that are not there"
    assert [one for one, times in Counter(named).items() if times > 1] == []
    prove(
        "P18", "addresses and operations in the matrix", figure=f"{covered} of {len(there)}", goal="all of them",
        holds=covered == len(there),
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("situation", [
    pytest.param(one, marks=pytest.mark.xdist_group(GROUPS.get(one, "matrix of the rest")))
    for one in policy.situations()
])  # fmt: skip
def test_every_cell_is_answered_as_it_was_decided(situation, world, asking, prove, size):
    cells = size(short=policy.some(situation, MOST_IN_SHORT), full=list(policy.cells(situation)))
    got = {cell: answer_to(cell, client=asking(cell.role), world=world) for cell in cells}
    wrong = [f"{c}: {got[c]}, not {policy.expected(c)}" for c in cells if got[c] != policy.expected(c)]
    print(*wrong, sep="\n")
    prove(
        "P18", f"deviations from the matrix, {situation}", figure=f"{len(wrong)} of {len(cells)} answers", goal="0",
        holds=not wrong,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.xdist_group("matrix of the rest")
def test_addresses_without_a_record_answer_every_role_alike(world, asking, size):
    decided = policy.fixed() | {address: said["in"] for address, said in policy.signing_in().items()}
    asked_as = size(short=policy.roles()[::4], full=policy.roles())
    wrong = [
        f"{address} as {role}: {got}, not {answer}"
        for role in asked_as
        for address, answer in decided.items()
        if (got := answer_at(address, "GET", client=asking(role), world=world)) != answer
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.xdist_group("matrix of the rest")
@pytest.mark.parametrize("ended", [False, True], ids=["anonymous", "expired"])
def test_without_a_session_there_is_nothing_but_what_is_open_to_everybody(ended, world, module_database, hasty, client):
    if ended:
        client = client_of("supervisor")
        assert client.get("/api/me").status_code == 200
        expire_sessions(module_database)
    asked = [(line.address, way) for line in policy.lines() for way in line.ways]
    asked += [(address, "GET") for address in (*policy.fixed(), *policy.signing_in())]
    wrong = [
        f"{way} {address}: {got}, not {policy.without_a_session(address)}"
        for address, way in asked
        if (got := answer_at(address, way, client=client, world=world)) != policy.without_a_session(address)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.xdist_group("matrix of the rest")
def test_the_door_of_every_deed_opens_to_the_roles_of_the_matrix(world):
    actors = {role: actor_named(username(OWN, role)) for role in policy.roles()}
    for deed in policy.deeds():
        assert {role for role, actor in actors.items() if not why_not(actor, deed.grant)} == deed.may, deed.grant
