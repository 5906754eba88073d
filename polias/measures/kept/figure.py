"""One figure as it is kept: its value, the definition and the code that made it, and every file it was counted from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polias
from polias.manifest.description import instant_text
from polias.measures.engine import Measure, MeasureResult, PartitionUsed
from polias.measures.results import JudgedFigure, RuleName

FORMAT = 1
Group = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, kw_only=True)
class KeptPartition:
    """One file version that the figure was counted from; `file` is below the folder of datasets."""

    dataset: str
    force: str
    month: str
    file: str
    version: int
    rows: int
    content_hash: str
    file_hash: str
    schema_hash: str
    known_from: datetime
    known_to: datetime | None = None

    def used(self, datasets: Path) -> PartitionUsed:
        """The same as the engine reads it."""
        fields = {name: value for name, value in vars(self).items() if name != "file"}
        return PartitionUsed(path=datasets / self.file, **fields)


@dataclass(frozen=True, kw_only=True)
class KeptRange:
    """What was expected of the figure, judged by the months from `first` on without those in `gaps`.

    `judged_by` is the rule. By the house rule an exception was looked at with others, of which `looked_at_with` are the
    chances; `explained` is the side of one that these explain. Ranges kept before that rule was used lack all three.
    """

    first: str
    centre: float | None
    lower: float | None
    upper: float | None
    exception: str
    rule: str
    gaps: tuple[str, ...]
    partitions: tuple[KeptPartition, ...]
    judged_by: RuleName = field(default="nhs", repr=False)
    explained: str = field(default="", repr=False)
    looked_at_with: tuple[float, ...] = field(default=(), repr=False)

    @property
    def as_named(self) -> tuple[Any, ...]:
        """What the reference is made of; that of a range by the NHS rules is what it always was."""
        by_house = (self.judged_by, self.explained, self.looked_at_with)
        return (self, *by_house) if self.judged_by == "house" else (self,)


@dataclass(frozen=True, kw_only=True)
class KeptFigure:
    """A figure for one force, one month and one group, with what it stands on.

    `definition` is the fingerprint of the declaration, `as_at` the moment whose knowledge the figure is, `rows_in` how
    many rows its files have. `reference_sets` are the dated sets that decided what counts, each with its hash.
    `range` is what was expected of it; None where nothing was, or where that is not kept.
    """

    measure: str
    dataset: str
    definition_version: int
    definition: str
    force: str
    month: str
    group: Group
    value: float | None
    numerator: float | None
    denominator: float | None
    unit: str
    rows_in: int
    as_at: datetime | None
    partitions: tuple[KeptPartition, ...]
    reference_sets: tuple[tuple[str, str], ...]
    code_version: str
    range: KeptRange | None = None

    @property
    def reference(self) -> str:
        """The same figure from the same files has the same reference, whoever keeps it and whenever."""
        files = sorted((one.file, one.content_hash) for one in self.partitions)
        asked = (self.measure, self.dataset, self.definition, self.force, self.month, self.group, self.value)
        judged = self.range.as_named if self.range else ()
        return "FIG-" + hashlib.sha256(repr((asked, files, self.reference_sets, *judged)).encode()).hexdigest()[:12]


def figure_to_keep(
    measure: Measure, result: MeasureResult, *, force: str, month: str, group: Group, datasets: Path
) -> KeptFigure:
    """The figure of one row of a result, with the files of its own month and of those that it looks back to."""
    row = next(one for one in result.series(force=force, group=group) if one.month == month)
    own = [one for one in result.lineage if one.force == force and one.month in measure.months_for(month)]
    return KeptFigure(
        measure=measure.name,
        dataset=measure.numerator.dataset,
        definition_version=measure.version,
        definition=measure.fingerprint,
        force=force,
        month=month,
        group=group,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        unit=measure.unit,
        rows_in=sum(one.rows for one in own),
        as_at=result.as_at,
        partitions=tuple(kept_partition(one, datasets) for one in own),
        reference_sets=result.reference_sets,
        code_version=polias.__version__,
    )


def range_to_keep(
    figure: JudgedFigure, result: MeasureResult, *, looked_at_with: tuple[float, ...], datasets: Path
) -> KeptRange | None:
    """What a judged figure was held against, with every file behind it."""
    if figure.centre is None or figure.value is None:
        return None
    own = figure.measure.months_for(figure.month)
    first = figure.measure.months_for(figure.looked_from)[0]
    return KeptRange(
        first=figure.looked_from,
        centre=figure.centre,
        lower=figure.lower,
        upper=figure.upper,
        exception=figure.exception or "",
        rule=figure.rule or "",
        gaps=figure.left_out,
        partitions=tuple(
            kept_partition(one, datasets) for one in result.lineage if first <= one.month and one.month not in own
        ),
        judged_by=figure.judged_by,
        explained=figure.explained or "",
        looked_at_with=looked_at_with,
    )


def kept_partition(used: PartitionUsed, datasets: Path) -> KeptPartition:
    fields = {name: value for name, value in vars(used).items() if name != "path"}
    return KeptPartition(file=str(used.path.relative_to(datasets)), **fields)


def as_json(kept: KeptFigure) -> dict[str, Any]:
    content = {"format": FORMAT, "reference": kept.reference, **asdict(kept)}
    content["as_at"] = instant_text(kept.as_at) if kept.as_at else None
    content["partitions"] = [partition_as_json(one) for one in kept.partitions]
    if kept.range:
        content["range"]["partitions"] = [partition_as_json(one) for one in kept.range.partitions]
    return content


def partition_as_json(one: KeptPartition) -> dict[str, Any]:
    ends = {
        name: instant_text(moment) if (moment := getattr(one, name)) else None for name in ("known_from", "known_to")
    }
    return asdict(one) | ends


def from_json(content: Mapping[str, Any]) -> KeptFigure:
    """Raises KeyError, TypeError or ValueError for what is no kept figure of this format."""
    fields = {name: value for name, value in content.items() if name not in ("format", "reference", "kept_for")}
    if content["format"] != FORMAT:
        raise ValueError(f"format {content['format']!r} is not {FORMAT}")
    fields["as_at"] = _moment(fields["as_at"])
    fields["group"] = tuple((name, value) for name, value in fields["group"])
    fields["reference_sets"] = tuple((name, value) for name, value in fields["reference_sets"])
    fields["partitions"] = tuple(partition_from_json(one) for one in fields["partitions"])
    fields["range"] = _range(fields.get("range"))
    return KeptFigure(**fields)


def _range(content: Mapping[str, Any] | None) -> KeptRange | None:
    if content is None:
        return None
    partitions = tuple(partition_from_json(one) for one in content["partitions"])
    lists = {name: tuple(content.get(name, ())) for name in ("gaps", "looked_at_with")}
    return KeptRange(**{**content, **lists, "partitions": partitions})


def partition_from_json(content: Mapping[str, Any]) -> KeptPartition:
    return KeptPartition(
        **{
            **content,
            "known_from": datetime.fromisoformat(content["known_from"]),
            "known_to": _moment(content["known_to"]),
        }
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None
