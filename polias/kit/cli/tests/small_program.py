"""A `polias` of the kit's own commands and two more, run by the tests as a program of its own."""

from __future__ import annotations

from pathlib import Path

import typer

from polias.kit.cli import JsonOption, assembly, doctor, fail, lifecycle, show, with_database

app = typer.Typer()


@app.command()
def enter(name: str) -> None:
    """Enter a user."""
    with with_database():
        from django.contrib.auth.models import User

        User.objects.create(username=name)


@app.command()
def refuse(*, as_json: JsonOption = False) -> None:
    """Refuse whatever is asked."""
    fail("There is no force with this name.", "Look it up with: polias forces")


@app.command()
def rows(*, as_json: JsonOption = False) -> None:
    """Show two rows."""
    show([{"force": "Northshire", "crimes": 7}, {"force": "Eastmoor", "crimes": None}], as_json=as_json)


if __name__ == "__main__":
    assembly.run(assembly.assemble([], package=Path(), own=(app, lifecycle.app, doctor.app), shown=[("polias x", "y")]))
