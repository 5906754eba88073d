"""`polias reference`: the lists of classes and outcomes that a force uses, and from which day it uses another."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Annotated, Any

import typer

from polias.kit.cli import JsonOption, examples, fail, say, show, with_database

app = typer.Typer()
reference = typer.Typer(help=_("Lists of classes, outcomes and keywords that a force uses."), no_args_is_help=True)
app.add_typer(reference, name="reference")

Who = Annotated[str, typer.Option("--as", help=_("Who does it: the name they sign in with."))]


@reference.callback()
def _reference() -> None:
    """Lists of classes, outcomes and keywords that a force uses."""


@reference.command(
    name="show",
    epilog=examples(
        ("polias reference show offence_classes --as lena > classes.csv", _("the list of today, to be changed")),
        ("polias reference show outcomes --as lena --on 2027-04-01", _("the list of another day")),
    ),
)
def show_table(
    table: Annotated[str, typer.Argument(help=_("offence_classes, outcomes, procedure, keywords or circumstances."))],
    *,
    who: Who,
    on: Annotated[str, typer.Option("--on", help=_("The day, as 2027-04-01; today if not said."))] = "",
) -> None:
    """Print a list as CSV as the force uses it on a day, with what is to be confirmed."""
    day = _day(on) if on else None
    with with_database():
        import csv
        import sys

        from django.utils import timezone

        from polias.crime.editions.reading import rows_on
        from polias.crime.editions.tables import TABLES
        from polias.kit.cli.somebody import somebody

        _known(table, TABLES)
        with somebody(who) as actor:
            rows = rows_on(table, day or timezone.localdate(), force_id=actor.force_id)
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@reference.command(
    name="load",
    epilog=examples(
        (
            'polias reference load classes.csv --table offence_classes --from 2027-04-01 --source "Home Office list" '
            "--as lena --dry-run",
            _("what would change"),
        ),
        (
            'polias reference load classes.csv --table offence_classes --from 2027-04-01 --source "Home Office list" '
            "--as lena",
            _("use it from that day"),
        ),
        (
            'polias reference load keywords.csv --table keywords --from 2027-01-01 --source "Vocabulary" '
            '--agreed "Registrars, 3 December" --as kit',
            _("keywords with their synonyms, which are those of all forces"),
        ),
    ),
)
def load(
    file: Annotated[Path, typer.Argument(help=_("The list as CSV, with its first line."))],
    *,
    table: Annotated[
        str, typer.Option("--table", help=_("offence_classes, outcomes, procedure, keywords or circumstances."))
    ],
    valid_from: Annotated[str, typer.Option("--from", help=_("The first day on which it holds, as 2027-04-01."))],
    source: Annotated[str, typer.Option("--source", help=_("From where the list comes."))],
    who: Who,
    why: Annotated[str, typer.Option("--why", help=_("Why it begins in the past, if it does."))] = "",
    agreed: Annotated[
        str, typer.Option("--agreed", help=_("Who agreed, if the list holds for other forces too (keywords)."))
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Say what would change, and load nothing."))] = False,
    as_json: JsonOption = False,
) -> None:
    """Use a list from a day on, compared with the one it replaces. What is older keeps the rules of its day."""
    day = _day(valid_from)
    content = _content(file)
    with with_database():
        from polias.crime.editions.actions import edition_facts, load_edition
        from polias.crime.editions.rules import RULES
        from polias.crime.editions.tables import TABLES, compared
        from polias.kit.access.acting import acting
        from polias.kit.cli.somebody import somebody
        from polias.kit.errors import PoliasError, RuleBreach
        from polias.kit.rules.rule import hold

        _known(table, TABLES)
        asked = {"table": table, "content": content, "valid_from": day, "source": source}
        reasons = {code: said for code, said in (("EDITION-05", why), ("EDITION-07", agreed)) if said}
        with somebody(who) as actor:
            try:
                facts = edition_facts(force_id=actor.force_id, **asked)  # type: ignore[arg-type]
                hold(RULES, facts, move="load", reasons=reasons)
                if not dry_run:
                    with acting(actor):
                        load_edition(actor=actor, reasons=reasons, **asked)  # type: ignore[call-arg,arg-type]
            except ValueError as error:
                fail(_("{file} cannot be read: {error}.").format(file=file, error=error), _("Save it as CSV again."))
            except RuleBreach as refusal:
                for breach in refusal.breaches:
                    say(f"{breach.code}: {breach.sentence}")
                fail(_("Nothing was loaded."), _("Put that right, then load it again."))
            except PoliasError as refusal:
                fail(refusal.sentence, refusal.do)
            found = compared(TABLES[table], facts.replaces, facts.rows)
    if as_json:
        show({"added": found.added, "changed": found.changed, "loaded": not dry_run}, as_json=True)
        return
    _tell(found, dry_run=dry_run)


def _tell(found: Any, *, dry_run: bool) -> None:
    say(_("New: {codes}.").format(codes=", ".join(found.added) or _("none")))
    for code, column, before, after in found.changed:
        say(f"{code}, {column}: {before or _('nothing')} → {after or _('nothing')}")
    if not found.changed:
        say(_("Changed: none."))
    say(_("Nothing was loaded: this was a dry run.") if dry_run else _("Loaded."))


def _known(table: str, tables: Any) -> None:
    if table not in tables:
        fail(_("There is no list called {table}.").format(table=table), ", ".join(tables))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(_("{text} is no day.").format(text=text), _("Write it as 2027-04-01."))


def _content(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fail(
            _("{file} cannot be read: {error}.").format(file=file, error=error),
            _("Check the name, and save it as UTF-8."),
        )
