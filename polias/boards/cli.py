"""`polias papers publish`: the public site as static pages."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import Annotated

import typer

from polias.kit.cli.speech import JsonOption, examples, show

app = typer.Typer()
papers = typer.Typer(help=_("What everybody may read of bodies, meetings, papers and actions."), no_args_is_help=True)
app.add_typer(papers, name="papers")

Out = Annotated[Path, typer.Option("--out", help=_("Folder to write into: new, empty, or written by this before."))]
Force = Annotated[str, typer.Option("--force", help=_("Only this force, as in addresses: essex."))]


@papers.callback()
def _papers() -> None:
    """Papers of boards."""


@papers.command(
    epilog=examples(
        ("polias papers publish --out site", _("everything that is public, as a folder of pages")),
        ("polias papers publish --out site --force essex", _("of one force")),
    )
)
def publish(out: Out, force: Force = "", as_json: JsonOption = False) -> None:
    """Write the public site as static pages; the host that serves them needs no way to the database."""
    from polias.kit.cli.database import with_database

    with with_database():
        from polias.boards.publications.static_site import publish_to
        from polias.kit.access.acting import acting
        from polias.kit.access.sessions import system_actor

        with acting(system_actor()) as actor:
            show(publish_to(out, actor=actor, force=force), as_json=as_json)
