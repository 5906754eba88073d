"""P12: every migration forward, back and forward again over many crimes, and older code at work on the newer tables."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.promises.ledger import in_full
from tests.promises.schema import Watch, as_owner_in, columns, common, sums

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("upgrades")]

ROOT = Path(__file__).resolve().parents[2]
CRIMES = 100_000 if in_full() else 200
OURS = {name.split(".")[-1] for name in settings.INSTALLED_APPS if name.startswith("polias.")}
TEMPORARY, NEW_TABLES = "polias_upgrade", "polias_new_tables"
#: Of the earlier code: what works with records. Its tests of the catalogue itself know no table that is newer.
BUILT = "polias/kit/govuk/static/built"
TESTS = ["polias", "-m", "not browser and not pdf"] if in_full() else ["polias/crime/reports/tests/test_actions.py"]


@pytest.fixture(scope="module")
def filled(django_db_setup: None, private_server: Any, django_db_blocker: Any) -> Iterator[str]:
    """A database with every table and many crimes, entered as the owner."""
    from django.core.management import call_command

    from tests.promises.load.fill import Amount, cast, fill_one_force

    with django_db_blocker.unblock(), as_owner_in(private_server, TEMPORARY) as url:
        call_command("migrate", verbosity=0, interactive=False)
        amount = Amount(people=CRIMES, crimes=CRIMES, users=4)
        cast(amount)
        for force in ("NSH", "EMR"):
            fill_one_force(force, amount)
        _some_of_everything_else()
        yield url


def _some_of_everything_else() -> None:
    """What the filling leaves empty and a migration changes, so that going back has something to keep."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into kit_seal (position, rows, digest, previous, sealed_at, below, database)"
            " values (1, 0, '\\x00', '\\x00', now(), 1, 'somewhere')"
        )


def executor() -> MigrationExecutor:
    """Afresh each time: it remembers what was applied when it was made."""
    return MigrationExecutor(connection)


def our_migrations() -> list[tuple[str, str]]:
    """Every migration of Polias in the order in which they are made."""
    one = executor()
    plan = one.migration_plan(one.loader.graph.leaf_nodes(), clean_start=True)
    return [(m.app_label, m.name) for m, _backwards in plan if m.app_label in OURS]


def leaves() -> Any:
    return executor().loader.graph.leaf_nodes()


def before(migration: tuple[str, str]) -> list[tuple[str, str | None]]:
    """The state just before a migration: its app at the one before it; whatever stands on it goes back too."""
    graph = executor().loader.graph
    same_app = [key for key in graph.node_map[migration].parents if key[0] == migration[0]]
    return [(migration[0], same_app[0].key[1] if same_app else None)]


def test_every_migration_can_be_undone_and_made_again_without_changing_a_row(
    filled: str, prove: Callable[..., None]
) -> None:
    """One after the other, with what stands on it; what the older tables can hold is afterwards as it was before."""
    wrong, tried, longest, slowest = [], 0, 0.0, ""
    # In the short form the newest of each app: an older one was tried when it was the newest.
    chosen = our_migrations() if in_full() else list(dict(our_migrations()).items())
    for migration in reversed(chosen):
        if executor().loader.graph.node_map[migration].parents == set() or _is_first(migration):
            continue  # The first of an app makes its tables: there is nothing older that could hold a row.
        was, held = columns(), sums(columns())
        with Watch(filled) as watch:
            executor().migrate(before(migration))
            older = common(was, columns())
            gone_back = sums(older)
            executor().migrate(leaves())
        tried += 1
        kept = sums(older)
        same = {table: value for table, value in held.items() if older.get(table) == was[table]}
        wrong += [f"{migration}: {t}" for t in older if gone_back[t] != kept[t]]
        wrong += [f"{migration}: {t} back" for t, value in same.items() if gone_back[t] != value]
        if watch.longest > longest:
            longest, slowest = watch.longest, f"{migration[0]}.{migration[1]} on {watch.waited_for}"
    print(*wrong, sep="\n")
    figure = f"{tried} migrations back and forward over {CRIMES:,} crimes, {len(wrong)} checksums differ"
    prove(
        "P12", "migrations undone and made again", figure=figure, goal="equal checksums", holds=tried > 0 and not wrong
    )
    said = f"{longest:.2f} s at most ({slowest})" if slowest else "nobody waited"
    # A busy machine makes anything slow: only a long run by itself is held to the goal.
    prove(
        "P12", "waiting for a table that is changed", figure=said, goal="2 s", holds=longest <= (2 if in_full() else 60)
    )


