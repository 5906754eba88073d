"""Reads the project's source as syntax trees, for the tests that look at what is written and not at what runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "polias"


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Path below the repository and tree of every file of the product: no tests, no migrations."""
    for file in sorted(PACKAGE.rglob("*.py")):
        if "tests" not in file.parts and "migrations" not in file.parts and file.name != "conftest.py":
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text())


def names_in_chain(node: ast.expr) -> set[str]:
    """Every name in ``a.b(...).c``: a, b and c."""
    names: set[str] = set()
    while True:
        match node:
            case ast.Call():
                node = node.func
            case ast.Attribute():
                names.add(node.attr)
                node = node.value
            case ast.Name():
                return names | {node.id}
            case _:
                return names


def layers() -> list[set[str]]:
    """The layers of .importlinter from top to bottom, each a set of modules: the one place where they are listed."""
    import configparser

    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    lines = config["importlinter:contract:flow"]["layers"].split("\n")
    return [{name.strip() for name in line.replace("|", ":").split(":")} for line in lines if line.strip()]


def may_know(higher: str, lower: str) -> bool:
    """Whether the module ``higher`` may know of ``lower``: itself, or one in a layer below."""
    height = {name: number for number, names in enumerate(layers()) for name in names}
    return higher == lower or height[higher] < height[lower]
