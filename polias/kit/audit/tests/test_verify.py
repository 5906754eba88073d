"""Whoever touches the audit, even with the owner's password, is found by `polias audit verify`."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from polias.kit.audit.canonical import digest, header
from polias.kit.audit.seal import seal_now
from polias.kit.audit.tests.looks import HERE, some_looks
from polias.kit.audit.verify import check
from polias.kit.record.ids import uuid7


@pytest.fixture(scope="module")
def heads(tmp_path_factory):
    return tmp_path_factory.mktemp("home") / "seals" / "heads.jsonl"


@pytest.fixture(scope="module")
def sealed_audit(module_database, heads):
    """Three seals of fifty looks each, and seven looks that no seal holds yet."""
    for _each in range(3):
        some_looks(50)
        seal_now(heads=heads)
    some_looks(7)
    return module_database


class Intruder:
    """Somebody with the owner's password; what they do is undone after the test."""

    def __init__(self, connection, heads):
        self.connection, self.heads = connection, heads

    def do(self, *statements):
        for statement in statements:
            self.connection.execute(statement)

    def sealed_rows(self):
        return [r[0] for r in self.connection.execute("select audit_id from kit_sealedrow order by audit_id")]

    def verdict(self):
        return check(self.connection, heads=self.heads)

    def found(self):
        return [(f.matter, f.row) for f in self.verdict().findings]

    def put_in(self, *, at, number="(select max(id) + 1 from kit_auditrow)", verb="view"):
        """A row that is right in itself."""
        deed, content, salt = uuid7(), '{"n":"1"}', b"salt"
        head = header(
            at=at, kind="consultation", verb=verb, actor_id=1, cell=HERE, record_id=None, reference="NSH-CR-26-9",
            deed=deed,
        )  # fmt: skip
        self.connection.execute(
            "insert into kit_auditrow (id, at, kind, verb, actor_id, cell, reference, deed, content, salt, digest)"
            f" overriding system value values ({number}, %s, 'consultation', %s, 1, %s, 'NSH-CR-26-9', %s, %s, %s, %s)",
            [at, verb, HERE, deed, content, salt, digest(salt=salt, head=head, content=content)],
        )


@pytest.fixture
def intruder(sealed_audit, heads):
    with psycopg.connect(sealed_audit.owner_url) as connection:
        yield Intruder(connection, heads)
        connection.rollback()


def test_an_untouched_audit_is_whole_and_what_is_not_sealed_is_named(intruder):
    verdict = intruder.verdict()
    assert verdict.is_whole
    assert (verdict.seals, verdict.sealed_rows, verdict.unsealed.rows) == (3, 150, 7)
    assert verdict.unsealed.last_row - verdict.unsealed.first_row == 6
    assert verdict.unsealed.first_at <= verdict.unsealed.last_at


