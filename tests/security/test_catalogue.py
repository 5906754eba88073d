"""What the database itself says of its tables, views, functions and roles against what the code declares."""

from __future__ import annotations

import psycopg
import pytest

from polias.kit.database.security import protected_tables
from polias.kit.database.unprotected import UNPROTECTED

#: The functions that run with the owner's rights, each with its reason; all of them say whose session it is.
DEFINERS = {
    "polias_open_session(bigint,integer)": "Sign-in turns an actor into an unguessable key.",
    "polias_close_session(text)": "Sign-out ends it.",
    "polias_forget_expired_sessions()": "The night takes away what has run out.",
    "polias_session_actor(text)": "Whose key it is.",
    "polias_actor()": "Whose session this transaction is.",
    "polias_reach()": "What that actor may see.",
    "polias_reach(integer)": "The same for one record type.",
    "polias_home()": "Where that actor may write.",
    "polias_is_system()": "Whether it is a part of Polias itself.",
    "polias_describe_session(text,text,text,integer)": "On which device a session was opened, and when it lapses.",
    "polias_use_session(text,text)": "Whose key it is, noting that it was used.",
    "polias_sessions_beside(text)": "Where the holder of a key is signed in.",
    "polias_end_sessions(text,uuid)": "Ends sessions of the holder of a key, and of nobody else.",
    "polias_unnamed_files(text[])": "Whether any row at all names a file, before the sweep removes it.",
    "polias_admitted()": "Which records that actor is admitted to by name.",
    "polias_excluded()": "Which records that actor never sees.",
    "polias_only_reads()": "Which records that actor sees in an emergency alone.",
    "polias_also_read()": "Which records of other forces that actor's force reads, as if they were its own.",
    "polias_take_over(uuid,boolean)": "Moves a record that was offered to that actor's force, and nothing else.",
    "polias_hand_back(uuid)": "Undoes that in the same transaction, so that a refusal can be written.",
    "polias_reviews()": "Whose emergency accesses that actor reviews.",
    "polias_session_sees(text)": "The same lists for the application's own filter.",
    "polias_locked(text)": "Whom to ask about a locked record that the actor would otherwise see.",
    "polias_count_locked(integer)": "How many of those there are, of one type.",
    "polias_crimes_shut(uuid,uuid)": "How far the crimes of a log shut it, to those who see the log.",
    "polias_pair_held_back(uuid)": "Whether care is needed with either of its people, to those who see the pair.",
    "polias_people_shut(uuid,uuid)": "How far its people shut a pair, to those who see the pair.",
    "polias_words_in_crime_reports(text,text,integer,integer)": "Ids of crimes the actor sees that hold words.",
    "polias_words_in_crime_imported(text,text,integer,integer)": "The same of crimes from other systems.",
    "polias_words_in_contact_logs(text,text,integer,integer)": "The same of contacts.",
    "polias_filed(integer,bigint[],real[],integer[],integer)": "Ids that the actor sees, filed under search keys.",
    "polias_near(integer,bigint[],integer)": "Numbers of names that occur where the actor sees, spelt nearly so.",
    "polias_learn_name()": "A trigger: a name that is filed for the first time in a compartment joins the vocabulary.",
    "polias_forget_name()": "A trigger: with its last bearer there it leaves it again.",
    "polias_open_in_emergency(text,text,integer,timestamp with time zone,text,text,text)": (
        "Opens one record for a while, and puts that up for review in the same statement."
    ),
    "polias_emergency_numbers()": "How many there were and how many wait for review: numbers alone.",
}
#: The table of those keys: no right of any kind for the application.
OWNERS_ALONE = {"polias_access_session"}


def names(connection, query):
    return {row[0] for row in connection.execute(query).fetchall()}


def leaky_views(connection):
    """Views that show with their owner's eyes, and materialised ones, which know no row security."""
    return names(
        connection,
        "select relname from pg_class where relnamespace = 'public'::regnamespace and (relkind = 'm' or relkind = 'v'"
        " and not coalesce(reloptions::text[] @> array['security_invoker=true'], false))",
    )


