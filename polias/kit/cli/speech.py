"""How commands speak: results on standard output, progress and refusals on standard error, one sentence each."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from gettext import gettext as _
from typing import Annotated, Any, NoReturn

import typer

#: Every refusal ends with it: the command was understood, and cannot be done as it stands.
REFUSED = 2

JsonOption = Annotated[bool, typer.Option("--json", help=_("Print the result as JSON, for programs."))]


def say(text: str) -> None:
    """Tell the person something on standard error, where it never mixes with a result."""
    print(text, file=sys.stderr, flush=True)


def fail(sentence: str, what_to_do: str = "") -> NoReturn:
    """End the command with one plain sentence and what to do; as JSON when the command was asked for JSON."""
    if "--json" in sys.argv:
        say(json.dumps({"error": {"sentence": sentence, "what_to_do": what_to_do}}, ensure_ascii=False))
    else:
        say("\n".join(line for line in (sentence, what_to_do) if line))
    raise typer.Exit(REFUSED)


def show(result: object, *, as_json: bool = False) -> None:
    """Print a result: rows (a list of mappings) as a table, a mapping as lines, anything else as it is."""
    plain = as_plain(result)
    if as_json:
        print(json.dumps(plain, ensure_ascii=False, indent=2, default=str))
    elif isinstance(plain, list) and plain and isinstance(plain[0], dict):
        _print_table(plain)
    elif isinstance(plain, dict):
        for name, value in plain.items():
            print(f"{name}: {value}")
    elif plain is not None:
        print(plain)


def as_plain(value: object) -> Any:
    """Dataclasses as mappings, tuples as lists: what JSON can say."""
    if is_dataclass(value) and not isinstance(value, type):
        return as_plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [as_plain(item) for item in value]
    return value


def _print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*rows[0])
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    Console().print(table)


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Show that something takes its time: a moving line on a terminal; then how long it took."""
    started = time.monotonic()
    if sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status(what):
            yield
        mark = "✓ "
    else:
        yield
        mark = ""
    say(f"{mark}{what}: {time.monotonic() - started:.1f} s")


def examples(*lines: tuple[str, str]) -> str:
    """Command and what it does, as the last lines of a help page."""
    width = max(len(command) for command, _meaning in lines)
    rows = (f"  {command.ljust(width)}   {meaning}" for command, meaning in lines)
    return "\b\n" + "\n".join([_("Examples:"), *rows])
