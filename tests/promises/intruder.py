"""What somebody who owns the whole database can do to the audit: each deed by chance, within one seal or from one on.

Every deed gets a seal of its own to work in, so that many can be tried in one copy and must be told apart; it says
which row or seal has to be named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from polias.kit.audit.canonical import digest, header
from polias.kit.audit.chain import NOTHING_BEFORE, SealFacts, seal_digest
from polias.kit.record.ids import uuid7

COLUMNS = "at, xid, kind, verb, actor_id, cell, record_id, reference, deed, content, salt, digest"


@dataclass(frozen=True)
class Done:
    """One deed: what it was, the seal it was done in, the rows it touched (none when only places or seals were)."""

    what: str
    seal: int
    rows: tuple[int, ...] = ()
    unsealed: bool = False


class Intruder:
    """Somebody who is superuser of this copy, with dice that fall the same in every run."""

    def __init__(self, connection: Any, dice: Random) -> None:
        self.connection, self.dice = connection, dice

    def do(self, statement: str, *values: Any) -> None:
        self.connection.execute(statement, values or None)

    def one(self, query: str, *values: Any) -> Any:
        return self.connection.execute(query, values).fetchone()

    def rows_of(self, seal: int) -> list[int]:
        """The numbers of the rows in a seal, in order."""
        query = (
            "select m.audit_id from kit_sealedrow m join kit_seal s on s.id = m.seal_id where s.position = %s"
            " order by m.position"
        )
        return [row[0] for row in self.connection.execute(query, [seal])]

    def some_row(self, seal: int) -> int:
        return self.dice.choice(self.rows_of(seal))

    def some_span(self, seal: int) -> list[int]:
        rows = self.rows_of(seal)
        first = self.dice.randrange(len(rows) - 2)
        return rows[first : first + self.dice.randint(2, min(50, len(rows) - first))]

    def two_rows(self, seal: int) -> tuple[int, int]:
        one, other = sorted(self.dice.sample(self.rows_of(seal), 2))
        return one, other

    def put_in(self, *, number: str, at: Any, forged: bool = False, xid: str = "pg_current_xact_id()") -> int:
        """A row about a look that never was, right in itself unless ``forged``."""
        deed, content, salt = uuid7(), '{"terms":"nothing"}', self.dice.randbytes(16)
        head = header(
            at=at, kind="consultation", verb="view", actor_id=1, cell=9010, record_id=None, reference="NSH-CR-26-9",
            deed=deed,
        )  # fmt: skip
        proof = self.dice.randbytes(32) if forged else digest(salt=salt, head=head, content=content)
        return int(
            self.one(
                f"insert into kit_auditrow (id, {COLUMNS}) overriding system value values ({number}, %s, {xid},"
                " 'consultation', 'view', 1, 9010, null, 'NSH-CR-26-9', %s, %s, %s, %s) returning id",
                at, deed, content, salt, proof,
            )[0]
        )  # fmt: skip

    def recompute(self, row: int) -> None:
        """Give a changed row a digest that fits it."""
        at, kind, verb, actor, cell, record, reference, deed, content, salt = self.one(
            "select at, kind, verb, actor_id, cell, record_id, reference, deed, content, salt from kit_auditrow"
            " where id = %s", row,
        )  # fmt: skip
        head = header(
            at=at, kind=kind, verb=verb, actor_id=actor, cell=cell, record_id=record, reference=reference, deed=deed
        )
        self.do(
            "update kit_auditrow set digest = %s where id = %s",
            digest(salt=bytes(salt), head=head, content=content), row,
        )  # fmt: skip

    def rechain(self, start: int, *, only: bool = False) -> None:
        """Compute the seal at place ``start`` and, unless ``only``, every later one anew from the rows there are."""
        before = self.one("select digest from kit_seal where position = %s", start - 1)
        previous = bytes(before[0]) if before else NOTHING_BEFORE
        query = "select id, position, sealed_at, below, database from kit_seal where position >= %s order by position"
        for key, position, sealed_at, below, database in self.connection.execute(query, [start]).fetchall():
            members = self._members(key)
            facts = SealFacts(
                position=position, rows=len(members), sealed_at=sealed_at, below=below, database=database,
                previous=previous,
            )  # fmt: skip
            previous = seal_digest(facts, members)
            self.do(
                "update kit_seal set rows = %s, previous = %s, digest = %s where id = %s",
                len(members), facts.previous, previous, key,
            )  # fmt: skip
            if only:
                return

    def _members(self, key: int) -> list[tuple[int, bytes]]:
        query = (
            "select m.audit_id, a.digest from kit_sealedrow m join kit_auditrow a on a.id = m.audit_id"
            " where m.seal_id = %s order by m.position"
        )
        return [(row[0], bytes(row[1])) for row in self.connection.execute(query, [key])]

    def close_up(self, seal: int) -> None:
        """Count the places of a seal anew, so that no gap is left."""
        self.do(
            "create temporary table places on commit drop as select m.audit_id, m.seal_id, row_number() over"
            " (order by m.position) as position from kit_sealedrow m join kit_seal s on s.id = m.seal_id"
            " where s.position = %s", seal,
        )  # fmt: skip
        self.do("delete from kit_sealedrow where audit_id in (select audit_id from places)")
        self.do("insert into kit_sealedrow (audit_id, seal_id, position) select * from places")
        self.do("update kit_seal set rows = (select count(*) from places) where position = %s", seal)
        self.do("drop table places")

    def exchange(self, one: int, other: int) -> None:
        """Let two rows change everything but their numbers."""
        self.do(
            f"create temporary table pair on commit drop as select id, {COLUMNS} from kit_auditrow"
            " where id in (%s, %s)", one, other,
        )  # fmt: skip
        self.do("delete from kit_auditrow where id in (select id from pair)")
        self.do(
            f"insert into kit_auditrow (id, {COLUMNS}) overriding system value"
            f" select %s::bigint + %s::bigint - id, {COLUMNS} from pair", one, other,
        )  # fmt: skip
        self.do("drop table pair")

    def exchange_places(self, one: int, other: int) -> None:
        self.do(
            "create temporary table pair on commit drop as select * from kit_sealedrow where audit_id in (%s, %s)",
            one, other,
        )  # fmt: skip
        self.do("delete from kit_sealedrow where audit_id in (select audit_id from pair)")
        self.do(
            "insert into kit_sealedrow (audit_id, seal_id, position)"
            " select %s::bigint + %s::bigint - audit_id, seal_id, position from pair", one, other,
        )  # fmt: skip
        self.do("drop table pair")

    def drop_rows(self, rows: list[int], *, places: bool = False) -> None:
        self.do("delete from kit_auditrow where id = any(%s)", rows)
        if places:
            self.do("delete from kit_sealedrow where audit_id = any(%s)", rows)

    def drop_seal(self, seal: int) -> None:
        rows = self.rows_of(seal)
        self.drop_rows(rows, places=True)
        self.do("delete from kit_seal where position = %s", seal)

    def moment_of(self, row: int) -> Any:
        return self.one("select at from kit_auditrow where id = %s", row)[0]


CHANGES = {
    "its words": "content = replace(content, ':', ': ')",
    "its words taken away": "content = null",
    "its words and salt taken away": "content = null, salt = null",
    "its time": "at = at + interval '1 microsecond'",
    "its day": "at = at - interval '40 days'",
    "who": "actor_id = actor_id + 1",
    "the verb": "verb = 'edit'",
    "the record": "reference = 'NSH-CR-26-2'",
    "the record's number": "record_id = gen_random_uuid()",
    "its kind": "kind = 'alteration'",
    "its compartment": "cell = cell + 1",
    "its deed": "deed = gen_random_uuid()",
    "its salt": "salt = sha256(salt)",
    "its salt taken away": "salt = null",
    "its digest": "digest = sha256(digest)",
}


def edit(by: Intruder, seal: int) -> Done:
    what = by.dice.choice(sorted(CHANGES))
    row = by.some_row(seal)
    by.do(f"update kit_auditrow set {CHANGES[what]} where id = {row}")
    return Done(f"edit {what}", seal, (row,))


def delete(by: Intruder, seal: int) -> Done:
    what = by.dice.choice(["row", "row and place", "span", "span and places", "span closed up", "batch", "batch whole"])
    rows = {"row": [by.some_row(seal)], "row and place": [by.some_row(seal)]}.get(what) or by.some_span(seal)
    if what == "batch whole":
        by.drop_seal(seal)
        return Done("delete a batch with its seal", seal)
    if what == "batch":
        rows = by.rows_of(seal)
    by.drop_rows(rows, places="place" in what or "closed" in what)
    if "closed" in what:
        by.close_up(seal)
    named = () if "place" in what or "closed" in what else tuple(rows)
    return Done(f"delete {what}", seal, named)


def insert(by: Intruder, seal: int) -> Done:
    after = by.some_row(seal)
    then = by.moment_of(after) + timedelta(microseconds=by.dice.randint(1, 999))
    now = by.one("select clock_timestamp()")[0]
    fresh = "(select max(id) + 1 from kit_auditrow)"
    what = by.dice.choice(["between", "old transaction", "beside", "instead", "hung on", "forged end", "true end"])
    if what == "between":
        return Done(what, seal, (by.put_in(number=fresh, at=then, forged=by.dice.random() < 0.5),))
    if what == "old transaction":
        return Done(what, seal, (by.put_in(number=fresh, at=now, xid="'3'"),))
    if what == "beside":
        return Done(what, seal, (by.put_in(number=str(after), at=then),))
    if what == "instead":
        by.drop_rows([after])
        by.put_in(number=str(after), at=then)
        return Done(what, seal)
    row = by.put_in(number=fresh, at=now, forged=what == "forged end")
    if what == "hung on":
        by.do(
            "insert into kit_sealedrow (audit_id, seal_id, position)"
            " select %s, id, rows + 1 from kit_seal where position = %s", row, seal,
        )  # fmt: skip
    return Done(what, seal, (row,), unsealed=what == "true end")


def reorder(by: Intruder, seal: int) -> Done:
    what = by.dice.choice(["rows exchanged", "places exchanged", "place moved", "into the next", "seals exchanged"])
    one, other = by.two_rows(seal)
    if what == "rows exchanged":
        by.exchange(one, other)
        return Done(what, seal)
    if what == "places exchanged":
        by.exchange_places(one, other)
        return Done(what, seal, (one, other))
    if what == "place moved":
        by.do("update kit_sealedrow set position = position + 1000000 where audit_id = %s", one)
        return Done(what, seal, (one,))
    if what == "into the next":
        by.exchange_places(one, by.some_row(seal + 1))
        return Done(what, seal)
    by.do("update kit_seal set position = -position where position in (%s, %s)", seal, seal + 1)
    by.do("update kit_seal set position = %s + position where position < 0", 2 * seal + 1)
    return Done(what, seal)


def cut(by: Intruder, seal: int) -> Done:
    """Everything from this seal on, in more or less thorough ways."""
    top = by.one("select max(position) from kit_seal")[0]
    what = by.dice.choice(["rows", "rows and places", "rows, places and seals", "all and the rest", "last seal fitted"])
    if what == "last seal fitted":
        rows = by.rows_of(top)
        by.drop_rows(rows[by.dice.randrange(1, len(rows)) :], places=True)
        by.rechain(top)
        return Done(f"cut {what}", top)
    first_row = by.rows_of(seal)[0]
    for each in range(seal, top + 1):
        by.drop_rows(by.rows_of(each), places=what != "rows")
    if "seals" in what or "all" in what:
        by.do("delete from kit_seal where position >= %s", seal)
    if "all" in what:
        by.do("delete from kit_auditrow where id >= %s", first_row)
    return Done(f"cut {what}", seal, (first_row,) if what == "rows" else ())


def forge(by: Intruder, seal: int) -> Done:
    """Digests computed anew and every later seal chained anew: the database contradicts itself nowhere."""
    what = by.dice.choice(["row written anew", "rows exchanged", "row taken out", "row put in", "seal taken out"])
    row = by.some_row(seal)
    if what == "row written anew":
        by.do("update kit_auditrow set actor_id = actor_id + 1 where id = %s", row)
        by.recompute(row)
    elif what == "rows exchanged":
        by.exchange(*by.two_rows(seal))
    elif what == "row taken out":
        by.drop_rows([row], places=True)
        by.close_up(seal)
    elif what == "row put in":
        fresh = by.put_in(number="(select max(id) + 1 from kit_auditrow)", at=by.moment_of(row))
        by.do(
            "insert into kit_sealedrow (audit_id, seal_id, position)"
            " select %s, id, rows + 1 from kit_seal where position = %s", fresh, seal,
        )  # fmt: skip
    else:
        by.drop_seal(seal)
        by.do("update kit_seal set position = -position where position > %s", seal)
        by.do("update kit_seal set position = -position - 1 where position < 0")
    by.rechain(seal)
    return Done(f"chained anew: {what}", seal)


#: Those of which many are tried in one copy, and those that change everything after them.
SIDE_BY_SIDE: dict[str, Callable[[Intruder, int], Done]] = {
    "edit": edit,
    "delete": delete,
    "insert": insert,
    "reorder": reorder,
}
FROM_THERE_ON: dict[str, Callable[[Intruder, int], Done]] = {"cut tail": cut, "chained anew": forge}
