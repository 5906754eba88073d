"""Writes docs/reference from the declarations, and says which of its files no longer tell the truth.

Run ``python -m polias.site.reference`` to write, with ``--check`` to compare. Needs no database.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polias

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- Made by `make docs` from the declarations: change those, not this file. -->"


def main(arguments: list[str]) -> int:
    """Write every page, or name those that are out of date; 0 when all is well."""
    set_up()
    if "--check" not in arguments:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (FOLDER / name).write_text(text)
        return 0
    stale = out_of_date()
    for name in stale:
        sys.stderr.write(f"docs/reference/{name} is out of date. Run: make docs\n")
    return 1 if stale else 0


def set_up() -> None:
    """Django with every module, whatever profile this folder has."""
    import django

    os.environ["POLIAS_PROFILE"] = "full"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polias.site.settings")
    django.setup()


def enter_every_rule() -> None:
    """Rules enter the book when their module is read; pages and actions would read only what they need."""
    for module in pkgutil.walk_packages(polias.__path__, "polias."):
        if module.name.endswith(".rules"):
            importlib.import_module(module.name)


def out_of_date() -> list[str]:
    """The pages whose file is missing or says something else, and files that no page makes any more."""
    made = pages()
    wrong = [name for name, text in made.items() if _stored(FOLDER / name) != text]
    left = [file.name for file in sorted(FOLDER.glob("*.md")) if file.name not in made]
    return wrong + left


def _stored(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def pages() -> dict[str, str]:
    """Every page of the reference: file name and text."""
    enter_every_rule()
    return {
        "record-types.md": _page("Record types", _record_types()),
        "rules.md": _page("Rules", _rules()),
        "grants.md": _page("Grants", _grants()),
        "measures.md": _page("Measures", _measures()),
        "settings.md": _page("Settings", _settings()),
        "tables-without-row-security.md": _page("Tables without row security", _open_tables()),
        "addresses.md": _page("Addresses", _addresses()),
    }


def _page(title: str, lines: Iterator[str]) -> str:
    return "\n".join([f"# {title}", "", MADE, "", *lines]).rstrip() + "\n"


def _table(heads: list[str], rows: list[list[Any]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "| " + " | ".join("---" for _head in heads) + " |"
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


def _record_types() -> Iterator[str]:
    from polias.kit.record.types import record_types
    from polias.kit.workflow.table import diagram

    for one in record_types():
        yield f"## {one.label_plural} (`{one.name}`, {one.prefix})"
        yield ""
        yield (one.model.__doc__ or "").split("\n\n", 1)[0].strip().replace("\n", " ")
        yield ""
        shared = "yes, by agreement" if one.may_be_shared else "no"
        facts = (
            ("Purpose", one.purpose),
            ("Owner", one.owner),
            ("Classification", one.classification),
            ("Retention", one.retention),
            ("May be lent to another force", shared),
            ("Address", f"`{one.url}/`"),
        )
        yield from _table(["", ""], [[f"**{name}**", value] for name, value in facts])
        yield from ("```mermaid", diagram(one.workflow), "```", "")


def _rules() -> Iterator[str]:
    from polias.kit.rules.rule import rule_book

    yield "A BLOCK cannot be passed; an ASK can, with a reason that is kept and counted; a NOTE only tells."
    yield ""
    rows = [[r.code, r.sentence, r.severity.value.upper(), ", ".join(r.moves), r.source, r.status] for r in rule_book()]
    yield from _table(["Code", "Rule", "Severity", "From the move", "Source", "Status"], rows)


def _grants() -> Iterator[str]:
    from polias.force.roles import ROLES
    from polias.kit.record.types import record_types

    yield "Which role may use which verb; `view` opens the type. A verb acts only on records of the role's own force."
    yield ""
    types = record_types()
    for role, label in ROLES.items():
        held = [[f"`{t.name}`", ", ".join(sorted(t.grants[role]))] for t in types if t.grants.get(role)]
        if held:
            yield f"## {label} (`{role}`)"
            yield ""
            yield from _table(["Record type", "May"], held)


def _measures() -> Iterator[str]:
    from polias.measures.definitions import police_uk, records

    for title, module in (("Over the force's own records", records), ("Over public files", police_uk)):
        yield f"## {title}"
        yield ""
        rows = [
            [f"`{m.name}`", m.question, m.unit, m.better, m.source, m.owner, m.version] for m in _declared_in(module)
        ]
        yield from _table(["Measure", "Question", "Unit", "Better", "Source", "Owner", "Version"], rows)


def _declared_in(module: Any) -> list[Any]:
    from polias.measures.engine.declaration import Measure

    found = [value for value in vars(module).values() if isinstance(value, Measure)]
    return sorted({m.name: m for m in found}.values(), key=lambda m: str(m.name))


def _settings() -> Iterator[str]:
    from polias.force.policy import POLICY_KEYS
    from polias.site.settings import SETTINGS

    yield "## Of an installation (environment)"
    yield ""
    yield from _table(["Variable", "Without it", "Meaning"], [[f"`{n}`", d or "empty", m] for n, d, m in SETTINGS])
    yield "## Of a force (policy, dated)"
    yield ""
    rows = [[f"`{k.key}`", k.about, k.default, k.source] for k in POLICY_KEYS.values()]
    yield from _table(["Key", "What it decides", "Until the force decides", "Source"], rows)


def _open_tables() -> Iterator[str]:
    from polias.kit.database.unprotected import UNPROTECTED

    yield "Every other table has a policy; a new table in neither stops the migration."
    yield ""
    rows = [[f"`{name}`", one.reason, one.rights] for name, one in sorted(UNPROTECTED.items())]
    yield from _table(["Table", "Why it needs none", "The application may"], rows)


def _addresses() -> Iterator[str]:
    from django.urls import get_resolver

    yield "Segments of an address are folders: `/crime/reports/<reference>/classify` is `classify` in"
    yield "`polias/crime/reports/screens.py`. `polias where ADDRESS` gives file and line."
    yield ""
    rows = [row for row in _walk(get_resolver().url_patterns, "/") if "allauth" not in row[2]]
    yield from _table(["Address", "Function", "Module"], sorted(rows))


def _walk(patterns: Any, before: str) -> Iterator[list[str]]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, address)
        else:
            view = pattern.callback
            yield [f"`{address}`", f"`{getattr(view, '__name__', type(view).__name__)}`", f"`{view.__module__}`"]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
