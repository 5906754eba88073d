"""Reports of crime that wait to be decided give the range of a force's recorded crime."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from polias.contact.public import crime_recorded_from, decide, take
from polias.kit.access.acting import acting
from polias.kit.datasets.publish import publish
from polias.measures.public import figure
from polias.measures.tests.past import invent

NOW = datetime.now(UTC)
MONTH = NOW.date().replace(day=1)


def a_log(actor, *, opening_code="crime-theft"):
    return take(actor=actor, channel="101", received_at=NOW, opening_code=opening_code, summary="A bicycle is gone.")


@pytest.fixture
def asked(cast, home):
    """Crimes of this month, and reports: three wait, one became a crime, one none, and one is no report of a crime."""
    asha, idris = cast("asha"), cast("idris")
    invent(asha, first=NOW.replace(day=1, hour=0), last=NOW, a_month=60)
    with acting(idris):
        for _each in range(3):
            a_log(idris)
        a_log(idris, opening_code="alarm")
        decide(a_log(idris), actor=idris, decision="no_crime", reason="The bicycle was in the shed.")
        recorded = a_log(idris)
    with acting(asha):
        crime_recorded_from(recorded, crime_reference="NSH-CR-26-009999", actor=asha)
    publish(datasets=home / "datasets")

    def ask(code, **how):
        return figure(code, force="northshire", month=MONTH, datasets=home / "datasets", **how)

    return ask


def test_reports_that_wait_and_those_that_became_crimes_are_counted(asked):
    assert asked("waiting_to_be_recorded").value == 3
    became = asked("reports_that_became_crimes")
    assert (became.numerator, became.denominator) == (1, 2)


def test_what_waits_is_a_range_of_recorded_crime_and_no_measure_else(asked):
    crime = asked("recorded_crime")
    low, high = f"{crime.value:,.0f}", f"{crime.value + 1.5:,.0f}"
    assert f"of records await processing (range {low} to {high})" in " ".join(crime.trust_reasons)
    assert "await processing" not in " ".join(asked("recorded_within_24_hours").trust_reasons)
