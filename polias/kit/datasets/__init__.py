"""Datasets: what a module publishes, declared once and written as Parquet with a manifest. No Django, no database."""

from polias.kit.datasets.declaration import Dataset
from polias.kit.datasets.writer import DatasetWriter, Published
from polias.manifest import Column, Quality

__all__ = ["Column", "Dataset", "DatasetWriter", "Published", "Quality"]
