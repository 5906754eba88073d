"""Writes docs/reference from the declarations, and says which of its files no longer tell the truth.

Run ``python -m polias.site.reference`` to write, with ``--check`` to compare. Needs no database.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polias

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- Made by `make docs` from the declarations: change those, not this file. -->"


def main(arguments: list[str]) -> int:
    """Write every page, or name those that are out of date; 0 when all is well, 2 when Django does not start."""
    try:
        set_up()
    except Exception as error:  # noqa: BLE001 - whatever a half-written module raises while it is read
        sys.stderr.write(f"The reference cannot be made, because Django does not start: {error}\n")
        return 2
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


def _table(heads: list[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "| " + " | ".join("---" for _head in heads) + " |"
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


def _record_types() -> Iterator[str]:
    from polias.force.roles import ROLES
    from polias.kit.record.types import record_types
    from polias.kit.workflow.table import diagram

    for one in record_types():
        yield f"## {one.label_plural} (`{one.name}`, {one.prefix})"
        yield ""
        yield (one.model.__doc__ or "").split("\n\n", 1)[0].strip().replace("\n", " ")
        yield ""
        by_agreement = "yes, by agreement" if one.may_be_shared else "no"
        shared = "every force reads it" if one.read_by_every_force else by_agreement
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
        yield from _table(["Role", "May"], [[ROLES[role], _verbs(one, role)] for role in ROLES if one.grants.get(role)])
        yield f"Columns of the list: {', '.join(str(column.label).lower() for column in one.columns) or 'none'}."
        yield ""


def _verbs(one: Any, role: str) -> str:
    return ", ".join(sorted(one.grants[role]))


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
        held = [[f"`{t.name}`", _verbs(t, role)] for t in types if t.grants.get(role)]
        if held:
            yield f"## {label} (`{role}`)"
            yield ""
            yield from _table(["Record type", "May"], held)


def _measures() -> Iterator[str]:
    from polias.measures.definitions import police_uk, progress, records

    for title, module in (
        ("Over the force's own records", records),
        ("How the force's crimes go on", progress),
        ("Over public files", police_uk),
    ):
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
    yield "Segments of an address are folders: `/crime/reports/<reference>/classify` is `classify` in"
    yield "`polias/crime/reports/screens.py`. `polias where ADDRESS` gives file and line. Pages that a library makes,"
    yield "such as those of signing in below `/accounts/`, are not listed."
    yield ""
    yield from _table(
        ["Address", "Function", "File"], sorted({row for row in _ours() if row[2].startswith("`polias/")})
    )


def _ours() -> Iterator[tuple[str, str, str]]:
    """Address, function and file; for the API the deed behind its address. Lines would differ after every edit."""
    from polias.site.where import every_page, place_of, place_of_view

    for pattern, view in every_page():
        address = f"/{pattern}"
        place = place_of(address) if address.startswith("/api/") else place_of_view(view)
        if place:
            yield f"`{address}`", f"`{place.function}`", f"`{place.file}`"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
