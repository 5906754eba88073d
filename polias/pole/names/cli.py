"""`polias people name`: keep one more name of a person, or tell all that they have."""

from __future__ import annotations

from datetime import datetime
from gettext import gettext as _
from typing import Annotated, Any

import typer

from polias.kit.cli.somebody import somebody
from polias.kit.cli.speech import JsonOption, examples, fail, show

app = typer.Typer()
people = typer.Typer(help=_("People: which records are one."), no_args_is_help=True)
app.add_typer(people, name="people")


@people.callback()
def _people() -> None:
    """People: which records are one."""


@people.command(
    epilog=examples(
        ("polias people name NSH-PE-26-000001 --as asha", _("every name of a person")),
        ("polias people name NSH-PE-26-000001 --as asha --kind maiden --surname Wren", _("keep one more")),
    )
)
def name(
    reference: Annotated[str, typer.Argument(help=_("The person's reference."))],
    *,
    who: Annotated[str, typer.Option("--as", help=_("Who does it: the name they sign in with."))],
    kind: Annotated[
        str, typer.Option(help=_("alias, nickname, maiden, married, previous, birth or original."))
    ] = "alias",
    surname: Annotated[str, typer.Option(help=_("The surname of the name to keep."))] = "",
    forenames: Annotated[str, typer.Option(help=_("Its first names."))] = "",
    valid_from: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help=_("When it was first used."))
    ] = None,
    valid_to: Annotated[
        datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help=_("When it was last used."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Keep one more name of a person, or tell all that they have when none is given."""
    from polias.kit.cli.database import with_database

    days = {"valid_from": valid_from and valid_from.date(), "valid_to": valid_to and valid_to.date()}
    with with_database():
        told = _told(reference, who, {"kind": kind, "surname": surname, "forenames": forenames, **days})
    show(told, as_json=as_json)


def _told(reference: str, who: str, new: dict[str, Any]) -> list[dict[str, Any]]:
    from polias.kit.access.acting import acting
    from polias.kit.access.door import fetch
    from polias.pole.names.facts import KINDS
    from polias.pole.names.queries import other_names
    from polias.pole.people.actions import add_name
    from polias.pole.people.model import Person

    if new["kind"] not in dict(KINDS):
        fail(
            _("There is no kind of name called {kind}.").format(kind=new["kind"]),
            _("Choose one of these: {kinds}.").format(kinds=", ".join(dict(KINDS))),
        )
    with somebody(who) as actor, acting(actor):
        person = fetch(Person, reference, actor=actor)
        if new["surname"] or new["forenames"]:
            add_name(person, actor=actor, **new)
        own = {"kind": "now", "surname": person.surname, "forenames": person.forenames}
        return [own | {"valid_from": None, "valid_to": None}, *(vars(one) for one in other_names(person.pk))]
