"""Invariant 6: every record type says how sensitive it is, how long it is kept, what it is for and whose it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from polias.force.public import ROLES
from polias.kit.record.types import RecordType, record_types

CLASSIFICATIONS = {"public", "members", "operational", "personal"}


def missing(declared: RecordType) -> list[str]:
    """What a declaration leaves unsaid or says in words nobody knows."""
    found = [name for name in ("retention", "purpose", "owner", "prefix") if not str(getattr(declared, name)).strip()]
    if declared.classification not in CLASSIFICATIONS:
        found.append("classification")
    if len(declared.purpose.split()) < 4:
        found.append("purpose")
    if unknown := set(declared.grants) - set(ROLES):
        found.append(f"grants to {', '.join(sorted(unknown))}")
    if not any("view" in verbs for verbs in declared.grants.values()):
        found.append("a reader")
    return found


def test_every_record_type_is_classified_kept_for_a_time_purposeful_and_owned():
    assert {t.name: missing(t) for t in record_types() if missing(t)} == {}


def test_folder_address_and_numbers_follow_the_name():
    for declared in record_types():
        assert declared.model.__module__.startswith(f"polias.{declared.name}.")
    numbers = [t.number for t in record_types()]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"classification": ""}, ["classification"]),
        ({"classification": "rather secret"}, ["classification"]),
        ({"retention": " "}, ["retention"]),
        ({"purpose": ""}, ["purpose", "purpose"]),
        ({"owner": ""}, ["owner"]),
        ({"grants": {"wizard": frozenset({"view"})}}, ["grants to wizard"]),
        ({"grants": {}}, ["a reader"]),
    ],
)
def test_a_planted_omission_is_caught(change, said):
    assert missing(replace(record_types()[0], **change)) == said
