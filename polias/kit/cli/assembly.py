"""The `polias` program: the modules' commands in one, and every refusal as a sentence and an exit code."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable
from gettext import gettext as _
from importlib import import_module
from pathlib import Path
from types import FrameType

import typer

from polias.kit.cli.refusals import as_refusal
from polias.kit.cli.speech import REFUSED, examples, fail


def assemble(
    modules: Iterable[str], *, package: Path, own: Iterable[typer.Typer], shown: Iterable[tuple[str, str]]
) -> typer.Typer:
    """One program of all commands: `own`, then each module's `cli.py`, and those of the kit's rooms."""
    program = typer.Typer(
        name="polias",
        help=_("Police records, from the call to the committee."),
        epilog=examples(*shown),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    groups: dict[str, typer.Typer] = {}
    for app in (*own, *(import_module(name).app for name in command_files(modules, package=package))):
        _share_groups(app, groups)
        program.add_typer(app)
    return program


def _share_groups(app: typer.Typer, groups: dict[str, typer.Typer]) -> None:
    """Two modules may each have commands of one word (`polias import ...`): the first to name it takes them all in."""
    for one in list(app.registered_groups):
        inner = one.typer_instance
        if not isinstance(one.name, str) or inner is None:
            continue
        first = groups.setdefault(one.name, inner)
        if first is not inner:
            first.registered_commands += [c for c in inner.registered_commands if c not in first.registered_commands]
            app.registered_groups.remove(one)


def command_files(modules: Iterable[str], *, package: Path) -> list[str]:
    """Dotted names of the `cli.py` files of the modules and, for the kit, of its rooms."""
    found: list[Path] = []
    for module in modules:
        found += [package / module / "cli.py", *sorted((package / module).glob("*/cli.py"))]
    root = package.parent
    return [".".join(file.relative_to(root).with_suffix("").parts) for file in found if file.exists()]


def run(program: typer.Typer) -> None:
    """Run the command that was asked for; SIGTERM and a closed terminal end it as tidily as Ctrl-C does."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    try:
        program()
    except BrokenPipeError:
        sys.exit(1)
    except Exception as error:
        refusal = as_refusal(error)
        if refusal is None:
            raise
        _refuse(*refusal)


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _refuse(sentence: str, what_to_do: str) -> None:
    try:
        fail(sentence, what_to_do)
    except typer.Exit:
        sys.exit(REFUSED)
