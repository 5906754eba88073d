"""How two values of a kind are compared: in levels from equal to different, with what is expected of each beforehand.

The levels are SQL over `NAME_l` and `NAME_r`, as Splink takes it. `m` is how often two records of one person are
expected at the level, `u` how often two strangers are; both only lead the estimate where a table says too little.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from polias.pole.matching.people import Field

#: What else a field's agreement may come from than being one person: kin share surname and home, neighbours a place.
Side = Literal["forename", "birth", "family", "place", "own"]


@dataclass(frozen=True)
class Level:
    """One degree of likeness; `rarity` names the column whose frequency counts: Smith is worth less than Quibell."""

    label: str
    sql: str
    m: float
    u: float
    rarity: str = ""
    counts: bool = True
    both_of: bool = False
    short_cut: bool = False


@dataclass(frozen=True)
class Comparison:
    """A field's steps, asked in this order: its levels, the most alike first, and short cuts to the last one."""

    name: str
    side: Side
    steps: tuple[Level, ...]

    @property
    def levels(self) -> tuple[Level, ...]:
        return tuple(step for step in self.steps if not step.short_cut)

    @property
    def unknown(self) -> str:
        return f'"{self.name}_l" IS NULL OR "{self.name}_r" IS NULL'

    def case(self) -> str:
        """The number of the level, counted from the end as Splink does; -1 where a side is not known."""
        numbers = {level.label: len(self.levels) - 1 - n for n, level in enumerate(self.levels)}
        whens = [f"WHEN {step.sql} THEN {numbers.get(step.label, 0)}" for step in self.steps[:-1]]
        return f"CASE WHEN {self.unknown} THEN -1 {' '.join(whens)} ELSE 0 END"


def comparisons_of(fields: Sequence[Field], *, own: frozenset[str] = frozenset()) -> tuple[Comparison, ...]:
    """One comparison a field; `own` names plain fields that one person alone has, such as a number."""
    names = {field.name for field in fields}
    return tuple(_comparison(field, names, own) for field in fields)


def _comparison(field: Field, names: set[str], own: frozenset[str]) -> Comparison:
    n = field.name
    both = {"forename", "surname"} <= names
    if field.kind == "forename":
        return Comparison(n, "forename", _forename(n, swaps=both and n == "forename"))
    if field.kind == "surname":
        return Comparison(n, "family", _surname(n, swaps=both and n == "surname"))
    side, levels = BY_KIND.get(field.kind, ("place", _plain))
    return Comparison(n, "own" if n in own else side, levels(n))


def _equal(name: str, *, m: float, u: float, rare: bool = False) -> Level:
    return Level("equal", f'"{name}_l" = "{name}_r"', m, u, name if rare else "")


def _other(*, m: float, u: float) -> Level:
    return Level("different", "ELSE", m, u)


def _edits(name: str, count: int, shortest: int = 4) -> str:
    """At most so many letters typed wrongly, left out, put in or swapped, in values that are not very short."""
    return (
        f'(length("{name}_l") >= {shortest} AND abs(length("{name}_l") - length("{name}_r")) <= {count} '
        # Counting edits is a hundred times slower than Jaro-Winkler, which is never lower than this one edit apart.
        f'AND jaro_winkler_similarity("{name}_l", "{name}_r") >= 0.7 '
        f'AND damerau_levenshtein("{name}_l", "{name}_r") <= {count})'
    )


def _one_digit(name: str) -> str:
    """One digit typed wrongly, or two neighbours swapped, in values of one length."""
    return f'(hamming("{name}_l", "{name}_r") <= 2 AND damerau_levenshtein("{name}_l", "{name}_r") <= 1)'


def _alike(name: str, least: float) -> str:
    return f'jaro_winkler_similarity("{name}_l", "{name}_r") >= {least}'


def _far(name: str) -> Level:
    """Most pairs are nothing alike: said at once, without asking for every likeness there is."""
    return Level("far apart", f'jaro_winkler_similarity("{name}_l", "{name}_r") < 0.7', 0.0, 0.0, short_cut=True)


def _swapped(one: str, other: str) -> str:
    """Both the wrong way round, one of them perhaps misspelt."""
    there, back = f'"{one}_l", "{other}_r"', f'"{other}_l", "{one}_r"'
    return (
        f'("{one}_l" = "{other}_r" AND jaro_winkler_similarity({back}) >= 0.85 '
        f'OR "{other}_l" = "{one}_r" AND jaro_winkler_similarity({there}) >= 0.85)'
    )


def _misplaced(one: str, other: str) -> str:
    return " OR ".join(
        f'jaro_winkler_similarity("{a}", "{b}") >= 0.9'
        for a, b in ((f"{one}_l", f"{other}_r"), (f"{other}_l", f"{one}_r"))
    )


def _forename(n: str, *, swaps: bool) -> tuple[Level, ...]:
    swapped = (
        [Level("forename and surname swapped", _swapped(f"{n}_joined", "surname"), 0.02, 1e-6, both_of=True)]
        if swaps
        else []
    )
    initial = (
        f'((length("{n}_first_l") = 1 OR length("{n}_first_r") = 1) '
        f'AND left("{n}_first_l", 1) = left("{n}_first_r", 1))'
    )
    return (
        _equal(n, m=0.7, u=0.004, rare=True),
        Level("first forename equal", f'"{n}_first_l" = "{n}_first_r"', 0.06, 0.004, f"{n}_first"),
        Level("one name for short", f'list_has_any("{n}_stands_for_l", "{n}_stands_for_r")', 0.04, 0.002),
        *swapped,
        Level("initial", initial, 0.02, 0.005),
        _far(f"{n}_first"),
        Level("a letter or two differ", f"({_edits(f'{n}_first', 1)} OR {_alike(f'{n}_first', 0.92)})", 0.08, 0.004),
        Level("somewhat alike", _alike(f"{n}_first", 0.8), 0.02, 0.01),
        _other(m=0.04, u=0.97),
    )


