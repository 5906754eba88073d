"""Estimates without labels how many pairs of one person the blocking rules never looked at."""

from __future__ import annotations

from polias.pole.matching.machines import Machine


def reach_of(machine: Machine) -> float:
    """The share of all pairs of one person that the rules reach; at most, since rules overlap.

    Pairs that only one rule reached hint at those that none did, as species seen once hint at species not seen
    (Chao 1984, in the form that needs no pair seen twice). Reads the tables `pairs` and `scored`.
    """
    seen = dict(
        machine.execute(
            "SELECT least(bit_count(p.reached), 3), count(*) FROM scored s JOIN pairs p ON p.l = s.l AND p.r = s.r "
            "WHERE s.weight > 0 GROUP BY 1"
        ).fetchall()
    )
    return share_reached(seen.get(1, 0), seen.get(2, 0), sum(seen.values()))


def share_reached(once: int, twice: int, reached: int) -> float:
    """Of pairs reached, those by one rule alone and by two alone tell how many more there are."""
    unseen = once * (once - 1) / (2 * (twice + 1))
    return reached / (reached + unseen) if reached else 1.0
