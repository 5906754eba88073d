"""What the questions of a journey held when they were opened, carried by the page itself under the site's signature.

Kept in the page and not in the database, so that opening a form writes nothing and leaves no empty draft behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core import signing
from django.http import QueryDict

from polias.kit.access.actor import Actor

FIELD = "opened"


@dataclass(frozen=True)
class Opening:
    """The version of the record and the answers it gave; ``answers`` is None where they are not known."""

    version: int | None = None
    answers: Mapping[str, Sequence[str]] | None = None


def sealed(opening: Opening, *, actor: Actor, journey: str, about: str) -> str:
    """The opening as text for a hidden field, good only for this person and this journey."""
    answers = None if opening.answers is None else {name: list(values) for name, values in opening.answers.items()}
    content = {"v": opening.version, "a": answers}
    return signing.dumps(content, salt=_salt(actor, journey, about), compress=True)


def opening_in(posted: QueryDict, *, actor: Actor, journey: str, about: str) -> Opening:
    """What a posted form says it was opened on; a bare version is taken, with its answers not known."""
    try:
        content = signing.loads(posted.get(FIELD, ""), salt=_salt(actor, journey, about))
    except signing.BadSignature:
        bare = posted.get("version", "")
        return Opening(int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 10 else None)
    return Opening(content["v"], content["a"])


def _salt(actor: Actor, journey: str, about: str) -> str:
    return f"polias.opening:{actor.id}:{journey}:{about}"