def _is_first(migration: tuple[str, str]) -> bool:
    return not any(key.key[0] == migration[0] for key in executor().loader.graph.node_map[migration].parents)


def test_vocabularies_of_forces_become_one_and_go_back_to_each(filled: str) -> None:
    """Keywords of two forces, one of which has two editions: one edition for each day, of what both had then."""
    line = "code,label,synonyms,valid_from,valid_to\n"
    had = [
        (901, "2026-01-01", 0, "knife,Knife,blade,,\n"),
        (901, "2026-01-01", 1, "knife,Knife,blade|shank,,\nscooter,Scooter,,2026-01-01,\n"),
        (902, "2026-03-01", 0, "knife,Knife,dagger,,2026-02-28\n"),
    ]
    executor().migrate([("crime", "0020_taken_over_elsewhere")])
    with connection.cursor() as cursor:
        cursor.executemany(
            'insert into crime_edition (force_id, "table", valid_from, turn, source, content, loaded_at, loaded_by)'
            " values (%s, 'keywords', %s, %s, 'Board', %s, now(), 1)",
            [(force, day, turn, line + rows) for force, day, turn, rows in had],
        )
    executor().migrate(leaves())
    shared = _editions("force_id is null")
    executor().migrate([("crime", "0020_taken_over_elsewhere")])
    again, own = _editions("force_id = 902"), _editions("force_id is null")
    with connection.cursor() as cursor:
        cursor.execute("delete from crime_edition")
    executor().migrate(leaves())
    assert [day for day, _turn, _content in shared] == ["2026-01-01", "2026-03-01"]
    assert shared[0][2] == line + had[1][3]
    assert shared[1][2] == line + "knife,Knife,blade|shank|dagger,,\nscooter,Scooter,,2026-01-01,\n"
    assert [(day, turn) for day, turn, _content in again] == [("2026-01-01", 0), ("2026-03-01", 0), ("2026-03-01", 1)]
    assert again[-1][2] == shared[1][2], "behind what the force had of the same day"
    assert own == []


