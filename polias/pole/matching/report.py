"""What a matching run leaves behind: its files, and a few lines that say how it went."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Any

from polias.pole.matching.engine import Matched
from polias.pole.matching.rejects import Rejects
from polias.pole.matching.writing import write_clusters, write_pairs, write_rejects

#: Pairs fetched at a time.
BATCH = 50_000


def write_all(
    matched: Matched, rejects: Rejects, *, out: Path, pairs: Path | None, rejects_file: Path | None
) -> Path | None:
    """Clusters, pairs if asked for, and the rejects where there are any; gives the file of these."""
    write_clusters(out, matched.ids, matched.clusters)
    if pairs is not None:
        columns = ["+".join(field.columns) for field in matched.fields]
        write_pairs(pairs, matched.ids, _pairs(matched), columns)
    if not rejects.lines and rejects_file is None:
        return None
    target = rejects_file or out.with_name(f"{out.stem}.rejects.csv")
    write_rejects(target, rejects)
    return target


def _pairs(matched: Matched) -> Iterator[tuple[Any, ...]]:
    parts = ", ".join(f'"of_{field.name}"' for field in matched.fields)
    found = matched.connection.execute(
        f"SELECT l, r, weight, 1 / (1 + power(2.0, -weight)), {parts} FROM scored ORDER BY weight DESC, l, r"
    )
    while rows := found.fetchmany(BATCH):
        yield from rows


def told(matched: Matched, rejects: Rejects, written: Path | None) -> str:
    """How many records, pairs and clusters, and what was left out."""
    count = len(matched.ids)
    clusters = len(set(matched.clusters))
    lines = [
        _("{records} records are {clusters} people; {pairs} pairs were looked at by {rules} rules.").format(
            records=f"{count:,}", clusters=f"{clusters:,}", pairs=f"{matched.pairs:,}", rules=len(matched.rules)
        ),
        _("The rules reach an estimated {share} per cent of the pairs that are one person, or fewer.").format(
            share=f"{100 * matched.reach:.1f}"
        ),
    ]
    if written is not None:
        lines.append(
            _("{rows} rows and {values} values were left out, {odd} are odd: {file} says why.").format(
                rows=rejects.count("row"),
                values=rejects.count("value"),
                odd=rejects.count("nothing"),
                file=written,
            )
        )
    return "\n".join(lines)
