"""The figures of a monthly report, read back from its report.json as kept figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from polias.measures.kept.figure import KeptFigure, KeptPartition, partition_from_json
from polias.measures.refusal import Refused
from polias.measures.words import _

#: Values stand in the report with four places.
ROUNDED = 0.00005 + 1e-9


def figures_of(path: Path) -> list[KeptFigure]:
    """Every line of the report as a kept figure. Raises Refused for what is no report, or one of an older Polias."""
    try:
        content = json.loads(path.read_bytes())
        lines, lineage = content["lines"], content.get("lineage")
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise Refused(
            _("{path} is not the JSON of a monthly report.").format(path=path), do=_("Name its report.json.")
        ) from error
    if lineage is None:
        raise Refused(
            _("{path} does not say from which files it was counted.").format(path=path),
            do=_("It was made by an earlier Polias: make the report again."),
        )
    try:
        partitions = tuple(partition_from_json(one) for one in lineage["files"])
        return [
            _figure(content, line | counts, partitions) for line, counts in zip(lines, lineage["counts"], strict=True)
        ]
    except (KeyError, TypeError, ValueError, StopIteration) as error:
        raise Refused(
            _("{path} is damaged: a line or a file in it cannot be understood.").format(path=path),
            do=_("Make the report again."),
        ) from error


def _figure(content: Mapping[str, Any], line: Mapping[str, Any], files: tuple[KeptPartition, ...]) -> KeptFigure:
    definition = next(one for one in content["lineage"]["definitions"] if one["measure"] == line["measure"])
    own = tuple(one for one in files if (one.force, one.month) == (content["force"], content["month"]))
    return KeptFigure(
        measure=line["measure"],
        dataset=definition["dataset"],
        definition_version=definition["version"],
        definition=definition["fingerprint"],
        force=content["force"],
        month=content["month"],
        group=tuple(line["group"].items()),
        value=_as_counted(line),
        numerator=line["numerator"],
        denominator=line["denominator"],
        unit=definition["unit"],
        rows_in=sum(one.rows for one in own),
        as_at=datetime.fromisoformat(content["as_at"]),
        partitions=own,
        reference_sets=(),
        code_version=content["lineage"]["code_version"],
    )


def _as_counted(line: Mapping[str, Any]) -> float | None:
    """A share stands rounded in the report; its two counts are exact, and give it in full where they agree with it."""
    stated: float | None = line["value"]
    if stated is None or not line["denominator"]:
        return stated
    share = 100.0 * float(line["numerator"]) / float(line["denominator"])
    return share if abs(share - stated) < ROUNDED else stated
