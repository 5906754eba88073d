"""Most similar groups: which forces one is held against, as dated versions that each name their source."""

from __future__ import annotations

from dataclasses import dataclass

from polias.measures.sources.reference import group_memberships
from polias.measures.words import _, month_name


@dataclass(frozen=True)
class Group:
    """The forces (slugs) that one is most similar to, as listed from a month on; the force itself is not among them."""

    force: str
    members: tuple[str, ...]
    valid_from: str
    source: str
    source_status: str

    def said(self) -> str:
        """Which version of the group it is and how far it is confirmed."""
        return _("Most similar group as listed from {month}: {source}; {status}.").format(
            month=month_name(self.valid_from), source=self.source, status=self.source_status
        )


def most_similar(force: str, *, month: str) -> Group | None:
    """The group of a force (slug) as it stood in a month: the newest version that had begun and not ended; or None."""
    rows = [
        row
        for row in group_memberships()
        if row.force == force and row.valid_from <= month and (not row.valid_to or month <= row.valid_to)
    ]
    if not rows:
        return None
    newest = max(row.valid_from for row in rows)
    chosen = [row for row in rows if row.valid_from == newest and row.member != force]
    members = tuple(dict.fromkeys(row.member for row in chosen))
    return Group(force, members, newest, chosen[0].source, chosen[0].source_status)