def definers(connection):
    return names(
        connection,
        "select p.oid::regprocedure::text from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace",
    )


def open_tables(connection):
    """Tables without row security that binds their owner too."""
    return names(
        connection,
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        " and not relispartition and not (relrowsecurity and relforcerowsecurity)",
    )


def reachable_partitions(connection, role="polias_app"):
    return names(
        connection,
        "select relname from pg_class where relispartition and relkind = 'r'"
        f" and has_table_privilege('{role}', oid, 'select, insert, update, delete')",
    )


def test_no_view_looks_with_its_owners_eyes(everything):
    assert leaky_views(everything) == set()


def test_definer_functions_are_the_listed_ones(everything):
    assert definers(everything) == set(DEFINERS)
    paths = names(
        everything, "select proname from pg_proc where prosecdef and not proconfig::text like '%search_path=public%'"
    )
    assert paths == set(), "each sets its own search path"


def test_the_tables_without_row_security_are_the_listed_ones(everything):
    assert open_tables(everything) == set(UNPROTECTED) | OWNERS_ALONE
    assert all(open_.reason.endswith(".") for open_ in UNPROTECTED.values())
    assert not set(UNPROTECTED) & set(protected_tables())


def test_the_application_has_exactly_the_declared_rights_on_them(everything):
    granted: dict[str, set[str]] = {}
    rows = everything.execute(
        "select table_name, lower(privilege_type) from information_schema.role_table_grants"
        " where grantee = 'polias_app' and table_schema = 'public' and privilege_type <> 'TRUNCATE'"
    ).fetchall()
    for table, right in rows:
        granted.setdefault(table, set()).add(right)
    for table, open_ in UNPROTECTED.items():
        assert granted.get(table, set()) == {right.strip() for right in open_.rights.split(",")}, table
    assert not OWNERS_ALONE & set(granted)


@pytest.mark.parametrize("table", ["polias_access_session", "kit_auditrow_202611", "kit_auditrow_else"])
def test_the_application_reads_neither_keys_nor_partitions(application, table):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute(f"select * from {table}")


def test_no_partition_is_a_way_around_its_table(everything):
    # The tests' own right to empty tables is no right to read them.
    assert reachable_partitions(everything) == set()


def test_the_application_owns_nothing_and_is_bound(everything):
    assert names(everything, "select relname from pg_class where relowner = 'polias_app'::regrole") == set()
    assert names(everything, "select proname from pg_proc where proowner = 'polias_app'::regrole") == set()
    power = everything.execute(
        "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = 'polias_app'"
    )
    assert power.fetchone() == (False,)
    assert (
        names(everything, "select roleid::regrole::text from pg_auth_members where member='polias_app'::regrole")
        == set()
    )


def test_nobody_but_the_application_and_the_backup_was_given_anything(everything):
    given = names(
        everything,
        "select distinct grantee from information_schema.role_table_grants where table_schema = 'public'",
    )
    assert given <= {"polias_owner", "polias_app"}


@pytest.mark.parametrize(
    ("planted", "seen"),
    [
        ("create view planted as select * from crime_crimereport", leaky_views),
        ("create materialized view planted as select * from crime_crimereport", leaky_views),
        ("create table planted (id int)", open_tables),
        ("alter table crime_crimereport no force row level security", open_tables),
        ("grant select on kit_auditrow_202611 to polias_app", reachable_partitions),
        (
            "create function planted() returns bigint language sql security definer as"
            " 'select count(*) from crime_crimereport'",
            definers,
        ),
    ],
)
def test_each_planted_hole_is_caught(everything, planted, seen):
    before = seen(everything)
    everything.execute(planted)
    assert len(seen(everything) - before) == 1


def test_a_planted_view_would_indeed_show_everything(two_forces, application):
    """Why the test above matters."""
    two_forces.as_owner(
        "create view planted as select * from crime_crimereport", "grant select on planted to polias_app"
    )
    try:
        assert application.execute("select count(*) from planted").fetchone()[0] > 0
    finally:
        application.rollback()
        two_forces.as_owner("drop view planted")