def _editions(where: str) -> list[tuple[str, int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select valid_from::text, turn, content from crime_edition where {where} order by valid_from, turn"
        )
        return list(cursor.fetchall())


def test_the_policies_are_put_in_place_again_while_people_work(filled: str, prove: Callable[..., None]) -> None:
    """After each migration all grants and policies are made anew, in one transaction that everybody waits for."""
    from polias.kit.database.security import secure

    with Watch(filled) as watch:
        secure()
    figure = f"{watch.longest:.2f} s"
    holds = watch.longest <= (2 if in_full() else 60)
    prove("P12", "waiting while policies are made anew", figure=figure, goal="2 s", holds=holds)


def test_a_key_that_stands_is_left_alone_and_a_wrong_one_is_put_right(filled: str) -> None:
    """To make a key anew reads every row of its table, and everybody waits meanwhile."""
    from polias.kit.database.security import secure

    def keys() -> dict[str, tuple[int, str]]:
        with connection.cursor() as cursor:
            cursor.execute("select conname, oid, pg_get_constraintdef(oid) from pg_constraint where conname ~ '_copy$'")
            return {name: (number, said) for name, number, said in cursor.fetchall()}

    stood = keys()
    with connection.cursor() as cursor:
        cursor.execute("alter table pole_person drop constraint pole_person_copy")
        cursor.execute(
            "alter table pole_person add constraint pole_person_copy foreign key (register_id, force_id, grade)"
            " references kit_register (id, force_id, grade)"
        )
    secure()
    now = keys()
    assert {name for name in stood if now[name] != stood[name]} == {"pole_person_copy"}
    assert now["pole_person_copy"][1] == stood["pole_person_copy"][1], "it cascades again"


def test_everything_can_be_taken_away_and_made_from_nothing(
    django_db_setup: None, private_server: Any, django_db_blocker: Any
) -> None:
    """Also the first migration of each app has a way back, and leaves no table of its own behind."""
    from django.core.management import call_command

    with django_db_blocker.unblock(), as_owner_in(private_server, f"{TEMPORARY}_empty"):
        call_command("migrate", verbosity=0, interactive=False)
        made = columns()
        executor().migrate([(app, None) for app in sorted(OURS & {key[0] for key in our_migrations()})])
        assert [table for table in columns() if table.split("_")[0] in OURS] == []
        executor().migrate(leaves())
        assert columns() == made


def earlier_code() -> str | None:
    """The commit just before the tables were last changed; None where the history here does not go back so far."""
    changed = _git("log", "-1", "--format=%H", "--", "polias/**/migrations/*.py", "polias/kit/database")
    return _git("rev-parse", "--verify", "--quiet", f"{changed}~1") or None if changed else None


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


@pytest.fixture
def worktree(tmp_path: Path) -> Iterator[Path | None]:
    """The code as it was before the last change of the tables, in a folder of its own."""
    commit = earlier_code()
    if commit is None:
        yield None
        return
    folder = tmp_path / "earlier"
    with contextlib.ExitStack() as stack:
        _git("worktree", "add", "--detach", str(folder), commit)
        stack.callback(_git, "worktree", "remove", "--force", str(folder))
        (folder / BUILT).symlink_to(ROOT / BUILT)  # What npm made is in no commit.
        yield folder


def test_the_code_before_the_last_change_of_tables_works_on_the_new_ones(
    worktree: Path | None, filled: str, private_server: Any, prove: Callable[..., None]
) -> None:
    """Its web processes go on for a while after the tables were changed: signing in, recording, reading."""
    if worktree is None:
        print("\nThis copy of the repository has no earlier commit, so there is no earlier code to try.")
        return
    connection.close()
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "promises" / "day_at_work.py")],
        cwd=worktree, env=_environment(worktree, private_server), capture_output=True, text=True, check=False,
    )  # fmt: skip
    print(done.stdout[-3000:], done.stderr[-3000:])
    did = done.stdout.strip() if done.returncode == 0 else "not all was taken"
    figure = f"{did} by the code of {str(earlier_code())[:7]}"
    prove("P12", "earlier code on the new tables", figure=figure, goal="all taken", holds=done.returncode == 0)


def test_the_tests_from_before_the_last_change_of_tables_pass_on_the_new_ones(
    worktree: Path | None,
    django_db_setup: None,
    private_server: Any,
    django_db_blocker: Any,
    prove: Callable[..., None],
) -> None:
    """The tests of every module and of the kit, as they were, in tables that the code of today has made."""
    from django.core.management import call_command

    if worktree is None:
        return
    with django_db_blocker.unblock(), as_owner_in(private_server, NEW_TABLES):
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "on_new_tables", "-p", "no:cacheprovider",
             "--tb=short", "--disable-warnings", *TESTS],
            cwd=worktree, env=_for_its_tests(worktree), capture_output=True, text=True, check=False,
        )  # fmt: skip
    last = done.stdout.strip().splitlines()[-1]
    print(done.stdout[-30_000:])
    figure = f"{last.strip('= ')}, tests of {str(earlier_code())[:7]}"
    prove("P12", "earlier tests on the new tables", figure=figure, goal="all pass", holds=done.returncode == 0)


def _for_its_tests(code: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("POLIAS_", "PYTEST_"))}
    paths = os.pathsep.join([str(code), str(Path(__file__).parent)])
    # The same server as ours: each parallel worker has one of its own.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    tests_home = os.environ["POLIAS_TESTS_HOME"]
    home = {"POLIAS_TESTS_HOME": tests_home, "PYTEST_XDIST_WORKER": worker, "POLIAS_NEW_TABLES": NEW_TABLES}
    return own | home | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}


def _environment(code: Path, server: Any) -> dict[str, str]:
    def at(url: str) -> str:
        return psycopg.conninfo.make_conninfo(url, dbname=TEMPORARY)

    return {
        **os.environ,
        "PYTHONPATH": str(code),
        "PYTHONDONTWRITEBYTECODE": "1",
        "POLIAS_DATABASE_URL": at(server.app_url),
        "POLIAS_OWNER_DATABASE_URL": at(server.owner_url),
        "POLIAS_DEMO": "1",
    }
