"""Which packs there are: one for each source of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from polias.measures.definitions import harmed, police_uk, records
from polias.measures.engine.pack import Hotspots, Pack

#: Places of a street file are anonymised points in a statistical area: the area is as near as it says anything.
_BY_AREA = replace(police_uk.RECORDED_CRIME, group_by=(*police_uk.RECORDED_CRIME.group_by, "lsoa_name"))

PACKS: Mapping[str, Pack] = {
    "police-uk": Pack(
        name="police-uk",
        measures=police_uk.ALL,
        groupings=((), ("crime_type",), ("district",)),
        hotspots=(Hotspots(measure=_BY_AREA, by=("lsoa_name",)),),
    ),
    "records": Pack(
        name="records",
        measures=(
            records.RECORDED_CRIME, records.RECORDED_WITHIN_24_HOURS, records.OUTCOME_RATE, records.QUEUE_AGE,
            records.DUPLICATE_RATE, *harmed.ALL,
        ),
        groupings=((), ("offence_group",), ("district",)),
        hotspots=(Hotspots(measure=records.RECORDED_CRIME, by=("district", "offence_group"), most=10),),
    ),
}  # fmt: skip
