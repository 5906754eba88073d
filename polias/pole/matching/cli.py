"""`polias people match`: which records of the force's register, of one table or of two, are one person."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import Annotated

import typer

from polias.kit.cli.speech import JsonOption, doing, examples, fail, say
from polias.pole.matching.machines import Engine

app = typer.Typer()
people = typer.Typer(help=_("People: which records are one."), no_args_is_help=True)
app.add_typer(people, name="people")

Files = Annotated[
    list[Path] | None,
    typer.Argument(help=_("Tables: CSV, also gzipped, or Parquet. Without one, the register."), metavar="[FILE...]"),
]
Id = Annotated[str, typer.Option("--id", help=_("Column that names each record."))]
Map = Annotated[str, typer.Option("--map", help=_("What columns hold: forename=given_name,date_of_birth=dob."))]
Also = Annotated[str, typer.Option("--also", help=_("Further columns, compared as plain text: suburb,occupation."))]
Out = Annotated[Path | None, typer.Option("--out", help=_("File for the clusters: record,cluster."))]
Pairs = Annotated[Path | None, typer.Option("--pairs", help=_("File for the scored pairs, with each column's part."))]
RejectsFile = Annotated[
    Path | None,
    typer.Option("--rejects", help=_("File for what was left out; if not said, beside the clusters.")),
]
Within = Annotated[bool, typer.Option("--within", help=_("With several tables: look for pairs inside each, too."))]
EngineName = Annotated[
    Engine,
    typer.Option("--engine", help=_("Where pairs are looked up and weighed: here, or on Spark.")),
]
Who = Annotated[str, typer.Option("--as", help=_("For the register: who asks, by the name they sign in with."))]
AtLeast = Annotated[float, typer.Option("--at-least", help=_("For the register: bits of weight from which on."))]
Most = Annotated[int, typer.Option("--most", min=1, help=_("For the register: pairs at most, the strongest first."))]
PrefixIds = Annotated[bool, typer.Option("--prefix-ids", help=_("Write each id with its file's name before it."))]


@people.callback()
def _people() -> None:
    """People: which records are one."""


@people.command(
    epilog=examples(
        (
            "polias people match people.csv --id ref --map surname=name,date_of_birth=dob --out clusters.csv",
            _("one table"),
        ),
        ("polias people match --as kit", _("the force's own register, into the queue")),
        ("polias people match ours.csv theirs.csv.gz --id ref --map full_name=name --also town --out c.csv", _("two")),
    )
)
def match(  # noqa: PLR0917  options of the command line
    files: Files = None,
    id_column: Id = "",
    out: Out = None,
    mapping: Map = "",
    also: Also = "",
    pairs: Pairs = None,
    rejects_file: RejectsFile = None,
    within: Within = False,
    prefix_ids: PrefixIds = False,
    engine_name: EngineName = "duckdb",
    *,
    who: Who = "",
    at_least: AtLeast = 0.0,
    most: Most = 10_000,
    as_json: JsonOption = False,
) -> None:
    """Find which records are one person, without labels; of tables without a database too.

    With several tables records are linked across them. What cannot be compared goes to the rejects, with the reason.
    Without a table the register of somebody's force is looked through: pairs go into the queue, each once.
    """
    if not files:
        from polias.pole.pairs.commands import match_the_register

        match_the_register(who, at_least=at_least, most=most, engine=engine_name, as_json=as_json)
        return
    if not id_column or out is None:
        fail(_("A table is matched into a file, by the column of its ids."), _("Name both: --id COLUMN --out FILE."))
    from polias.pole.matching import engine
    from polias.pole.matching.kinds import mapping_of
    from polias.pole.matching.problems import CannotBeMatched
    from polias.pole.matching.rejects import Rejects
    from polias.pole.matching.report import told, write_all

    rejects = Rejects()
    try:
        asked = mapping_of(mapping, also)
        with (
            doing(_("Matching")),
            engine.match(
                files,
                id_column=id_column,
                mapping=asked,
                rejects=rejects,
                within=within,
                prefix_ids=prefix_ids,
                engine=engine_name,
            ) as matched,
        ):
            written = write_all(matched, rejects, out=out, pairs=pairs, rejects_file=rejects_file)
        say(told(matched, rejects, written))
    except CannotBeMatched as error:
        fail(error.sentence, error.do)


@people.command(epilog=examples(("polias people sample --as kit --size 300", _("three hundred pairs for review"))))
def sample(
    *,
    who: Who = "",
    size: Annotated[int, typer.Option("--size", min=1, help=_("Pairs to draw."))] = 300,
    as_json: JsonOption = False,
) -> None:
    """Draw this quarter's sample of pairs into the queue: people review it, and it tells how well pairs are found."""
    from polias.pole.pairs.commands import draw_the_sample

    draw_the_sample(who, size=size, as_json=as_json)


@people.command(epilog=examples(("polias people figures --as ben", _("how often, and how well it is found"))))
def figures(*, who: Who = "", as_json: JsonOption = False) -> None:
    """Say how often people are recorded twice or passed over, and how right the pairs are, with intervals."""
    from polias.pole.pairs.commands import tell_the_figures

    tell_the_figures(who, as_json=as_json)
