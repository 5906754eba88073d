"""The dataset that street files become: one row per crime or incident per month per force."""

from __future__ import annotations

from polias.kit.datasets import Column, Dataset

_FILE = "data.police.uk street file"

POLICE_UK_STREET = Dataset(
    name="police_uk_street",
    title="Crimes and anti-social behaviour as published on data.police.uk",
    grain="One row per row of a street file: a recorded crime, or an incident of anti-social behaviour",
    source="data.police.uk, street-level crime files",
    licence="Open Government Licence v3.0",
    columns=(
        Column(
            name="force",
            type="category",
            meaning="The force the row counts for, by its data.police.uk slug",
            source=f"{_FILE}, Falls within",
        ),
        Column(
            name="month",
            type="category",
            meaning="The month the row counts in",
            unit="YYYY-MM",
            source=f"{_FILE}, Month",
        ),
        Column(
            name="crime_id",
            type="string",
            meaning="Published identifier; anti-social behaviour has none",
            source=f"{_FILE}, Crime ID",
        ),
        Column(
            name="reported_by", type="category", meaning="The force that sent the row", source=f"{_FILE}, Reported by"
        ),
        Column(
            name="longitude",
            type="float64",
            unit="degrees",
            source=f"{_FILE}, Longitude",
            meaning="Of an anonymised point near the place; empty where the place is not known",
        ),
        Column(
            name="latitude",
            type="float64",
            unit="degrees",
            source=f"{_FILE}, Latitude",
            meaning="Of an anonymised point near the place; empty where the place is not known",
        ),
        Column(name="location", type="string", meaning="Name of the anonymised point", source=f"{_FILE}, Location"),
        Column(
            name="lsoa_code",
            type="category",
            meaning="Statistical area of the anonymised point",
            source=f"{_FILE}, LSOA code",
        ),
        Column(
            name="lsoa_name", type="category", meaning="Name of that statistical area", source=f"{_FILE}, LSOA name"
        ),
        Column(
            name="district",
            type="category",
            meaning="The local authority named in the statistical area's name",
            source=f"{_FILE}, LSOA name without its last part",
        ),
        Column(
            name="crime_type",
            type="category",
            meaning="Kind of crime, or anti-social behaviour",
            source=f"{_FILE}, Crime type",
        ),
        Column(
            name="is_recorded_crime",
            type="bool",
            meaning="False for anti-social behaviour, which is no crime",
            source="police_uk_crime_types.csv",
        ),
        Column(
            name="last_outcome",
            type="category",
            meaning="Latest outcome when the file was published",
            source=f"{_FILE}, Last outcome category",
        ),
        Column(
            name="outcome_stage",
            type="category",
            source="police_uk_outcomes.csv",
            meaning="known, open or unknown; empty for anti-social behaviour",
        ),
        Column(
            name="context", type="string", meaning="Free remark; empty in every file seen", source=f"{_FILE}, Context"
        ),
        Column(name="line", type="int32", meaning="Line of the file the row stood on", source="counted on reading"),
    ),
)
