"""Fills an installation with a made-up register by COPY: register rows, people, and the keys that the product files.

Names come from made_up_register, which knows nothing of the search; the keys are made by the product's own function.
"""

from __future__ import annotations

import functools
import itertools
import os
import random
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.made_up_register import Asked, Human, Register

#: Two forces of the tests' cast; an investigator of the second sees the open people of both.
FORCES, LOOKER = ((901, "NSH", 0.6), (902, "EMR", 0.4)), "carys"
RESTRICTED, INVISIBLE = 0.01, 0.005
AT_ONCE = 20_000
#: Searches drawn as the register is, and as many again from each origin.
FROM_ALL, FROM_EACH = 600, 40
TABLES = ("kit_register", "pole_person", "kit_searchkey", "kit_nearname")


@dataclass(frozen=True)
class Share:
    """One process's part: which people, and where what it wrote down of them goes."""

    number: int
    of: int
    count: int
    folder: Path
    seed: int = 100


def fill(owner_url: str, *, count: int, folder: Path, processes: int = 1, seed: int = 100) -> None:
    """All people, by so many processes at once; the indexes are built afterwards. Another seed, other people."""
    with without_indexes(owner_url, TABLES):
        sizes = [count // processes + (count % processes if n == 0 else 0) for n in range(processes)]
        words = [(str(n), str(processes), str(size), str(folder), str(seed)) for n, size in enumerate(sizes)]
        command = [sys.executable, "-m", "benchmarks.filled_register", owner_url]
        made = [subprocess.Popen([*command, *one], env=os.environ) for one in words]
        if any(one.wait() for one in made):
            raise SystemExit("Filling failed; the reason is above.")


@contextmanager
def without_indexes(owner_url: str, tables: Sequence[str]) -> Iterator[None]:
    """The tables without what slows a COPY down; all of it is put back as it was."""
    import psycopg

    with psycopg.connect(owner_url, autocommit=True) as owner:
        indexes = owner.execute(
            "select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i"
            " where i.indrelid::regclass::text = any(%s) and not exists"
            " (select 1 from pg_constraint c where c.conindid = i.indexrelid)",
            [list(tables)],
        ).fetchall()
        foreign = owner.execute(
            "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
            " where contype = 'f' and conrelid::regclass::text = any(%s)",
            [list(tables)],
        ).fetchall()
        for table in tables:
            owner.execute(f"alter table {table} no force row level security")
        for table, name, _definition in foreign:
            owner.execute(f"alter table {table} drop constraint {name}")
        for name, _definition in indexes:
            owner.execute(f"drop index {name}")
        yield
        owner.execute("set maintenance_work_mem = '1GB'")
        for _name, definition in indexes:
            owner.execute(definition)
        for table, name, definition in foreign:
            # What was filled is consistent by its making; to prove it would take as long as the filling.
            owner.execute(f"alter table {table} add constraint {name} {definition} not valid")
        for table in tables:
            owner.execute(f"alter table {table} force row level security")
        owner.execute("vacuum analyze")


def pour(owner_url: str, share: Share) -> None:
    """One process: people, their rows and keys, and the searches that will be made for some of them."""
    import psycopg

    register = Register(seed=share.seed + share.number)
    chosen = Chosen(random.Random(share.seed - 100 + share.number), share)
    started, total = datetime.now(UTC), 0
    with psycopg.connect(owner_url, autocommit=True) as owner, Kept(share) as kept:
        while total < share.count:
            people = list(register.people(min(AT_ONCE, share.count - total)))
            rows = [Row(share, total + n, human, record, started) for n, (human, record) in enumerate(people)]
            for row in rows:
                chosen.consider(row, register)
            kept.keep(rows)
            copy(owner, rows)
            total += len(rows)
            if total % 100_000 < AT_ONCE:
                print(f"  {share.number}: {total:,} people", flush=True)
    chosen.write()


class Row:
    """One person's place in the register."""

    def __init__(self, share: Share, number: int, human: Human, record: Human, at: datetime) -> None:
        self.number = number * share.of + share.number
        draw = random.Random(self.number)
        self.force, self.letters, _share = FORCES[draw.random() > FORCES[0][2]]
        luck = draw.random()
        self.grade = 6 if luck < INVISIBLE else 1 if luck < INVISIBLE + RESTRICTED else 0
        self.id = identity(self.number)
        self.cell = 10_000 + self.force * 10 + self.grade
        self.human, self.record, self.at = human, record, at


def identity(number: int) -> str:
    """A version 7 id that tells its number; the numbers of a register are spread like times."""
    digits = f"{(0x0199_0000_0000 + number // 4):012x}7{number % 4:03x}8{number:015x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


_serial = itertools.count(1)


def copy(owner: Any, rows: list[Row]) -> None:
    with owner.transaction(), owner.cursor() as cursor:
        with cursor.copy(
            "copy kit_register (id, record_type, force_id, grade, cell, reference, marking, state, version, created_at,"
            " created_by, changed_at, changed_by) from stdin"
        ) as stream:
            for row in rows:
                stream.write_row(
                    (row.id, "pole.people", row.force, row.grade, row.cell, f"{row.letters}-PE-26-{row.number:08}", "",
                     "current", 1, row.at, 1, row.at, 1)
                )  # fmt: skip
        with cursor.copy(
            "copy pole_person (register_id, force_id, grade, forenames, surname, date_of_birth, sex, phone, address,"
            " postcode) from stdin"
        ) as stream:
            for row in rows:
                stream.write_row(
                    (row.id, row.force, row.grade, row.record.forenames, row.record.surname, row.record.born, "X", "",
                     "", "")
                )  # fmt: skip
        learned = file_keys(cursor, rows)
        with cursor.copy("copy kit_nearname (piece, name, cell) from stdin") as stream:
            for piece, name, cell in learned:
                stream.write_row((piece, name, cell))


_known: set[tuple[int, int]] = set()


def file_keys(cursor: Any, rows: list[Row]) -> list[tuple[int, int, int]]:
    """The keys of these people; gives back the vocabulary that the trigger would make of them one by one."""
    from polias.pole.models import Person
    from polias.pole.people.actions import search_keys

    learned = []
    with cursor.copy("copy kit_searchkey (id, register_id, cell, key) from stdin") as stream:
        for row in rows:
            person = Person(forenames=row.record.forenames, surname=row.record.surname, date_of_birth=row.record.born)
            for key in search_keys(person, names=()):
                stream.write_row((fresh_id(), row.id, row.cell, int(key)))
                pieces = getattr(key, "pieces", ())
                if pieces and (int(key), row.cell) not in _known:
                    _known.add((int(key), row.cell))
                    learned += [(piece, int(key), row.cell) for piece in pieces]
    return learned


def fresh_id() -> str:
    digits = struct.pack(">QQ", os.getpid(), next(_serial)).hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


class Chosen:
    """Draws, while people pass, those that will be searched for; only who may be seen, each as likely as any other."""

    def __init__(self, draw: random.Random, share: Share) -> None:
        self.draw, self.share = draw, share
        self.kept: dict[str, list[tuple[float, Asked]]] = {}

    def consider(self, row: Row, register: Register) -> None:
        if row.grade or row.human.born is None:
            return
        for group, wanted in (("", FROM_ALL), (row.human.origin, FROM_EACH), (row.record.script, FROM_EACH)):
            if group == "Latin":
                continue
            kept, luck = self.kept.setdefault(group, []), self.draw.random()
            if len(kept) < wanted or luck < kept[-1][0]:
                asked = register.asked(row.human, row.number, row.record.script)
                kept.append((luck, asked))
                kept.sort(key=lambda pair: pair[0])
                del kept[wanted:]

    def write(self) -> None:
        import pickle

        (self.share.folder / f"asked-{self.share.number}.pickle").write_bytes(pickle.dumps(self.kept))


def asked_for(folder: Path) -> dict[str, list[Asked]]:
    """The searches of all processes together: by group, "" for those drawn as the register is."""
    import pickle

    joined: dict[str, list[tuple[float, Asked]]] = {}
    for file in sorted(folder.glob("asked-*.pickle")):
        for group, pairs in pickle.loads(file.read_bytes()).items():
            joined.setdefault(group, []).extend(pairs)
    limit = {"": FROM_ALL}
    return {
        g: [a for _l, a in sorted(p, key=lambda pair: pair[0])[: limit.get(g, FROM_EACH)]] for g, p in joined.items()
    }


class Kept:
    """The same people as a plain file, for whatever the search is compared with."""

    SCHEMA = pa.schema([("id", pa.int64()), ("forename", pa.string()), ("surname", pa.string()), ("born", pa.date32())])

    def __init__(self, share: Share) -> None:
        self.file = share.folder / f"people-{share.number}.parquet"

    def __enter__(self) -> Kept:
        self.writer = pq.ParquetWriter(self.file, self.SCHEMA)
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.writer.close()

    def keep(self, rows: list[Row]) -> None:
        """Only whom the looker may see: a scan of everything knows no row security."""
        rows = [row for row in rows if row.grade == 0 or (row.grade == 1 and row.force == FORCES[1][0])]
        columns = [
            [r.number for r in rows], [r.record.forename for r in rows], [r.record.surname for r in rows],
            [r.record.born for r in rows],
        ]  # fmt: skip
        self.writer.write_table(pa.table(columns, schema=self.SCHEMA))


if __name__ == "__main__":
    from polias.kit.cli.database import set_up_django
    from polias.kit.search import keys
    from polias.kit.search.keys import NameKey

    set_up_django()
    # A name that is hashed once need not be again: a web process forgets it, to stay small.
    keys.name_key = functools.cache(NameKey.of)  # type: ignore[assignment]
    began = time.monotonic()
    pour(sys.argv[1], Share(int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]), int(sys.argv[6])))
    print(f"  {sys.argv[2]}: done in {time.monotonic() - began:.0f} s", flush=True)
