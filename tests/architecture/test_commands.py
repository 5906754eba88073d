"""A command starts before the database does: whatever it imports up to there asks for no table."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import PACKAGE, ROOT

#: From here on a command has its tables, and may import whatever it needs.
HAS_TABLES = ("with_database", "set_up_django", "as_owner")


def imported_without_tables(path: Path) -> set[str]:
    """The modules of Polias that a file of commands imports outside the blocks in which there is a database."""
    found: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.With) and any(name in ast.dump(one) for one in node.items for name in HAS_TABLES):
            continue
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_"):
            continue  # What a command's own helper imports, it imports when it is called.
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("polias."):
            found.add(node.module)
        waiting += ast.iter_child_nodes(node)
    return found


def test_every_command_reaches_the_database_without_asking_for_a_table_first():
    files = [*PACKAGE.rglob("cli.py"), *PACKAGE.rglob("commands.py")]
    modules = sorted(set().union(*map(imported_without_tables, files)))
    assert "polias.pole.pairs.commands" in modules, "also those that a command imports late are tried"
    tried = "\n".join(
        f"try:\n import {module}\nexcept Exception as error:\n print('{module}:', type(error).__name__, error)"
        for module in modules
    )
    said = subprocess.run([sys.executable, "-c", tried], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == ""
