"""Weighs a pair against being kin, neighbours, a father and son of one name, or twins, besides being any two people.

Splink weighs a pair against strangers. Kin share a surname and a home too, so that these speak for being one person no
more than for being kin; a father and son of one name share all but the date of birth, and twins all but the forename.
And one person may have moved, and then shares nothing that goes with a place. How many pairs of each kind there are is
learnt from the table: the mixture is fitted to the scored pairs.
"""

from __future__ import annotations

from polias.pole.matching.blocking import CHANCES, chance_of
from polias.pole.matching.machines import Machine
from polias.pole.matching.training import KIN, NAMESAKES, NEIGHBOURS, Model

#: Kinds of pairs, and which sums of weights speak for each; before they are counted, how many for each of one person at
#: least, and which of the kinds met in training says how many more.
KINDS: tuple[tuple[str, float, int | None], ...] = (
    ("forename + birth + family + place + own", 0.9, None),
    ("forename + birth + family + own", 0.1, None),
    ("family + place", 0.4, KIN),
    ("near", 0.02, NEIGHBOURS),
    ("forename + family", 0.05, NAMESAKES),
    ("family + place + forename", 0.1, None),
    ("family + place + birth", 0.1, None),
)
#: How many of the kinds are one person.
ONE_PERSON = 2
#: As if so many pairs of one person had been seen with them.
SEEN_BEFORE = 1.5
#: Pairs the mixture is fitted to, and its rounds.
LOOKED_AT, ROUNDS = 600_000, 40
#: No sum of weights is taken for more, so that its power stays a number.
MOST = 200


def rates_of(machine: Machine, model: Model, *, scale: float) -> list[float]:
    """Of all pairs of the table, how many are of each kind: fitted to the table `parts`, one pair in `scale`."""
    import numpy as np

    count = machine.execute("SELECT count(*) FROM parts").fetchone()[0]
    fewer = max(1.0, count / LOOKED_AT)
    scale *= fewer
    few = f" WHERE {chance_of('r', 'l')} < {int(CHANCES / fewer)}" if fewer > 1 else ""
    sums = ", ".join(f"power(2.0, least({sql}, {MOST})) AS k{n}" for n, (sql, *_rest) in enumerate(KINDS))
    alike = np.stack(list(machine.execute(f"SELECT {sums} FROM parts{few}").fetchnumpy().values()))
    expected = np.array([_expected(least, kind, model) for _sql, least, kind in KINDS])
    everything = _all_pairs(machine)
    rates = expected * model.rates[0]
    for _round in range(ROUNDS):
        chance = rates[:, None] * alike
        chance /= 1 + chance.sum(axis=0)
        rates = (chance.sum(axis=1) * scale + expected * SEEN_BEFORE) / (everything + SEEN_BEFORE)
    return [float(rate) for rate in rates]


def _expected(least: float, kind: int | None, model: Model) -> float:
    return least if kind is None else max(least, min(10.0, model.rates[kind] / model.rates[0]))


def _all_pairs(machine: Machine) -> float:
    records = machine.execute("SELECT count(*) FROM people").fetchone()[0]
    return max(1.0, records * (records - 1) / 2)


def weight_sql(rates: list[float]) -> str:
    """The weight in bits of being one person against being anything else."""
    terms = [f"{rate!r} * power(2.0, least({sql}, {MOST}))" for rate, (sql, *_rest) in zip(rates, KINDS, strict=True)]
    return f"log2({' + '.join(terms[:ONE_PERSON])}) - log2(1 + {' + '.join(terms[ONE_PERSON:])})"
