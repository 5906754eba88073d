"""Commands that make, run and upgrade an installation."""

from __future__ import annotations

import os
from gettext import gettext as _
from typing import Annotated

import typer

from polias.kit.cli.database import DatabaseKeeper, close_connections, with_database
from polias.kit.cli.serving import serve as serve_the_site
from polias.kit.cli.serving import worker_child
from polias.kit.cli.speech import examples, fail, say
from polias.kit.cli.supervision import keep_alive_until_told, stop_all
from polias.kit.server import home, running
from polias.kit.server.folder import PROFILES
from polias.kit.server.lifetime import prepare_folders

app = typer.Typer()

#: Management commands of Django that change tables, and so run as their owner.
_OWNERS_COMMANDS = frozenset({"migrate", "sqlmigrate", "createcachetable"})


@app.command(epilog=examples(("polias init --profile scrutiny", "figures and boards only, no operational records")))
def init(
    profile: Annotated[str, typer.Option(help=_("full, or scrutiny: no operational records at all."))] = "",
) -> None:
    """Make an installation in POLIAS_HOME: its profile, its database, its tables."""
    chosen = _settle_profile(profile)
    with with_database(migrates=True):
        say(
            _("Polias is ready in {folder}, profile {profile}. Start it with: polias serve").format(
                folder=home().path, profile=chosen
            )
        )


def _settle_profile(asked: str) -> str:
    """Write the profile down on the first `init`; refuse another one afterwards."""
    here = home()
    if asked and asked not in PROFILES:
        fail(
            _("There is no profile '{word}'.").format(word=asked),
            _("Choose one of: {profiles}.").format(profiles=", ".join(PROFILES)),
        )
    made_with = here.chosen_profile() or ("full" if (here.database / "data").exists() else None)
    if made_with and asked and made_with != asked:
        fail(
            _("This installation was made with the profile {profile}.").format(profile=made_with),
            _("Set POLIAS_HOME to another folder to make a second one."),
        )
    chosen = made_with or asked or here.profile()
    if here.chosen_profile() != chosen:
        prepare_folders(here)
        here.profile_file.write_text(chosen + "\n")
    return chosen


@app.command(epilog=examples(("PORT=8080 polias serve", "on another port")))
def serve() -> None:
    """Serve the site on 127.0.0.1, with its worker and its database. Ctrl-C stops all of it."""
    serve_the_site()


@app.command(name="migrate")
def migrate_command() -> None:
    """Bring the database up to this version of Polias."""
    with with_database(migrates=True):
        say(_("The database is up to date."))


@app.command()
def worker() -> None:
    """Do the queued jobs, and go on doing them; for installations that run the web server by themselves."""
    with with_database():
        close_connections()
        children = [worker_child(home())]
        try:
            say(_("The worker is running; its log is in {file}. Ctrl-C stops it.").format(file=children[0].log))
            keep_alive_until_told(children, stands_on=DatabaseKeeper())
        except KeyboardInterrupt:
            say("")
        finally:
            stop_all(children)


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    epilog=examples(("polias manage shell", "a Python prompt"), ("polias manage help", "everything Django offers")),
)
def manage(context: typer.Context) -> None:
    """Hand a command to Django's own management, on a running database."""
    if context.args[:1] and context.args[0] in _OWNERS_COMMANDS:
        os.environ["POLIAS_ROLE"] = "owner"
    with running(home()):
        from django.core.management import execute_from_command_line

        try:
            execute_from_command_line(["polias manage", *context.args])
        finally:
            close_connections()