EDITS = {
    "its words": "content = replace(content, 'n', 'm')",
    "its time": "at = at + interval '1 second'",
    "who": "actor_id = actor_id + 1",
    "the verb": "verb = 'edit'",
    "the record": "reference = 'NSH-CR-26-2'",
    "its kind": "kind = 'collection'",
    "its compartment": "cell = 0",
    "its deed": "deed = gen_random_uuid()",
    "its salt": "salt = '\\x00'",
    "its digest": "digest = '\\x00'",
    "its words taken away": "content = null",
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("seed", range(3))
def test_an_edited_row_is_named(intruder, edit, seed):
    row = random.Random(f"{edit}{seed}").choice(intruder.sealed_rows())
    intruder.do(f"update kit_auditrow set {EDITS[edit]} where id = {row}")
    (finding,) = intruder.verdict().findings
    assert (finding.matter, finding.row) == ("edited", row)
    assert "NSH-CR-26" in finding.sentence


@pytest.mark.parametrize("seed", range(5))
def test_deleted_rows_are_named(intruder, seed):
    rows = sorted(random.Random(seed).sample(intruder.sealed_rows(), 3))
    intruder.do(f"delete from kit_auditrow where id in ({rows[0]}, {rows[1]}, {rows[2]})")
    assert intruder.found() == [("deleted", row) for row in rows]


@pytest.mark.parametrize("place", [1, 25, 50])
def test_a_row_deleted_with_its_place_leaves_a_gap(intruder, place):
    intruder.do(
        "create temporary table gone on commit drop as select m.audit_id from kit_sealedrow m"
        f" join kit_seal s on s.id = m.seal_id where s.position = 2 and m.position = {place}",
        "delete from kit_auditrow where id in (select audit_id from gone)",
        "delete from kit_sealedrow where audit_id in (select audit_id from gone)",
    )
    (finding,) = intruder.verdict().findings
    assert (finding.matter, finding.seal) == ("deleted", 2)
    assert f"place {place} of seal 2" in finding.sentence


def test_a_gap_that_was_closed_up_breaks_the_seal(intruder):
    last = "(select max(audit_id) from kit_sealedrow m join kit_seal s on s.id = m.seal_id where s.position = 2)"
    intruder.do(
        f"delete from kit_auditrow where id = {last}",
        f"delete from kit_sealedrow where audit_id = {last}",
        "update kit_seal set rows = rows - 1 where position = 2",
    )
    (finding,) = intruder.verdict().findings
    assert (finding.matter, finding.seal) == ("chain", 2)


@pytest.mark.parametrize("seed", range(5))
def test_a_row_put_in_at_a_sealed_time_is_found(intruder, seed):
    minutes = random.Random(seed).randint(3, 60 * 24 * 300)
    intruder.put_in(at=datetime.now(UTC) - timedelta(minutes=minutes))
    ((matter, row),) = intruder.found()
    assert (matter, row) == ("inserted", max(intruder.sealed_rows()) + 8)


def test_a_row_that_claims_an_old_transaction_is_found(intruder):
    intruder.put_in(at=datetime.now(UTC))
    intruder.do("update kit_auditrow set xid = '3' where id = (select max(id) from kit_auditrow)")
    assert [matter for matter, _row in intruder.found()] == ["inserted"]


def test_a_second_row_under_a_sealed_number_is_found(intruder):
    row = intruder.sealed_rows()[20]
    intruder.put_in(number=row, at=datetime.now(UTC) + timedelta(seconds=1))
    assert intruder.found() == [("inserted", row)]


def test_a_row_hung_on_a_seal_that_did_not_hold_it_is_found(intruder):
    intruder.put_in(at=datetime.now(UTC))
    intruder.do(
        "insert into kit_sealedrow (audit_id, seal_id, position) select max(a.id), max(s.id), 51"
        " from kit_auditrow a, kit_seal s"
    )
    assert [matter for matter, _row in intruder.found()] == ["inserted"]


SWAP = """
    update kit_sealedrow a set seal_id = b.seal_id, position = b.position from kit_sealedrow b
    where (a.audit_id, b.audit_id) in (({one}, {other}), ({other}, {one}))
"""
LET_SWAP = "alter table kit_sealedrow drop constraint sealedrow_position"


@pytest.mark.parametrize("seed", range(5))
def test_reordered_rows_are_named(intruder, seed):
    one, other = sorted(random.Random(seed).sample(intruder.sealed_rows()[50:100], 2))
    intruder.do(LET_SWAP, SWAP.format(one=one, other=other))
    assert sorted(intruder.found()) == [("reordered", one), ("reordered", other)]


def test_rows_exchanged_between_seals_break_both(intruder):
    rows = intruder.sealed_rows()
    intruder.do(LET_SWAP, SWAP.format(one=rows[3], other=rows[60]))
    assert [(f.matter, f.seal) for f in intruder.verdict().findings] == [("chain", 1), ("chain", 2)]


def test_a_row_written_anew_with_a_digest_of_its_own_breaks_its_seal(intruder):
    rows = intruder.sealed_rows()
    intruder.do(
        "update kit_auditrow a set content = o.content, salt = o.salt, digest = o.digest, at = o.at, deed = o.deed"
        f" from kit_auditrow o where a.id = {rows[0]} and o.id = {rows[1]}"
    )
    assert [(f.matter, f.seal) for f in intruder.verdict().findings] == [("chain", 1)]


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_cut_tail_is_found_by_the_heads_outside(intruder, cut):
    beyond = f"(select id from kit_seal where position > {3 - cut})"
    intruder.do(
        f"delete from kit_auditrow where id in (select audit_id from kit_sealedrow where seal_id in {beyond})",
        f"delete from kit_sealedrow where seal_id in {beyond}",
        f"delete from kit_seal where position > {3 - cut}",
    )
    (finding,) = intruder.verdict().findings
    assert (finding.matter, finding.seal) == ("cut", 4 - cut)
    assert f"last {cut} seals with {50 * cut} rows" in finding.sentence


def test_a_seal_taken_out_of_the_middle_is_found(intruder):
    intruder.do(
        "delete from kit_sealedrow where seal_id = (select id from kit_seal where position = 2)",
        "delete from kit_seal where position = 2",
    )
    sentences = [f.sentence for f in intruder.verdict().findings if f.matter == "chain"]
    assert sentences == ["Seals 2 to 2 are missing."]


@pytest.mark.parametrize(
    "change", ["sealed_at = sealed_at + interval '1 second'", "below = 1", "database = '1/1/1'", "previous = '\\x00'"]
)
def test_a_changed_seal_is_found(intruder, change):
    intruder.do(f"update kit_seal set {change} where position = 2")
    assert {(f.matter, f.seal) for f in intruder.verdict().findings} == {("chain", 2)}


def test_a_chain_written_anew_contradicts_its_heads(intruder):
    intruder.do("update kit_seal set digest = sha256(digest) where position = 3")
    assert ("head", 3) in [(f.matter, f.seal) for f in intruder.verdict().findings]


def test_a_missing_or_spoilt_file_of_heads_is_said(intruder, heads, tmp_path):
    lines = heads.read_text().splitlines()
    intruder.heads = tmp_path / "heads.jsonl"
    assert [f.matter for f in intruder.verdict().findings] == ["head"]
    last = lines[2].encode()
    later = last.replace(b'"position": 3', b'"position": "3"')
    for spoilt in (b"not a head", b"\xa1\xff", b"[" * 100_000, later):
        intruder.heads.write_bytes(b"\n".join([lines[0].encode(), spoilt, last]) + b"\n")
        assert "Line 2" in intruder.verdict().findings[0].sentence


def test_a_row_that_no_seal_holds_yet_has_to_be_what_its_own_digest_says(intruder):
    row = intruder.connection.execute("select max(id) from kit_auditrow").fetchone()[0]
    intruder.do(f"update kit_auditrow set actor_id = actor_id + 1 where id = {row}")
    assert intruder.found() == [("edited", row)]


def test_rows_that_stood_side_by_side_are_named_as_one_span(intruder):
    rows = intruder.sealed_rows()[10:20]
    intruder.do(f"delete from kit_auditrow where id between {rows[0]} and {rows[-1]}")
    (finding,) = intruder.verdict().findings
    assert (finding.matter, finding.row, finding.last_row) == ("deleted", rows[0], rows[-1])
    assert "10 rows" in finding.sentence


def test_seals_that_were_exchanged_are_named_by_their_old_places(intruder):
    intruder.do(
        "update kit_seal set position = -position where position in (2, 3)",
        "update kit_seal set position = 5 + position where position < 0",
    )
    sentences = [f.sentence for f in intruder.verdict().findings if f.matter == "reordered"]
    assert [s.partition(":")[0] for s in sentences] == [
        "What stands as seal 2 was sealed as seal 3",
        "What stands as seal 3 was sealed as seal 2",
    ]