def _surname(n: str, *, swaps: bool) -> tuple[Level, ...]:
    swapped, misplaced = [], []
    if swaps:
        # The forename's comparison has counted it for both.
        swapped = [Level("forename and surname swapped", _swapped("forename_joined", n), 0.02, 0.02, counts=False)]
        misplaced = [Level("in the forename's place", _misplaced(n, "forename_joined"), 0.01, 0.0005)]
    return (
        _equal(n, m=0.75, u=0.002, rare=True),
        *swapped,
        Level("one part equal", f'list_has_any("{n}_forms_l", "{n}_forms_r")', 0.02, 0.0005),
        *misplaced,
        Level("sounds alike", f'"{n}_sound_l" = "{n}_sound_r"', 0.02, 0.002),
        _far(n),
        Level("a letter or two differ", f"({_edits(n, 1)} OR {_alike(n, 0.92)})", 0.1, 0.002),
        Level("somewhat alike", _alike(n, 0.8), 0.03, 0.01),
        _other(m=0.06, u=0.98),
    )


def _birth(n: str) -> tuple[Level, ...]:
    y, m, d = (f'("{n}_{part}_l" = "{n}_{part}_r")' for part in ("year", "month", "day"))
    whole = f'("{n}_whole_l" IS NOT NULL AND "{n}_whole_r" IS NOT NULL)'
    transposed = f'("{n}_month_l" = "{n}_day_r" AND "{n}_day_l" = "{n}_month_r")'
    two = f"(coalesce({y}, false)::int + coalesce({m}, false)::int + coalesce({d}, false)::int = 2)"
    return (
        Level("equal", f'"{n}_whole_l" = "{n}_whole_r"', 0.82, 0.0001, f"{n}_whole"),
        Level("day and month transposed", f"({whole} AND {y} AND {transposed})", 0.01, 0.0001),
        Level("one digit differs", f"({whole} AND {_one_digit(n)})", 0.08, 0.001),
        Level("two parts equal", f"({whole} AND {two})", 0.03, 0.005),
        Level("year equal", y, 0.02, 0.015),
        Level("a part equal", f'({m} OR {d} OR abs("{n}_year_l" - "{n}_year_r") <= 1)', 0.02, 0.14),
        _other(m=0.02, u=0.84),
    )


def _postcode(n: str) -> tuple[Level, ...]:
    return (
        _equal(n, m=0.65, u=0.0005, rare=True),
        Level("one character differs", _edits(n, 1), 0.06, 0.002),
        Level("same district", f'"{n}_district_l" = "{n}_district_r"', 0.07, 0.004),
        Level("same area", f'"{n}_area_l" = "{n}_area_r"', 0.08, 0.05),
        _other(m=0.14, u=0.94),
    )


def _email(n: str) -> tuple[Level, ...]:
    return (
        _equal(n, m=0.7, u=1e-5, rare=True),
        Level("one name at two hosts", f'"{n}_user_l" = "{n}_user_r"', 0.05, 1e-4),
        Level("a letter or two differ", f"({_edits(n, 2, 8)} OR {_alike(n, 0.94)})", 0.1, 1e-4),
        _other(m=0.15, u=0.999),
    )


def _address(n: str) -> tuple[Level, ...]:
    common = f'array_length(list_intersect("{n}_words_l", "{n}_words_r"))'
    most = f'least(array_length("{n}_words_l"), array_length("{n}_words_r"))'
    return (
        _equal(n, m=0.6, u=0.0003, rare=True),
        Level("nearly equal", f"({_edits(n, 2, 8)} OR {_alike(n, 0.95)})", 0.15, 0.0005),
        Level("most words equal", f"({common} >= 2 AND {common} >= 0.6 * {most})", 0.05, 0.003),
        Level("somewhat alike", _alike(n, 0.82), 0.05, 0.01),
        _other(m=0.15, u=0.98),
    )


def _plain(n: str) -> tuple[Level, ...]:
    return (
        _equal(n, m=0.7, u=0.01, rare=True),
        _far(n),
        Level("a letter differs", _edits(n, 1), 0.06, 0.001),
        Level("nearly equal", f'(length("{n}_l") >= 5 AND {_alike(n, 0.92)})', 0.04, 0.002),
        Level("somewhat alike", f'(length("{n}_l") >= 5 AND {_alike(n, 0.8)})', 0.03, 0.01),
        _other(m=0.17, u=0.97),
    )


def _sex(n: str) -> tuple[Level, ...]:
    return (_equal(n, m=0.97, u=0.5), _other(m=0.03, u=0.5))


def _phone(n: str) -> tuple[Level, ...]:
    close = Level("one digit differs", _edits(n, 1), 0.03, 1e-5)
    return (_equal(n, m=0.7, u=1e-4, rare=True), close, _other(m=0.27, u=0.999))


BY_KIND: dict[str, tuple[Side, Callable[[str], tuple[Level, ...]]]] = {
    "birth": ("birth", _birth),
    "postcode": ("place", _postcode),
    "email": ("own", _email),
    "sex": ("own", _sex),
    "phone": ("family", _phone),
    "address": ("place", _address),
}
