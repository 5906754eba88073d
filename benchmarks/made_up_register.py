"""Makes up a register of many millions for measuring search: who people are, and what a hurried hand wrote of them.

It shares no code, table or assumption with the search: its names, short forms and spellings in Latin letters are
tables of its own. Names are as frequent as in life (a few hundred names for half of the people, and a long tail), some
people come from elsewhere and are spelt in several ways or in their own script, and three records in ten are spoilt.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from benchmarks.names_of_many import ORIGINS, SHORT_FORMS, Origin

#: Of all records, those that are spoilt; of them, those that are spoilt twice.
SPOILT, TWICE = 0.30, 0.35
NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol", "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jli",
    "l": "ko", "z": "xa", "x": "zcs", "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "nj",
}  # fmt: skip
#: What is heard on a telephone for what was said.
MISHEARD = (
    ("ph", "f"), ("ck", "k"), ("ie", "ei"), ("ea", "ee"), ("ou", "u"), ("y", "i"), ("i", "y"), ("s", "z"), ("c", "k"),
    ("k", "c"), ("ll", "l"), ("l", "ll"), ("tt", "t"), ("t", "tt"), ("nn", "n"), ("n", "nn"), ("e", "a"), ("a", "e"),
    ("o", "u"), ("er", "a"), ("w", "v"), ("v", "w"), ("d", "t"), ("m", "n"), ("gh", ""), ("h", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody as they are, or as a record or a search has them; `born` is None where nobody wrote it down."""

    forename: str
    surname: str
    born: date | None
    origin: str
    middle: str = ""
    script: str = "Latin"

    @property
    def forenames(self) -> str:
        return f"{self.forename} {self.middle}".strip()


@dataclass(frozen=True, slots=True)
class Asked:
    """One search: what is typed, what is known of the date of birth, and where in the register the answer stands."""

    text: str
    human: Human
    dated: str
    target: int
    origin: str
    script: str


class Drawn:
    """Draws as often as in life: rank r in proportion to 1 / (r + flat)."""

    def __init__(self, values: Sequence[str], *, flat: float) -> None:
        self.values, self.sums = values, list(accumulate(1 / (n + flat) for n in range(len(values))))

    def one(self, draw: random.Random) -> str:
        return self.values[bisect(self.sums, draw.random() * self.sums[-1])]


