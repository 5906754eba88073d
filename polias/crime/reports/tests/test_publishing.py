"""Following the register's change log gives the same files as publishing afresh, whatever was done in between."""

import threading
from datetime import UTC, datetime

import pyarrow.parquet as pq
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polias.crime.corrections.actions import cancel, classify, reopen
from polias.crime.corrections.tests.factories import NOT_TOLD
from polias.crime.outcomes.actions import give_outcome
from polias.crime.reports.model import CrimeReport
from polias.crime.reports.tests.brought_in import a_past_crime
from polias.crime.reports.tests.factories import CLOSED, a_crime
from polias.kit.access.acting import acting
from polias.kit.access.sessions import actor_named, system_actor
from polias.kit.audit.model import AuditRow
from polias.kit.datasets.marks import read_mark, write_mark
from polias.kit.datasets.publish import publish
from polias.manifest import current_partitions

DATASETS = ("crime_outcomes", "crime_reports")


def contents(datasets):
    """The rows now published of each partition, in their order."""
    found = {}
    for dataset in DATASETS:
        for folder, manifest in current_partitions(datasets, dataset=dataset):
            rows = pq.read_table(folder / manifest.current.file, partitioning=None).to_pylist()
            if rows or manifest.keys["restriction"] == "open":
                found[dataset, *manifest.keys.values()] = rows
    return found


def _to_another_class(crime, *, actor):
    offence = "46" if crime.offence == "8N" else "8N"
    return classify(crime, actor=actor, offence=offence, rationale="He was hit, or he was not.")


def _deeds() -> dict:
    """Verbs by name; each takes the newest crime that it can be done to, and is left out when there is none."""
    asha, ben, lena = (actor_named(name) for name in ("asha", "ben", "lena"))

    def newest(actor, state):
        with acting(actor):
            return CrimeReport.objects.filter(register__state=state).order_by("-pk").first()

    def done_to(state, deed, actor, **how):
        crime = newest(actor, state)
        return deed(crime, actor=actor, **how) if crime else None

    return {
        "record": lambda: a_crime(asha),
        "long ago": lambda: a_past_crime(asha, recorded_at=datetime(2026, 3, 31, 23, 30, tzinfo=UTC)),
        "restricted": lambda: a_past_crime(asha, recorded_at=datetime(2026, 3, 2, 9, tzinfo=UTC), grade=1),
        "classify": lambda: done_to("recorded", _to_another_class, lena),
        "cancel": lambda: done_to(
            "recorded", cancel, lena, category="C4", rationale="It was lost, not taken.", reasons=NOT_TOLD
        ),
        "outcome": lambda: done_to("recorded", give_outcome, ben, code="18", said=CLOSED, rationale="Nobody was seen."),
        "reopen": lambda: done_to("finalised", reopen, ben, rationale="There is a witness."),
        "publish": lambda: None,
    }


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["record", "long ago", "restricted", "classify", "cancel", "outcome", "reopen", "publish"]),
        min_size=3,
        max_size=9,
    )
)
def test_following_changes_equals_publishing_afresh(own_database, tmp_path_factory, steps):
    own_database.as_owner("truncate kit_register, kit_auditrow, kit_outboxrow, kit_idempotencyrow cascade")
    following, afresh = tmp_path_factory.mktemp("following"), tmp_path_factory.mktemp("afresh")
    deeds = _deeds()
    publish(datasets=following, only=DATASETS)
    for step in steps:
        deeds[step]()
        if step == "publish":
            assert not any(one.afresh for one in publish(datasets=following, only=DATASETS))
    publish(datasets=following, only=DATASETS)
    publish(datasets=afresh, only=DATASETS, afresh=True)
    assert contents(following) == contents(afresh)


def test_a_slow_transaction_that_began_first_is_not_passed_over(own_database, tmp_path):
    publish(datasets=tmp_path)
    entered, may_commit = threading.Event(), threading.Event()

    def slowly() -> None:
        with acting(actor_named("asha")) as asha:
            a_crime(asha)
            entered.set()
            may_commit.wait(20)
        connection.close()

    slow = threading.Thread(target=slowly)
    slow.start()
    assert entered.wait(20)
    # In another force: within one, the numbers of records are given one after the other.
    a_crime(actor_named("carys"))
    publish(datasets=tmp_path)
    may_commit.set()
    slow.join(20)
    publish(datasets=tmp_path)
    crimes = [row for key, rows in contents(tmp_path).items() if key[0] == "crime_reports" for row in rows]
    assert len(crimes) == 2


def test_only_the_months_that_changed_are_rewritten_and_a_look_at_nothing_writes_nothing(own_database, tmp_path):
    asha = actor_named("asha")
    a_past_crime(asha, recorded_at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    publish(datasets=tmp_path, only=("crime_reports",))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    (nothing,) = publish(datasets=tmp_path, only=("crime_reports",))
    assert (nothing.followed, nothing.looked_at) == (0, ())
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before
    a_crime(asha)
    (one,) = publish(datasets=tmp_path, only=("crime_reports",))
    assert one.followed == 1
    assert [unit.month for unit in one.changed] != ["2026-03"]
    assert len(one.changed) == 1


def test_a_mark_of_another_database_is_not_followed(own_database, tmp_path):
    a_crime(actor_named("asha"))
    publish(datasets=tmp_path, only=("crime_reports",))
    mark = read_mark(tmp_path / "crime_reports")
    assert mark is not None
    write_mark(tmp_path / "crime_reports", type(mark)(database="another", below=0, basis=mark.basis, month=mark.month))
    (again,) = publish(datasets=tmp_path, only=("crime_reports",))
    assert again.afresh
    assert again.changed == (), "all was looked at, and what was the same made no new version"


def test_what_was_put_together_is_logged(own_database, tmp_path):
    a_crime(actor_named("asha"))
    publish(datasets=tmp_path, only=("crime_reports",))
    with acting(actor_named("asha")):
        assert not AuditRow.objects.filter(kind="combination").exists(), (
            "an investigator does not see what the system did"
        )
    with acting(system_actor()):
        (row,) = AuditRow.objects.filter(kind="combination")
        assert row.verb == "crime.reports.publish"
        assert "northshire" in row.content
