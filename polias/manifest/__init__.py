"""What a published dataset says of itself: standard library only, so that anything may read it.

A dataset is a folder; a partition is one force and one month of it (some datasets split further, by restriction);
a partition keeps every version it ever had, and its manifest says which one was known when.
"""

from polias.manifest.description import Column, Manifest, Quality, Version, schema_hash
from polias.manifest.layout import datasets_folder, partition_folder, polias_home
from polias.manifest.store import (
    ManifestUnreadable,
    current_partitions,
    locked,
    read_manifest,
    write_json,
    write_manifest,
)

__all__ = [
    "Column",
    "Manifest",
    "ManifestUnreadable",
    "Quality",
    "Version",
    "current_partitions",
    "datasets_folder",
    "locked",
    "partition_folder",
    "polias_home",
    "read_manifest",
    "schema_hash",
    "write_json",
    "write_manifest",
]