class Names:
    """The names of one origin: heads that many share and a tail that few do, each with its spellings."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.surnames = Drawn(origin.surnames, flat=8)
        self.tail = Drawn(origin.tail(), flat=60)
        self.given = {sex: Drawn(names, flat=6) for sex, names in (("m", origin.men), ("f", origin.women))}

    def surname(self, draw: random.Random) -> str:
        return (self.surnames if draw.random() < self.origin.head else self.tail).one(draw)


class Register:
    """People one after the other, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self.draw = random.Random(seed)
        self.names = [Names(one) for one in ORIGINS]
        self.shares = list(accumulate(one.share for one in ORIGINS))
        self.others = {
            spelling: name.split("/") for one in self.names for name in _all_names(one) for spelling in name.split("/")
        }

    def people(self, count: int) -> Iterator[tuple[Human, Human]]:
        """Each person with the record of them."""
        for _number in range(count):
            human = self.human()
            yield human, self.written(human)

    def human(self) -> Human:
        draw = self.draw
        names = self.names[bisect(self.shares, draw.random() * self.shares[-1])]
        given = names.given[draw.choice("mf")]
        forename, surname = self._spelt(given.one(draw)), self._spelt(names.surname(draw))
        if draw.random() < 0.025:
            surname = f"{surname}-{self._spelt(names.surname(draw))}"
        middle = self._spelt(given.one(draw)) if draw.random() < 0.3 else ""
        return Human(forename, surname, self._born(names.origin), names.origin.name, middle=middle)

    def _spelt(self, name: str) -> str:
        """One of the spellings in Latin letters: the first is the commonest."""
        spellings = [one for one in name.split("/") if one.isascii() or not _own_script(one)]
        return spellings[min(int(self.draw.expovariate(0.9)), len(spellings) - 1)]

    def _born(self, origin: Origin) -> date:
        draw = self.draw
        year = int(draw.triangular(1932, 2012, 1988))
        if draw.random() < origin.first_of_january:
            return date(year, 1, 1)
        return date(year, 1, 1) + timedelta(days=draw.randrange(365))

    def written(self, human: Human) -> Human:
        """What the register holds of somebody: true in seven cases of ten, and now and then in another script."""
        draw = self.draw
        record = replace(human, middle=human.middle if draw.random() < 0.6 else "")
        if human.origin not in ("British", "Welsh", "Irish") and draw.random() < 0.06:
            record = self.in_own_script(record)
        if draw.random() < SPOILT:
            record = self.spoil(record)
            if draw.random() < TWICE:
                record = self.spoil(record)
        return record

    def in_own_script(self, human: Human) -> Human:
        own = {
            name: next((s for s in self.others.get(name, ()) if _own_script(s)), "")
            for name in (human.forename, human.surname)
        }
        if not all(own.values()):
            return human
        script = _own_script(own[human.surname])
        return replace(human, forename=own[human.forename], surname=own[human.surname], middle="", script=script)

    def spoil(self, human: Human) -> Human:  # noqa: PLR0911  what can go wrong, one by one
        """One thing wrong."""
        draw = self.draw
        how = draw.random()
        if how < 0.32:
            return replace(human, surname=self.misspelt(human.surname))
        if how < 0.52:
            return replace(human, forename=self.misspelt(human.forename))
        if how < 0.62:
            return replace(human, forename=self.short(human.forename))
        if how < 0.66:
            return replace(human, forename=human.surname, surname=human.forename, middle="")
        if how < 0.69:
            return replace(human, forename=human.forename[0], middle="")
        if how < 0.74:
            return replace(human, surname=human.surname.replace("-", " ").split()[-1])
        if how < 0.80:
            return replace(human, born=None)
        return replace(human, born=self.misdated(human.born))

    def misspelt(self, name: str) -> str:
        """A slip of the key, a thing misheard, or another usual spelling of the same name."""
        draw = self.draw
        others = [one for one in self.others.get(name, ()) if one != name and not _own_script(one)]
        if others and draw.random() < 0.5:
            return draw.choice(others)
        if len(name) < 3 or _own_script(name):
            return name
        return self._misheard(name) if draw.random() < 0.4 else self._slip(name)

    def _misheard(self, name: str) -> str:
        low = name.lower()
        fitting = [(said, heard) for said, heard in MISHEARD if said in low[1:]]
        if not fitting:
            return self._slip(name)
        said, heard = self.draw.choice(fitting)
        at = low.index(said, 1)
        return name[:at] + heard + name[at + len(said) :]

    def _slip(self, name: str) -> str:
        draw = self.draw
        at = draw.randrange(len(name)) if draw.random() < 0.15 else draw.randrange(1, len(name))
        how = draw.randrange(4)
        if how == 0:
            return name[:at] + draw.choice(NEIGHBOURS.get(name[at].lower(), "e")) + name[at + 1 :]
        if how == 1:
            return name[:at] + name[at + 1 :]
        if how == 2:
            return name[:at] + draw.choice(NEIGHBOURS.get(name[at].lower(), "s")) + name[at:]
        at = max(at, 1)
        return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]

    def short(self, name: str) -> str:
        """What friends say, or the name behind what they say."""
        return self.draw.choice(SHORT_FORMS[name]) if name in SHORT_FORMS else self.misspelt(name)

    def misdated(self, born: date | None) -> date | None:
        draw = self.draw
        if born is None:
            return None
        how = draw.random()
        if how < 0.3 and born.day <= 12 and born.day != born.month:
            return date(born.year, born.day, born.month)
        try:
            if how < 0.55:
                return born.replace(day=draw.randint(1, 28))
            if how < 0.7:
                return born.replace(month=draw.randint(1, 12))
            return born.replace(year=born.year + draw.choice((-10, -2, -1, 1, 2, 10)))
        except ValueError:
            return born - timedelta(days=1)

    # ------------------------------------------------------------------------------------------------- searches

    def asked(self, human: Human, target: int, script: str) -> Asked:
        """How somebody looks for them: names misspelt or shortened, the date whole, in part, wrong or unknown."""
        draw = self.draw
        typed = human
        if draw.random() < 0.60:
            typed = replace(typed, surname=self.misspelt(typed.surname))
        how = draw.random()
        if how < 0.22:
            typed = replace(typed, forename=self.misspelt(typed.forename))
        elif how < 0.42:
            typed = replace(typed, forename=self.short(typed.forename))
        elif how < 0.47:
            typed = replace(typed, forename=typed.forename[0])
        typed, dated = self._dated(typed)
        first, last = (typed.surname, typed.forename) if draw.random() < 0.06 else (typed.forename, typed.surname)
        born = {"none": "", "year": f" {typed.born:%Y}"}.get(dated, f" {typed.born:%d/%m/%Y}")
        return Asked(f"{first} {last}{born}", typed, dated, target, human.origin, script)

    def _dated(self, typed: Human) -> tuple[Human, str]:
        how = self.draw.random()
        if how < 0.35:
            return typed, "none"
        if how < 0.45:
            return typed, "year"
        if how < 0.75:
            return typed, "exact"
        return replace(typed, born=self.misdated(typed.born)), "wrong"


def _all_names(names: Names) -> Iterator[str]:
    for drawn in (names.surnames, names.tail, *names.given.values()):
        yield from (name for name in drawn.values if "/" in name)


def _own_script(name: str) -> str:
    """The script of a name that is not in Latin letters; "" for Latin, with or without marks."""
    first = ord(name[0])
    for script, low, high in (
        ("Greek", 0x370, 0x3FF), ("Cyrillic", 0x400, 0x4FF), ("Arabic", 0x600, 0x6FF), ("Gurmukhi", 0xA00, 0xA7F),
        ("Devanagari", 0x900, 0x97F), ("Han", 0x4E00, 0x9FFF),
    ):  # fmt: skip
        if low <= first <= high:
            return script
    return ""
