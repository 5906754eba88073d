"""The database roles: who owns the tables, who works in them, who may copy them.

The superuser makes them once and is used for nothing else. The application's role owns nothing, may create nothing and
cannot become another, so a fault in a page can never lift row security.
"""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

from polias.kit.server.addresses import DATABASE_NAME, PORT, ROLE_NAMES, Role, password_file, role_name
from polias.kit.server.folder import Home, kept_secret
from polias.kit.server.problem import ServerProblem

OLDEST_VERSION = 15

_RIGHTS: dict[Role, str] = {
    "owner": "LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS",
    "app": "LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS",
    "backup": "LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE BYPASSRLS",
}


def make_roles(home: Home) -> None:
    """Make the roles and the database of the private server; again changes nothing but the passwords, to those kept."""
    import psycopg

    where = f"host='{home.database / 'run'}' port={PORT} user=postgres"
    with psycopg.connect(f"{where} dbname=postgres", autocommit=True) as superuser:
        for role, name in ROLE_NAMES.items():
            _make_role(superuser, name, _RIGHTS[role], kept_secret(password_file(home, role), length_bytes=24))
        superuser.execute(f"grant pg_read_all_data to {ROLE_NAMES['backup']}")
        if not superuser.execute("select 1 from pg_database where datname = %s", [DATABASE_NAME]).fetchone():
            superuser.execute(f"create database {DATABASE_NAME} owner {ROLE_NAMES['owner']}")
        superuser.execute(f"revoke all on database {DATABASE_NAME} from public")
        superuser.execute(f"grant connect on database {DATABASE_NAME} to {', '.join(ROLE_NAMES.values())}")


def _make_role(superuser: Any, name: str, rights: str, password: str) -> None:
    """The password goes over as a SCRAM verifier, so that no server log can ever hold it."""
    from psycopg import sql

    verifier = superuser.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    exists = superuser.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone()
    verb = "alter" if exists else "create"
    superuser.execute(sql.SQL(f"{verb} role {name} {rights} password {{}}").format(sql.Literal(verifier)))


def let_the_application_in(cursor: Any, *, app_role: str) -> None:
    """As the owner, in the database to be migrated: the application may enter it.

    What it may touch there is granted table by table after each migration (polias.kit.database.security).
    """
    from psycopg import sql

    role = sql.Identifier(app_role)
    cursor.execute(sql.SQL("grant usage on schema public to {}").format(role))


def refuse_unsafe_roles(owner_url: str, app_url: str) -> None:
    """Raise ServerProblem unless both URLs lead to one PostgreSQL 15 or later, by two roles of unequal power."""
    import psycopg

    if role_name(owner_url) == role_name(app_url):
        raise ServerProblem(
            _("POLIAS_DATABASE_URL and POLIAS_OWNER_DATABASE_URL sign in as the same role, {role}.").format(
                role=role_name(app_url) or "?"
            ),
            _("Give the application a role of its own that owns no table; row security does not bind an owner."),
        )
    try:
        with psycopg.connect(app_url, connect_timeout=10) as connection:
            _refuse_an_old_server(connection.info.server_version)
            _refuse_power(connection, role_name(owner_url))
    except psycopg.OperationalError as error:
        raise ServerProblem(
            _("The database named in POLIAS_DATABASE_URL does not answer: {why}").format(why=str(error).strip()),
            _("Check that it runs and that the address, role and password are right."),
        ) from error


def _refuse_an_old_server(version: int) -> None:
    if version < OLDEST_VERSION * 10000:
        raise ServerProblem(
            _("The database is PostgreSQL {version}; Polias needs {oldest} or later.").format(
                version=version // 10000, oldest=OLDEST_VERSION
            ),
            _("Name a newer server in POLIAS_DATABASE_URL."),
        )


def _refuse_power(connection: Any, owner: str) -> None:
    query = """
        select rolsuper or rolbypassrls or exists (
            select 1 from pg_roles o where o.rolname = %s and pg_has_role(current_user, o.oid, 'member'))
        from pg_roles where rolname = current_user
    """
    if connection.execute(query, [owner]).fetchone()[0]:
        raise ServerProblem(
            _("The application's database role may go around row security."),
            _("Use a role that is neither superuser nor BYPASSRLS nor a member of the owner's role."),
        )
