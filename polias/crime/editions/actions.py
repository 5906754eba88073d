"""Loading an edition of reference data, taking one change into a table, and the only writer of editions."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date

from django.db import connection
from django.utils import timezone

from polias.crime.editions.model import Edition
from polias.crime.editions.reading import editions_in, rows_on
from polias.crime.editions.rules import RULES, EditionFacts
from polias.crime.editions.tables import TABLES, Rows, keeper, rows_of
from polias.force.public import forces_beside
from polias.kit.access.actor import Actor
from polias.kit.audit.log import audit_row, write
from polias.kit.audit.model import Kind
from polias.kit.database.locks import AdvisoryLock
from polias.kit.record.action import action
from polias.kit.record.deed import current_deed
from polias.kit.record.ids import uuid7
from polias.kit.remembering import forget_everything
from polias.kit.rules.keeping import held


def edition_facts(*, force_id: int, table: str, content: str, valid_from: date, source: str) -> EditionFacts:
    """What the rules look at before an edition is loaded."""
    known = table in TABLES
    taken = editions_in(table, force_id=force_id).values_list("valid_from", flat=True) if known else ()
    return EditionFacts(
        table=table,
        rows=rows_of(content),
        replaces=rows_on(table, valid_from, force_id=force_id) if known else (),
        valid_from=valid_from,
        today=timezone.localdate(),
        source=source,
        taken=frozenset(taken),
        also_of=forces_beside(force_id) if known and TABLES[table].shared else (),
    )


@action(needs="crime.reports.load_edition", offered=False)
def load_edition(*, actor: Actor, table: str, content: str, valid_from: date, source: str) -> Edition:
    """Use a table from a day on; the one before keeps its own days. One that is shared holds for all forces.

    Raises RuleBreach (EDITION-01 to 07). An edition is no record: it writes its own row of the audit.
    """
    _one_at_a_time()
    facts = edition_facts(force_id=actor.force_id, table=table, content=content, valid_from=valid_from, source=source)
    held(RULES, facts, move="load")
    return _enter(actor=actor, table=table, content=content, valid_from=valid_from, source=source)


def amend_table(
    *, actor: Actor, table: str, valid_from: date, source: str, changed: Callable[[Rows], Rows]
) -> list[Edition]:
    """Take one change into a table from a day on, and into every edition that begins later; part of a deed.

    An edition that begins on such a day stays as it is: another of the same day comes after it, in its place. One that
    has the change already is left alone. Raises RuleBreach (EDITION-01 to 03, 05, 06).
    """
    _one_at_a_time()
    begun = editions_in(table, force_id=actor.force_id).filter(valid_from__gt=valid_from)
    days = dict.fromkeys([valid_from, *begun.values_list("valid_from", flat=True)])
    made = []
    for day in days:
        rows = table_on(table, day, force_id=actor.force_id)
        after = changed(rows)
        if after != rows:
            facts = EditionFacts(table, after, rows, day, timezone.localdate(), source)
            held(RULES, facts, move="load")
            made.append(_enter(actor=actor, table=table, content=_as_csv(after), valid_from=day, source=source))
    return made


def table_on(table: str, day: date, *, force_id: int) -> Rows:
    """The rows in use on a day as they are stored now, whatever is remembered: a change starts from them."""
    begun = editions_in(table, force_id=force_id).filter(valid_from__lte=day)
    last = begun.last()
    return rows_of(last.content) if last else TABLES[table].own_rows


def _one_at_a_time() -> None:
    """Whoever changes a table waits for whoever is changing one: each starts from what the other leaves."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [AdvisoryLock.EDITIONS])


def _as_csv(rows: Rows) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _enter(*, actor: Actor, table: str, content: str, valid_from: date, source: str) -> Edition:
    """Add an edition behind those of its day, and say so in the audit."""
    told = {"force_id": keeper(table, actor.force_id), "table": table, "valid_from": valid_from, "source": source}
    turn = editions_in(table, force_id=actor.force_id).filter(valid_from=valid_from).count()
    edition = Edition(**told, turn=turn, content=content, loaded_at=timezone.now(), loaded_by=actor.id)
    edition.save(force_insert=True)
    after = told | {"valid_from": valid_from.isoformat()}
    write([audit_row(kind=Kind.ALTERATION, verb="crime.editions.load", actor_id=actor.id, cell=0, deed=uuid7(),
                     content={"after": after, "reasons": dict(current_deed().reasons)})])  # fmt: skip
    forget_everything()
    return edition
