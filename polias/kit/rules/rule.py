"""Rule and Breach: a pure function on frozen facts, with a code, the sentence a person reads, and a source."""

from __future__ import annotations

import enum
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from polias.kit.errors import RuleBreach


class Severity(enum.StrEnum):
    """BLOCK cannot be passed; ASK may, with a reason that is kept and counted; NOTE only tells."""

    BLOCK = "block"
    ASK = "ask"
    NOTE = "note"


@dataclass(frozen=True)
class Breach:
    """One rule that does not hold: the field it is about and the sentence that says what to do."""

    field: str
    sentence: str
    code: str = ""
    severity: Severity = Severity.BLOCK
    source: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule of the book: ``moves`` are the verbs from which it applies."""

    code: str
    function: Callable[[Any], Breach | None]
    source: str
    severity: Severity
    moves: tuple[str, ...]
    status: str

    @property
    def sentence(self) -> str:
        """What the rule says, in the reader's language; translations are keyed by its code."""
        return pgettext(self.code, self.own_words) if self.own_words else ""

    @property
    def own_words(self) -> str:
        return inspect.getdoc(self.function) or ""

    def __call__(self, facts: Any) -> Breach | None:
        breach = self.function(facts)
        return replace(breach, code=self.code, severity=self.severity, source=self.source) if breach else None


_RULES: dict[str, Rule] = {}


def rule(
    code: str, *, source: str, severity: Severity, moves: Sequence[str], status: str = "sourced"
) -> Callable[[Callable[[Any], Breach | None]], Rule]:
    """Enter a function into the rule book under its code; codes are never used twice."""

    def wrap(function: Callable[[Any], Breach | None]) -> Rule:
        earlier = _RULES.get(code)
        if earlier and earlier.function.__qualname__ != function.__qualname__:
            raise ValueError(f"Rule code {code} is used twice")
        _RULES[code] = Rule(code, function, source, severity, tuple(moves), status)
        return _RULES[code]

    return wrap


def rule_book() -> list[Rule]:
    """Every rule, by code."""
    return [_RULES[code] for code in sorted(_RULES)]


def breaches_of(rules: Sequence[Rule], facts: Any, *, move: str) -> list[Breach]:
    """All breaches at once of the rules that apply to this move."""
    found = (one(facts) for one in rules if move in one.moves)
    return [breach for breach in found if breach]


def hold(rules: Sequence[Rule], facts: Any, *, move: str, reasons: Mapping[str, str]) -> list[Breach]:
    """Let the move pass or raise RuleBreach with everything that refuses it.

    Gives back the ASK breaches that were passed with a written reason; the caller keeps them.
    """
    breaches = breaches_of(rules, facts, move=move)
    asked = [b for b in breaches if b.severity is Severity.ASK]
    refused = [b for b in breaches if b.severity is Severity.BLOCK]
    refused += [b for b in asked if not reasons.get(b.code, "").strip()]
    if refused:
        raise RuleBreach(refused + [b for b in breaches if b.severity is Severity.NOTE])
    return asked


def required(value: Any, *, field: str, sentence: str) -> Breach | None:
    """A breach when nothing was given."""
    missing = value is None or (isinstance(value, str) and not value.strip())
    return Breach(field, _(sentence)) if missing else None
