"""Row-level security over every table that holds records, put in place by the owner after each migration.

The application role owns nothing and cannot bypass it. Each table gets one of the few policies below, or stands
with a reason in UNPROTECTED; a table in neither stops the migration. Everything here may be run again at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from polias.kit.database.unprotected import UNPROTECTED
from polias.kit.record.model import PartOfAnyRecord, PartOfRecord, Record
from polias.kit.record.types import record_type, record_types
from polias.kit.restriction.model import Admission, Exclusion, Restriction
from polias.kit.search.words_index import function_statements

FUNCTIONS = (
    "sessions.sql", "signed_in.sql", "files.sql", "handover.sql", "restrictions.sql", "emergency.sql", "names.sql",
)  # fmt: skip
HOME = "force_id = any((select polias_home())::int[])"
CELL_AT_HOME = "(cell % 10000) / 10 = any((select polias_home())::int[])"
ANY_CELL = "cell = any((select polias_reach())::int[])"
ADMITTED = "any((select polias_admitted())::uuid[])"
#: A hashed list, since thousands may be read so: as an array it was compared one by one with each row out of reach, and
#: with a thousand records a list took seventeen times as long. And as a number: else the planner takes half of all rows
#: for such a list's.
ALSO_READ = "({key} in (select polias_each_also_read()))::int = 1"
KINDS = "any((select polias_kinds())::int[])"
EXCLUDED = "all((select polias_excluded())::uuid[])"
ONLY_READ = "all((select polias_only_reads())::uuid[])"
MINE = "actor_id = (select polias_actor())"
SYSTEM = "(select polias_is_system())"
SOMEBODY = "(select polias_actor()) is not null"


def seen(by_cell: str, *, key: str = "register_id", lent: str = "") -> str:
    """In reach, admitted by name or read with its own force, and never excluded.

    Each list is read once for each query, and may be empty. ``lent`` narrows what is read with its own force.
    """
    also = ALSO_READ.format(key=key)
    also = f"({also} and {lent})" if lent else also
    return f"({by_cell} or {key} = {ADMITTED} or {also}) and {key} <> {EXCLUDED}"


def changed(at_home: str, *, key: str = "register_id") -> str:
    """In one's own force, and not seen in an emergency alone."""
    return f"{at_home} and {key} <> {ONLY_READ}"


def whole(key: str) -> str:
    """The record of this key is seen: its own policies are asked."""
    return f"exists (select 1 from kit_register seen where seen.id = {key})"  # noqa: S608 (a column of ours)


LISTS = (Restriction, Admission, Exclusion)


class Unsecured(Exception):
    """A table has neither a policy nor a reason to go without."""


@dataclass(frozen=True)
class Policy:
    """What the application role may see, add and change in one table; None means not at all."""

    see: str | None
    add: str | None
    alter: str | None = None
    remove: str | None = None


#: The rows of an audit keep the cell of their day, so the record itself is asked as well: what was open when it was
#: written is not shown once its record is locked. What one did oneself stays readable, unless one is excluded.
#: Of a record that passed from force to force both read all rows of a grade that they see at home.
OF_A_KIND = f"cell / 10000 * 10 + cell % 10 = {KINDS}"
AUDIT_SEEN = (
    f"{SYSTEM} or ({MINE} and (record_id is null or record_id <> {EXCLUDED}))"
    f" or (record_id is not null and {seen(ANY_CELL, key='record_id', lent=OF_A_KIND)} and {whole('record_id')})"
)
#: A task about a record is for those who see the record, also when it is their own task.
TASK_SEEN = f"{HOME} and (about_id is null or {whole('about_id')})"
REVIEWS = "force_id = any((select polias_reviews())::int[])"

KIT_POLICIES = {
    "kit_register": Policy(see=seen(ANY_CELL, key="id"), add=HOME, alter=changed(HOME, key="id")),
    # The system adds the looks of others when it takes in the spool.
    "kit_auditrow": Policy(see=AUDIT_SEEN, add=f"{MINE} or {SYSTEM}"),
    # The vocabulary of names is kept by triggers alone: numbers, by compartment.
    "kit_nearname": Policy(see=ANY_CELL, add=None),
    "kit_seal": Policy(see=SYSTEM, add=SYSTEM),
    "kit_sealedrow": Policy(see=SYSTEM, add=SYSTEM),
    "kit_draft": Policy(see=MINE, add=MINE, alter=MINE, remove=MINE),
    "kit_idempotencyrow": Policy(see=f"{MINE} or {SYSTEM}", add=MINE, alter=f"{MINE} or {SYSTEM}"),
    "kit_task": Policy(see=TASK_SEEN, add=HOME, alter=HOME),
    "kit_emergencyaccess": Policy(see=f"{MINE} or {REVIEWS}", add=None, alter=f"{REVIEWS} and not {MINE}"),
    "kit_payload": Policy(see=SYSTEM, add=SOMEBODY, remove=SYSTEM),
    "kit_outgoing": Policy(see=SYSTEM, add=SOMEBODY, alter=SYSTEM, remove=SYSTEM),
    "kit_incoming": Policy(see=SYSTEM, add=SYSTEM, alter=SYSTEM, remove=SYSTEM),
    "kit_partnerstate": Policy(see=SYSTEM, add=SYSTEM, alter=SYSTEM),
    "kit_reconciliation": Policy(see=SYSTEM, add=SYSTEM, alter=SYSTEM, remove=SYSTEM),
    "kit_outboxrow": Policy(see=SYSTEM, add=SOMEBODY, alter=SYSTEM, remove=SYSTEM),
}


