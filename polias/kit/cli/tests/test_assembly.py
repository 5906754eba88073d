"""Commands of two modules under one word are one group of commands."""

from __future__ import annotations

import sys
from types import ModuleType

import typer
from typer.testing import CliRunner

from polias.kit.cli.assembly import assemble


def a_module(name, command, says):
    """A module whose only command is `polias import COMMAND`."""
    module = ModuleType(name)
    group = typer.Typer()
    group.callback()(lambda: None)
    group.command(command)(lambda: print(says))
    module.app = typer.Typer()
    module.app.add_typer(group, name="import")
    return module


def test_two_modules_share_one_word(monkeypatch, tmp_path):
    package = tmp_path / "small"
    for name, command in (("first", "people"), ("second", "streets")):
        (package / name).mkdir(parents=True)
        (package / name / "cli.py").touch()
        monkeypatch.setitem(sys.modules, f"small.{name}.cli", a_module(f"small.{name}.cli", command, f"{command}!"))
    program = assemble(["first", "second"], package=package, own=(), shown=(("polias", "all"),))
    assert CliRunner().invoke(program, ["import", "people"]).stdout == "people!\n"
    assert CliRunner().invoke(program, ["import", "streets"]).stdout == "streets!\n"
