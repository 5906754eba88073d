"""Every pattern that a file of the product writes down, also those within a function, compiled as the file would."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from tests.architecture.source import modules

#: Where the flags stand among the words of a function of ``re``.
FLAGS_AT = {
    "compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 3, "sub": 4, "subn": 4
}  # fmt: skip
#: What hands its first word on to ``re`` in the reader of minutes, with which flags.
HANDED_ON = {"split": re.NOFLAG, "titled": re.I}


@dataclass(frozen=True)
class Written:
    """A pattern with the line that it stands on."""

    pattern: re.Pattern[Any]
    place: str


def written() -> Iterator[Written]:
    """Every pattern that can be read off the source, once."""
    seen = set()
    for path, call in _calls():
        pattern = _compiled(call, path)
        if pattern is not None and (key := (pattern.pattern, pattern.flags)) not in seen:
            seen.add(key)
            yield Written(pattern, f"{path}:{call.lineno}")


def made_while_running() -> Iterator[str]:
    """The files with a pattern that is known only when it is used."""
    yield from (path for path, call in _calls() if _is_of_re(call.func) and _compiled(call, path) is None)


def _calls() -> Iterator[tuple[str, ast.Call]]:
    """Whatever is called with a pattern as its first word."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and (_is_of_re(node.func) or _hands_on(node.func, path)):
                yield path, node


def _is_of_re(func: ast.expr) -> bool:
    match func:
        case ast.Attribute(value=ast.Name(id="re"), attr=name):
            return name in FLAGS_AT
    return False


def _hands_on(func: ast.expr, path: str) -> bool:
    return isinstance(func, ast.Attribute) and func.attr in HANDED_ON and "boards/minutes" in path


def _compiled(call: ast.Call, path: str) -> re.Pattern[Any] | None:
    """The pattern of one call; None where it holds what only the running function knows, or is no pattern."""
    module = importlib.import_module(path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    try:
        text = _said(call.args[0], module)
        return text if isinstance(text, re.Pattern) else re.compile(text, _flags(call, module))
    except (NameError, TypeError, re.error):
        return None


def _flags(call: ast.Call, module: ModuleType) -> int:
    assert isinstance(call.func, ast.Attribute)
    if not _is_of_re(call.func):
        return HANDED_ON[call.func.attr]
    at = FLAGS_AT[call.func.attr]
    given = [each.value for each in call.keywords if each.arg == "flags"] or call.args[at : at + 1]
    return _said(given[0], module) if given else re.NOFLAG


def _said(written: ast.expr, module: ModuleType) -> Any:
    """What an expression says with the names that its file defines."""
    return eval(compile(ast.Expression(written), "<pattern>", "eval"), vars(module))
