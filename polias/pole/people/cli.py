"""`polias people rekey`: everybody is filed anew after a change of how people are found."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Annotated

import typer

from polias.kit.cli import JsonOption, examples, show, with_database

if TYPE_CHECKING:
    from polias.kit.search.refiling import Refiled

app = typer.Typer()
people = typer.Typer(help=_("People: which records are one."), no_args_is_help=True)
app.add_typer(people, name="people")


@people.callback()
def _people() -> None:
    """People: which records are one."""


@people.command(
    epilog=examples(
        ("polias people rekey", _("after an upgrade that says so, or with a new secret")),
        ("polias people rekey --from-the-start", _("not from where the last run was cut short")),
    )
)
def rekey(
    *,
    from_the_start: Annotated[
        bool, typer.Option("--from-the-start", help=_("Forget how far a run that was cut short had come."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """File the search keys of people and places anew, while the site goes on. Says how many were filed wrongly.

    Cut short, it goes on from there the next time. Whoever is filed rightly is left as they are.
    """
    from polias.kit.cli.database import as_owner
    from polias.kit.cli.progress import shown_progress
    from polias.kit.server import home

    with with_database() as server, shown_progress(_("Filing anew")) as progress:
        from polias.kit.search.refiling import PLACE, how_many, label_of, refile

        place = home().path / PLACE
        if from_the_start:
            place.unlink(missing_ok=True)
        with as_owner(server.owner_url):
            progress.start(how_many())
            done = refile(place, step=progress.step)
        _log(done)
    if as_json:
        show(done, as_json=True)
        return
    for one in done:
        print(
            _("{kind}: {records} looked at, {wrong} were filed wrongly and are filed anew.").format(
                kind=label_of(one), records=f"{one.records:,}", wrong=f"{one.wrong:,}"
            )
        )


def _log(done: list[Refiled]) -> None:
    """One row for all: no record says anything else than before."""
    from polias.kit.access.sessions import as_system
    from polias.kit.audit.log import audit_row, write
    from polias.kit.audit.model import Kind
    from polias.kit.record.ids import uuid7

    content = {one.type_name: {"records": one.records, "wrong": one.wrong} for one in done}
    with as_system() as system:
        write([audit_row(kind=Kind.ALTERATION, verb="kit.search.rekey", actor_id=system.id, cell=0, deed=uuid7(),
                         content=content)])  # fmt: skip