def secure() -> None:
    """Put every function, grant, policy and composite key in place; run as the owner of the tables."""
    # One transaction: a page served meanwhile waits, and never meets a table whose grants are being made anew.
    with transaction.atomic(), connection.cursor() as cursor:
        for name in FUNCTIONS:
            cursor.execute(files("polias.kit.database").joinpath(name).read_text())
        for statement in statements():
            cursor.execute(statement)


def statements() -> Iterator[str]:
    """All SQL of the policies, table by table."""
    protected, app = protected_tables(), settings.POLIAS_APP_ROLE
    yield from function_statements(record_types())
    # Everything is taken away first: partitions too, which would otherwise be a way around the policy of their parent.
    yield f"revoke all on all tables in schema public from {app}"
    yield f"grant usage on schema public to {app}"
    yield f"grant usage, select on all sequences in schema public to {app}"
    yield f"grant execute on all functions in schema public to {app}"
    for table, policy in protected.items():
        yield from _policy_statements(table, policy)
    standing = _standing_copies()
    for model in _record_models():
        yield from _composite_key(model, standing=standing)
        yield from _estimate_of_cells(model)
    for table in _tables():
        if table not in protected:
            if table not in UNPROTECTED:
                raise Unsecured(f"{table} has no policy and no reason in polias/kit/database/unprotected.py")
            yield f"grant {UNPROTECTED[table].rights} on {table} to {app}"


def protected_tables() -> dict[str, Policy]:
    """Every table with a policy: the kit's own, and each record table and part by its declaration."""
    found = dict(KIT_POLICIES)
    for model in _record_models():
        found[model._meta.db_table] = _policy_of(model)
    return found


def _policy_of(model: type[models.Model]) -> Policy:
    if issubclass(model, LISTS):
        # Nobody admits or excludes anybody, oneself included, on a record that they do not see.
        see, alter = seen(ANY_CELL), changed(CELL_AT_HOME)
        return Policy(see=see, add=f"{see} and {alter}", alter=alter)
    if issubclass(model, PartOfAnyRecord):
        alter = changed(CELL_AT_HOME)
        return Policy(see=seen(ANY_CELL), add=CELL_AT_HOME, alter=alter, remove=alter)
    name = model.OF if issubclass(model, PartOfRecord) else model.TYPE  # type: ignore[attr-defined]
    see = seen(f"(force_id * 10 + grade) = any((select polias_reach({record_type(name).number}))::int[])")
    may_remove = changed(HOME) if issubclass(model, PartOfRecord) else None
    return Policy(see=see, add=HOME, alter=changed(HOME), remove=may_remove)


def _record_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if issubclass(m, Record | PartOfRecord | PartOfAnyRecord)]


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace"
            " and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'polias_access_session'"
        )
        return sorted(row[0] for row in cursor.fetchall())


def _policy_statements(table: str, policy: Policy) -> Iterator[str]:
    app = settings.POLIAS_APP_ROLE
    yield f"alter table {table} enable row level security"
    yield f"alter table {table} force row level security"
    for name in ("owner_all", "app_see", "app_add", "app_alter", "app_remove"):
        yield f"drop policy if exists {name} on {table}"
    yield f"create policy owner_all on {table} to {settings.POLIAS_OWNER_ROLE} using (true) with check (true)"
    if policy.see:
        yield f"grant select on {table} to {app}"
        yield f"create policy app_see on {table} for select to {app} using ({policy.see})"
    if policy.add:
        yield f"grant insert on {table} to {app}"
        yield f"create policy app_add on {table} for insert to {app} with check ({policy.add})"
    if policy.alter:
        yield f"grant update on {table} to {app}"
        yield (
            f"create policy app_alter on {table} for update to {app} using ({_also_seen(policy.alter, policy)})"
            f" with check ({policy.alter})"
        )
    if policy.remove:
        yield f"grant delete on {table} to {app}"
        yield f"create policy app_remove on {table} for delete to {app} using ({_also_seen(policy.remove, policy)})"


def _also_seen(may: str, policy: Policy) -> str:
    """Only what is seen may be changed: PostgreSQL asks that by itself only of a statement that reads a column."""
    return may if policy.see in (None, may) else f"({policy.see}) and ({may})"


def _composite_key(model: type[models.Model], *, standing: dict[str, str]) -> Iterator[str]:
    """The copies of force and grade (or of the cell) are held true by a foreign key that cascades.

    Without it a user could hang a row of their own force on another force's record. One that stands is left alone: to
    make it anew reads every row of the table, and everybody waits meanwhile.
    """
    table = model._meta.db_table
    columns = "cell" if issubclass(model, PartOfAnyRecord) else "force_id, grade"
    key = f"FOREIGN KEY (register_id, {columns}) REFERENCES kit_register(id, {columns}) ON UPDATE CASCADE"
    if standing.get(table) == key:
        return
    yield f"alter table {table} drop constraint if exists {table}_copy"
    yield f"alter table {table} add constraint {table}_copy {key}"


def _estimate_of_cells(model: type[models.Model]) -> Iterator[str]:
    """Lets the planner know how many rows a policy leaves: else it takes nearly all for hidden, and sorts the rest."""
    if not issubclass(model, PartOfAnyRecord):
        table = model._meta.db_table
        yield f"create statistics if not exists {table}_cells on (force_id * 10 + grade) from {table}"


def _standing_copies() -> dict[str, str]:
    """The keys of copies that stand and hold for every row, by table, as PostgreSQL writes them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, pg_get_constraintdef(k.oid) from pg_constraint k join pg_class c on c.oid = k.conrelid"
            " where k.contype = 'f' and k.conname = c.relname || '_copy' and k.convalidated"
        )
        return dict(cursor.fetchall())
