"""What is said at a contact, as frozen commands that forms, REST and tests fill alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Caller:
    """Who told us: somebody known (by reference), a name and a number, or nobody who would say."""

    name: str = ""
    phone: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Where:
    """Where it is: words, and where they are known the reference of a recorded location and the beat."""

    text: str = ""
    reference: str = ""
    beat_id: int | None = None


@dataclass(frozen=True)
class Vulnerability:
    """What was found about vulnerability: whether it could be asked, whether somebody is, and the answers by code.

    ``outcome`` empty means that it is asked later; yes-or-no answers are "yes" and "no".
    """

    outcome: Literal["", "assessed", "not_possible"] = ""
    vulnerable: bool | None = None
    reason: str = ""
    note: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
