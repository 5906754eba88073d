"""The `polias` command: every module's commands in one program, and the demonstration."""

from __future__ import annotations

import os
from gettext import gettext as _

import typer

from polias.kit.cli import assembly, doctor, lifecycle, say
from polias.kit.cli.speech import doing, examples
from polias.kit.server import home
from polias.site import where
from polias.site.modules import PACKAGE, modules_of

app = typer.Typer()


@app.command(epilog=examples(("PORT=8080 polias demo", "on another port")))
def demo() -> None:
    """Serve three invented forces with two years of history, and say who can sign in. Ctrl-C stops all of it."""
    from polias.kit.cli.serving import serve

    os.environ["POLIAS_DEMO"] = "1"
    serve(prepare=_load_demonstration, introduce=_introduce)


def _load_demonstration() -> None:
    """Once: a later start keeps what was entered."""
    from polias.site.demo import is_loaded, load

    if not is_loaded():
        with doing(_("Loading the demonstration")):
            load(say)


def _introduce(address: str) -> None:
    """Where it is, who can sign in, and what to try first."""
    from polias.site.demo import introduction

    say(introduction(address))


def run() -> None:
    """Entry point of the `polias` command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polias.site.settings")
    try:
        profile = home().profile()
    except ValueError as error:
        raise SystemExit(str(error)) from error
    program = assembly.assemble(
        [name for name in modules_of(profile) if name != "site"],
        package=PACKAGE,
        own=(app, lifecycle.app, doctor.app, where.app),
        shown=(
            ("polias demo", _("try it: three invented forces, everything in place")),
            ("polias init --profile scrutiny", _("only figures, boards and papers")),
            ("polias serve", _("serve your own installation")),
            ("polias doctor", _("what is wrong, and what to do about it")),
        ),
    )
    assembly.run(program)
