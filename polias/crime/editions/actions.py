"""Loading an edition of reference data, and the only writer of editions."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from polias.crime.editions.model import Edition
from polias.crime.editions.reading import rows_on
from polias.crime.editions.rules import RULES, EditionFacts
from polias.crime.editions.tables import TABLES, rows_of
from polias.kit.access.actor import Actor
from polias.kit.audit.log import audit_row, write
from polias.kit.audit.model import Kind
from polias.kit.record.action import action
from polias.kit.record.deed import current_deed
from polias.kit.record.ids import uuid7
from polias.kit.remembering import forget_everything
from polias.kit.rules.keeping import held


def edition_facts(*, force_id: int, table: str, content: str, valid_from: date, source: str) -> EditionFacts:
    """What the rules look at before an edition is loaded."""
    taken = Edition.objects.filter(force_id=force_id, table=table).values_list("valid_from", flat=True)
    return EditionFacts(
        table=table,
        rows=rows_of(content),
        replaces=rows_on(table, valid_from, force_id=force_id) if table in TABLES else (),
        valid_from=valid_from,
        today=timezone.localdate(),
        source=source,
        taken=frozenset(taken),
    )


@action(needs="crime.reports.load_edition", offered=False)
def load_edition(*, actor: Actor, table: str, content: str, valid_from: date, source: str) -> Edition:
    """Use a table from a day on; the one before keeps its own days.

    Raises RuleBreach (EDITION-01 to 06). An edition is no record: it writes its own row of the audit.
    """
    facts = edition_facts(force_id=actor.force_id, table=table, content=content, valid_from=valid_from, source=source)
    held(RULES, facts, move="load")
    told = {"force_id": actor.force_id, "table": table, "valid_from": valid_from, "source": source}
    edition = Edition(**told, content=content, loaded_at=timezone.now(), loaded_by=actor.id)
    edition.save(force_insert=True)
    after = told | {"valid_from": valid_from.isoformat()}
    write([audit_row(kind=Kind.ALTERATION, verb="crime.editions.load", actor_id=actor.id, cell=0, deed=uuid7(),
                     content={"after": after, "reasons": dict(current_deed().reasons)})])  # fmt: skip
    forget_everything()
    return edition
