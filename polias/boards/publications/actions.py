"""Putting something before the public: the only writer of public editions, always inside the deed that publishes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from polias.boards.publications.model import Edition
from polias.force.public import Force
from polias.kit.audit.canonical import canonical
from polias.kit.audit.log import disclosed
from polias.kit.record.deed import current_deed
from polias.kit.record.model import Record


def put_before_the_public(record: Record, *, because: str = "") -> Edition | None:
    """Publish a record as it stands now; None when nothing that everybody reads has changed since the last edition."""
    from polias.boards.publications.contents import CONTENTS

    kind, build = CONTENTS[record.TYPE]
    content = build(record)
    last = Edition.objects.filter(reference=record.reference).order_by("-number").first()
    if last is not None and last.digest == fingerprint(content) and not because:
        return None
    edition = edition_of(record, kind=kind, content=content, number=last.number + 1 if last else 1, because=because)
    edition.save(force_insert=True)
    disclosed(
        [record],
        actor=current_deed().actor,
        type_name=record.TYPE,
        recipient="everybody",
        form=f"public edition {edition.number}, {edition.digest}",
    )
    return edition


def edition_of(
    record: Record, *, kind: str, content: Mapping[str, Any], number: int = 1, because: str = "", at: Any = None
) -> Edition:
    """An edition, not yet stored."""
    return Edition(
        kind=kind,
        reference=record.reference,
        number=number,
        force=Force.objects.get(pk=record.force_id).slug,
        published_at=at or timezone.now(),
        because=because,
        content=content,
        digest=fingerprint(content),
    )


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 over the content in its canonical form."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
