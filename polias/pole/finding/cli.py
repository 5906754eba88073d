"""`polias search`: what the search box finds for one person, on the command line."""

from __future__ import annotations

from gettext import gettext as _
from typing import Annotated, Any

import typer

from polias.kit.cli.somebody import somebody
from polias.kit.cli.speech import JsonOption, examples, fail, show

app = typer.Typer()


@app.command(
    epilog=examples(
        ('polias search "jon smyth 1980" --as asha', _("people like a name, whatever its spelling")),
        ('polias search "01632 960123" --as asha --json', _("by telephone number, for programs")),
    )
)
def search(
    words: Annotated[str, typer.Argument(help=_("A name, reference, date, number, registration or address."))],
    *,
    who: Annotated[str, typer.Option("--as", help=_("Whose eyes to look through: the name they sign in with."))],
    as_json: JsonOption = False,
) -> None:
    """Find what the search box finds for one person. It is logged as their search, made by a command."""
    from polias.kit.cli.database import with_database

    with with_database():
        result = _search(words, who)
    if as_json:
        show(result, as_json=True)
    else:
        _tell(result)


def _search(words: str, who: str) -> dict[str, Any]:
    from polias.kit.access.acting import acting
    from polias.pole.finding.everything import answered, asked_for

    query = asked_for(words)
    if not query:
        fail(_("Nothing was asked for."), _("Give a name, a reference or a number in quotes."))
    with somebody(who) as actor, acting(actor):
        return {"as": who, **answered(query, actor=actor, how="polias search")}


def _row(row: dict[str, Any]) -> dict[str, str]:
    """One row of the table: what was found, why, and what to beware of."""
    warned = "\n".join(
        f"{one['severity_label']}: {one['title']}. {one['reason']} ({one['state']}; {one['owner']})"
        for one in row["markers"]
    )
    return {"reference": row["reference"], "title": row["title"], "why": row["why"], "warnings": warned}


def _tell(result: dict[str, Any]) -> None:
    if result["reference"]:
        print(_("{reference} is a record.").format(reference=result["reference"]))
    elif result["locked"]:
        print(_("{query} is locked. Open it on the pages to see whom to ask.").format(query=result["query"]))
    for group in result["groups"]:
        more = _("more than {count}") if group["capped"] else "{count}"
        print(f"{group['title']}: {more.format(count=group['count'])}")
        show([_row(row) for row in group["rows"]])
    if not (result["groups"] or result["reference"] or result["locked"]):
        print(_("Nothing found that {who} can see. What was tried:").format(who=result["as"]))
        for sentence in result["tried"]:
            print(f"- {sentence}")
        print(_("What may be tried:"))
        for one in result["to_try"]:
            print(f"- {one.sentence}: {one.words or one.url}")
