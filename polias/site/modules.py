"""Which modules each profile has, from the ground up; settings and the command line both read it here."""

from __future__ import annotations

from pathlib import Path

from polias.kit.server.folder import Profile

PACKAGE = Path(__file__).resolve().parent.parent

FULL = ("kit", "force", "pole", "contact", "crime", "quality", "measures", "boards", "site")

#: Left out of the scrutiny profile altogether: no table, no menu, no address, no command.
OPERATIONAL = frozenset({"pole", "contact", "crime", "quality"})


def modules_of(profile: Profile) -> tuple[str, ...]:
    """Names of the modules in a profile, in the order of the layers."""
    names = FULL if profile == "full" else tuple(name for name in FULL if name not in OPERATIONAL)
    return tuple(name for name in names if (PACKAGE / name / "__init__.py").exists())
