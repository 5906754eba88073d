"""Where the database is and as whom to enter it: one URL for each role."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlencode

from polias.kit.server.folder import Home

Role = Literal["owner", "app", "backup"]

#: The private server's roles. Owner: owns every table and migrates. App: web and worker, under row security; owns none.
ROLE_NAMES: dict[Role, str] = {"owner": "polias_owner", "app": "polias_app", "backup": "polias_backup"}
DATABASE_NAME = "polias"
PORT = 5432

_VARIABLES: dict[Role, str] = {
    "owner": "POLIAS_OWNER_DATABASE_URL",
    "app": "POLIAS_DATABASE_URL",
    "backup": "POLIAS_BACKUP_DATABASE_URL",
}


def named_url(role: Role) -> str | None:
    """The URL that the environment gives for a role, or None: then the private server is used."""
    return os.environ.get(_VARIABLES[role]) or None


def database_url(home: Home, role: Role) -> str:
    """The URL of a role: the environment's, else the private server's (whether or not it runs)."""
    return named_url(role) or private_url(home, role)


def private_url(home: Home, role: Role) -> str:
    """The URL of a role on the private server; without a password before the server was first started."""
    password = password_file(home, role)
    secret = quote(password.read_text().strip(), safe="") if password.exists() else ""
    where = urlencode({"host": str(home.database / "run"), "port": PORT})
    return f"postgresql://{ROLE_NAMES[role]}:{secret}@/{DATABASE_NAME}?{where}"


def password_file(home: Home, role: Role) -> Path:
    """Where the private server's password of a role is kept."""
    return home.database / "keys" / role


def role_name(url: str) -> str:
    """The database role that a URL signs in as."""
    return str(connection_parts(url).get("user") or "")


def connection_parts(url: str) -> Mapping[str, Any]:
    """What a URL says, by libpq's own reading of it. Raises psycopg.ProgrammingError when it is no URL."""
    from psycopg.conninfo import conninfo_to_dict

    return conninfo_to_dict(url)


def django_database(url: str) -> dict[str, Any]:
    """A URL as an entry of Django's DATABASES; parameters such as sslmode become OPTIONS."""
    parts = dict(connection_parts(url))
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    entry = {name: str(parts.pop(key, "") or "") for name, key in known.items()}
    return {"ENGINE": "django.db.backends.postgresql", **entry, "OPTIONS": parts}
