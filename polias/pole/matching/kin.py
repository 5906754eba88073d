"""Weighs a pair against being kin, a father and son of one name, or twins, besides being any two people.

Splink weighs a pair against strangers. Kin share a surname and a home too, so that these speak for being one person no
more than for being kin; a father and son of one name share all but the date of birth, and twins all but the forename.
How many such pairs there are is learnt from the table: a mixture of five kinds of pairs is fitted to the scored ones.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

#: Before the table is seen: kin for each pair of one person, and of these, of one forename and of one date of birth.
KIN, NAMESAKES, TWINS = 1.0, 0.1, 0.1
#: As if so many pairs of one person had been seen with them.
SEEN_BEFORE = 3.0
#: Pairs the mixture is fitted to, and its rounds.
LOOKED_AT, ROUNDS = 400_000, 40
#: No sum of weights is taken for more, so that its power stays a number.
MOST = 200


@dataclass(frozen=True)
class Shares:
    """Of all pairs of records, how many are one person, kin, namesakes among kin, and twins."""

    one: float
    kin: float
    namesakes: float
    twins: float


def shares_of(connection: Any, prior: float) -> Shares:
    """Fitted to the table `parts` by expectation and maximisation."""
    import numpy as np

    count = connection.execute("SELECT count(*) FROM parts").fetchone()[0]
    scale = max(1.0, count / LOOKED_AT)
    rows = connection.execute(
        "SELECT forename, birth, shared, total FROM parts"
        + (f" WHERE hash(l, r) % 1000000 < {int(1_000_000 / scale)}" if scale > 1 else "")
    ).fetchnumpy()
    forename, birth, shared, total = (np.clip(np.asarray(rows[name], float), -MOST, MOST) for name in rows)
    alike = np.exp2(np.stack([total - np.log2(prior / (1 - prior)), shared, shared + forename, shared + birth]))
    expected = np.array([1.0, KIN, KIN * NAMESAKES, KIN * TWINS])
    # All pairs of the table, as the prior counts them; at first as many of one person as the prior says.
    rates = expected * prior
    everything = _all_pairs(connection)
    for _round in range(ROUNDS):
        chance = rates[:, None] * alike
        chance /= 1 + chance.sum(axis=0)
        seen = chance.sum(axis=1) * scale
        rates = (seen + expected * SEEN_BEFORE) / (everything + SEEN_BEFORE)
    return Shares(*(float(rate) for rate in rates))


def _all_pairs(connection: Any) -> float:
    records = connection.execute("SELECT count(*) FROM people").fetchone()[0]
    return max(1.0, records * (records - 1) / 2)


def weight_sql(shares: Shares, prior: float) -> str:
    """The weight in bits of being one person against being anything else."""
    one, kin, namesakes, twins = astuple(shares)
    shift = f"total - log2({prior / (1 - prior)!r}) + log2({one!r})"
    return (
        f"{shift} - log2(1 + power(2.0, least(shared, {MOST})) * ({kin!r} "
        f"+ {namesakes!r} * power(2.0, least(forename, {MOST})) + {twins!r} * power(2.0, least(birth, {MOST}))))"
    )
