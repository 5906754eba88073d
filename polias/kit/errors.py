"""The kit's errors: one base, named per case, carrying data; mapped once to page, problem+json and exit code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from polias.kit.rules.rule import Breach


class PoliasError(Exception):
    """Something the user can be told in one sentence, with what to do next."""

    status = 400
    slug = "refused"

    def __init__(self, sentence: str, *, do: str = "", leaves: Sequence[Any] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.do = do
        #: Audit rows that are kept although the refusal undoes everything else.
        self.leaves = tuple(leaves)


class NotFound(PoliasError):
    """No such record for this actor: said the same way whether it is unknown or forbidden."""

    status = 404
    slug = "not-found"

    def __init__(self, reference: str = "", *, leaves: Sequence[Any] = ()) -> None:
        super().__init__(
            _("There is no record with this reference that you may see."),
            do=_("Check the reference. If you expected to see it, ask your supervisor."),
            leaves=leaves,
        )
        self.reference = reference


class NotAllowed(PoliasError):
    """The actor may see the record but this deed is not theirs to do."""

    status = 403
    slug = "not-allowed"


class Locked(NotAllowed):
    """The record is there and would be the actor's to see, but it is locked; somebody can be asked."""

    slug = "locked"

    def __init__(self, reference: str, *, contact: str) -> None:
        super().__init__(
            _("This record is locked: ask %(name)s.") % {"name": contact},
            do=_("Say why you need it. In an emergency you may open it yourself; somebody looks at that afterwards."),
        )
        self.reference, self.contact = reference, contact


class Conflict(PoliasError):
    """The record moved on since it was read."""

    status = 409
    slug = "conflict"

    def __init__(self, sentence: str, *, do: str = "", current_version: int | None = None) -> None:
        super().__init__(sentence, do=do)
        self.current_version = current_version


class InProgress(PoliasError):
    """The same request is being done at this moment; asked again in a second, it is answered with its result."""

    status = 409
    slug = "in-progress"


class VersionMissing(PoliasError):
    """A change was asked for without saying which version of the record it is meant for."""

    status = 428
    slug = "version-missing"


class KeyReused(PoliasError):
    """An idempotency key came again with other words."""

    status = 422
    slug = "key-reused"


class RuleBreach(PoliasError):
    """One or more rules refuse the deed; all of them at once."""

    status = 422
    slug = "rule-breach"

    def __init__(self, breaches: Sequence[Breach]) -> None:
        super().__init__("; ".join(b.sentence for b in breaches))
        self.breaches = list(breaches)
