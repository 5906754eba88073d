"""`polias minutes read`: papers of boards and panels into body, people, items, decisions and actions."""

from __future__ import annotations

import json
import sys
from gettext import gettext as _
from pathlib import Path
from typing import Annotated

import typer

from polias.kit.cli.speech import REFUSED, JsonOption, examples, fail, say

app = typer.Typer()
minutes = typer.Typer(help=_("Minutes and agendas that exist, in any layout."), no_args_is_help=True)
app.add_typer(minutes, name="minutes")

Files = Annotated[list[Path], typer.Argument(help=_("Papers: text, HTML, DOCX, ODT or PDF."))]
Out = Annotated[Path | None, typer.Option("--out", help=_("Folder for one NAME.json for each paper."))]


@minutes.callback()
def _minutes() -> None:
    """Minutes and agendas that exist."""


@minutes.command(
    epilog=examples(
        ("polias minutes read minutes.pdf", _("what one paper says, in lines to read")),
        ("polias minutes read papers/*.docx --json --out read", _("read/NAME.json for each paper")),
    )
)
def read(files: Files, out: Out = None, as_json: JsonOption = False) -> None:
    """Read papers into body, date, people, items, decisions and actions; needs no database and no server.

    Each file is read on its own: one that cannot be read is named with the reason, and the others go on.
    """
    if out is not None:
        _checked(files, out)
    refused = 0
    from polias.boards.minutes.batch import read_all, written
    from polias.boards.minutes.summary import summary

    for number, outcome in enumerate(read_all(files), 1):
        if outcome.reading is None:
            refused += 1
            say(f"{outcome.path}: {outcome.refused}")
            continue
        if out is not None:
            target = written(outcome, out)
            say(f"{number}/{len(files)} {outcome.path.name} → {target}")
            for note in outcome.reading["notes"]:
                say(f"{outcome.path.name}: {note['text']}")
        elif as_json:
            print(json.dumps(outcome.reading, ensure_ascii=False, indent=2))
        else:
            print(summary(outcome.reading))
            print()
    _closing(len(files), refused)


def _checked(files: list[Path], out: Path) -> None:
    """The folder can be written, and no two papers would become one file."""
    stems = [path.stem for path in files]
    if twice := next((stem for stem in stems if stems.count(stem) > 1), ""):
        fail(
            _("Two of the papers would become {name}.json.").format(name=twice),
            _("Rename one, or read them into different folders."),
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(_("{out} cannot be written: {why}.").format(out=out, why=error.strerror or ""), _("Name another folder."))


def _closing(count: int, refused: int) -> None:
    if count > 1:
        say(_("{read} of {count} papers read.").format(read=count - refused, count=count))
    if refused:
        sys.exit(REFUSED)
