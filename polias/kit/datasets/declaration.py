"""How a module declares what it publishes: grain, columns, units and classification; never a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from polias.manifest import Column, Manifest, partition_folder, schema_hash

if TYPE_CHECKING:
    import pyarrow

#: The Arrow types a column may have; a short list keeps every dataset readable by any engine.
ARROW_TYPES = ("string", "category", "int64", "int32", "float64", "bool", "date32", "timestamp")


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """One published dataset. `partition_by` starts with force and month: the unit that is replaced as a whole."""

    name: str
    title: str
    grain: str
    source: str
    columns: tuple[Column, ...]
    licence: str = ""
    partition_by: tuple[str, ...] = ("force", "month")

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(names) != len(set(names)):
            raise ValueError(f"dataset {self.name}: a column is declared twice")
        if self.partition_by[:2] != ("force", "month"):
            raise ValueError(f"dataset {self.name}: partitions start with force and month")
        for column in self.columns:
            if column.type not in ARROW_TYPES:
                raise ValueError(f"dataset {self.name}: column {column.name} has the unknown type {column.type!r}")

    @property
    def schema_hash(self) -> str:
        return schema_hash(self.columns)

    def folder(self, datasets: Path, keys: Mapping[str, str]) -> Path:
        ordered = {name: keys[name] for name in self.partition_by}
        return partition_folder(datasets, dataset=self.name, keys=ordered)

    def empty_manifest(self, keys: Mapping[str, str]) -> Manifest:
        return Manifest(
            dataset=self.name,
            title=self.title,
            grain=self.grain,
            source=self.source,
            licence=self.licence,
            keys={name: keys[name] for name in self.partition_by},
            columns=self.columns,
        )

    def arrow_schema(self) -> pyarrow.Schema:
        import pyarrow as pa

        types = {
            "string": pa.string(),
            "category": pa.dictionary(pa.int32(), pa.string()),
            "int64": pa.int64(),
            "int32": pa.int32(),
            "float64": pa.float64(),
            "bool": pa.bool_(),
            "date32": pa.date32(),
            "timestamp": pa.timestamp("us", tz="UTC"),
        }
        return pa.schema([pa.field(column.name, types[column.type]) for column in self.columns])
