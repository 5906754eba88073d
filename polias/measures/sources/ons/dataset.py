"""The dataset that official tables become: one row for each figure that a table gives or holds back."""

from __future__ import annotations

from polias.kit.datasets import Column, Dataset

_FILE = "ONS police force area data tables"

ONS_CRIME_TABLES = Dataset(
    name="ons_crime_tables",
    title="Police recorded crime by area, as published by the Office for National Statistics",
    grain="One row for each figure of a table: an area, what is measured, an offence group, over twelve months",
    source="Office for National Statistics, police force area data tables",
    licence="Open Government Licence v3.0",
    # A table of one kind replaces the earlier one for the same twelve months, and nothing else.
    partition_by=("force", "month", "table"),
    columns=(
        Column(
            name="force",
            type="category",
            meaning="The force by its data.police.uk slug; of a region or country its area code",
            source=f"{_FILE}, Area Name",
        ),
        Column(
            name="month",
            type="category",
            meaning="The last of the twelve months that the figure is of",
            unit="YYYY-MM",
            source=f"{_FILE}, title",
        ),
        Column(
            name="table",
            type="category",
            meaning="What the table holds, and of which areas",
            source=f"{_FILE}, title and headings",
        ),
        Column(name="area_code", type="category", meaning="Area code as published", source=f"{_FILE}, Area Code"),
        Column(name="area", type="category", meaning="Name of the area, without notes", source=f"{_FILE}, Area Name"),
        Column(
            name="area_kind",
            type="category",
            meaning="Whether it is a country, a region, a force or a community safety partnership",
            source="Derived from the area code and the columns of the table",
        ),
        Column(
            name="partnership",
            type="category",
            meaning="Community safety partnership; empty for a whole force",
            source=f"{_FILE}, Community Safety Partnership name",
        ),
        Column(
            name="authority_code",
            type="category",
            meaning="Local authority of the partnership",
            source=f"{_FILE}, Local Authority code",
        ),
        Column(
            name="measured",
            type="category",
            meaning="What the figure is: offences, rate, change, share, population or households",
            source=f"{_FILE}, title and heading",
        ),
        Column(
            name="label", type="category", meaning="Heading as published, without notes", source=f"{_FILE}, heading"
        ),
        Column(
            name="offence_group",
            type="category",
            meaning="Offence group by its name in ons_offence_groups.csv; empty for population and households",
            source=f"{_FILE}, heading",
        ),
        Column(
            name="value",
            type="float64",
            meaning="The figure; empty, and never nought, where the table gives a mark in its place",
            source=f"{_FILE}, cell",
        ),
        Column(
            name="missing",
            type="category",
            meaning="The mark that stands in place of a figure (u, u1, x, z), or `empty`",
            source=f"{_FILE}, cell",
        ),
        Column(
            name="missing_meaning",
            type="category",
            meaning="What the table says that the mark means",
            source=f"{_FILE}, lines above the table",
        ),
        Column(
            name="compared_with",
            type="category",
            meaning="Of a change: the last month of the twelve that it is held against",
            unit="YYYY-MM",
            source=f"{_FILE}, title",
        ),
        Column(
            name="line", type="int32", meaning="Line of the file on which the row begins", source="Reading the file"
        ),
    ),
)
