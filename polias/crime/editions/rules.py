"""What must hold of a table of reference data before a force uses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from polias.crime.editions.tables import TABLES, Rows, compared
from polias.kit.rules.rule import Breach, Severity, required, rule

OURS = "Polias: whoever relies on a list must know where it comes from"
LOADING = ("load",)


@dataclass(frozen=True)
class EditionFacts:
    """What the rules look at; ``replaces`` are the rows in use on that day, ``taken`` days have an edition already.

    ``also_of`` names the other forces for which it would hold too.
    """

    table: str
    rows: Rows
    replaces: Rows
    valid_from: date
    today: date
    source: str
    taken: frozenset[date] = frozenset()
    also_of: tuple[str, ...] = ()


@rule("EDITION-01", source=OURS, severity=Severity.BLOCK, moves=LOADING)
def the_table_has_its_columns(facts: EditionFacts) -> Breach | None:
    """An edition is of a known table, and has its columns and at least one row."""
    if facts.table not in TABLES:
        return Breach("table", _("Name one of the tables: %(tables)s.") % {"tables": ", ".join(TABLES)})
    if not facts.rows:
        return Breach("file", _("The table is empty. Check the file."))
    missing = [column for column in TABLES[facts.table].columns if column not in facts.rows[0]]
    if missing:
        return Breach("file", _("These columns are missing: %(columns)s.") % {"columns": ", ".join(missing)})
    return None


@rule("EDITION-02", source=OURS, severity=Severity.BLOCK, moves=LOADING)
def every_row_can_be_read(facts: EditionFacts) -> Breach | None:
    """Every row of an edition has a code of its own, and values that can be read."""
    table = TABLES.get(facts.table)
    if table is None or not facts.rows or any(column not in facts.rows[0] for column in table.columns):
        return None  # EDITION-01 says so.
    seen: set[str] = set()
    for number, row in enumerate(facts.rows, start=2):
        code = table.code_of(row)
        if not code or code in seen:
            return Breach("file", _("Line %(line)d: the code is missing, or stands there twice.") % {"line": number})
        seen.add(code)
        try:
            table.of_row(dict(row))
        except (ValueError, KeyError):
            words = {"line": number, "code": code}
            return Breach("file", _("Line %(line)d (%(code)s): a value cannot be read. Compare a row in use.") % words)
    return None


@rule("EDITION-03", source=OURS, severity=Severity.BLOCK, moves=LOADING)
def the_source_is_named(facts: EditionFacts) -> Breach | None:
    """An edition says from where it comes."""
    return required(facts.source, field="source", sentence="Say from where the table comes.")


@rule("EDITION-04", source=OURS, severity=Severity.BLOCK, moves=LOADING)
def one_edition_begins_on_a_day(facts: EditionFacts) -> Breach | None:
    """A table changes once on a day; an edition is never overwritten."""
    if facts.valid_from in facts.taken:
        return Breach("valid_from", _("An edition of this table begins on that day already. Choose another day."))
    return None


@rule("EDITION-05", source=OURS, severity=Severity.ASK, moves=LOADING)
def the_past_stays(facts: EditionFacts) -> Breach | None:
    """An edition that begins in the past changes the rules of what was recorded since; it is said why."""
    if facts.valid_from < facts.today:
        return Breach("valid_from", _("That day lies in the past: crimes since were judged otherwise. Say why."))
    return None


@rule("EDITION-06", source=OURS, severity=Severity.BLOCK, moves=LOADING)
def nothing_becomes_unreadable(facts: EditionFacts) -> Breach | None:
    """A code that was in use stays in the table, if only as one that can no longer be chosen."""
    table = TABLES.get(facts.table)
    if table is None or not facts.rows or any(column not in facts.rows[0] for column in table.columns):
        return None  # EDITION-01 says so.
    left = compared(table, facts.replaces, facts.rows).left_out
    if not left:
        return None
    words = {"codes": ", ".join(left[:10])}
    if "selectable" in table.columns:
        return Breach("file", _("Left out: %(codes)s. Keep them with “selectable” N: old crimes have them.") % words)
    return Breach(
        "file", _("Left out: %(codes)s. Keep them with the last day in “valid_to”: old crimes have them.") % words
    )


@rule("EDITION-07", source=OURS, severity=Severity.ASK, moves=LOADING)
def a_shared_list_is_agreed(facts: EditionFacts) -> Breach | None:
    """A list that is one for all forces is loaded with their agreement; it is said who agreed."""
    if facts.also_of:
        words = {"forces": ", ".join(facts.also_of)}
        return Breach("table", _("Others have this list too: %(forces)s. Say who agreed there.") % words)
    return None


RULES = (
    the_table_has_its_columns,
    every_row_can_be_read,
    the_source_is_named,
    one_edition_begins_on_a_day,
    the_past_stays,
    nothing_becomes_unreadable,
    a_shared_list_is_agreed,
)
