"""How often a change of level is found, and how often one is found where there is none: a seeded simulation.

Six-year series of made-up months with a yearly wave, most of which vary more than chance; a step at any month but those
of the first and last year. Found within three months is right. Beside it stands what could be found by one who is told
the season, the variance of every month, that there is one step at most, and who is wrong in two of a hundred stable
series. "Told" then names the likeliest month. "No one" is told the level and the size of the step as well, and names
the month with most of the likelihood within three of it: no method whatever finds more.

    .venv/bin/python -m benchmarks.steps          # POLIAS_BENCH_SERIES=100 for a quick look, POLIAS_BENCH_SEED=2

The constants of the method were chosen on other series and seeds:

    .venv/bin/python -m benchmarks.steps --chosen-on
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from polias.measures.engine.stats.steps import StepSettings, steps

SERIES = int(os.environ.get("POLIAS_BENCH_SERIES", "600"))
SEED = int(os.environ.get("POLIAS_BENCH_SEED", "1"))
NEAR, FALSE = 3, 0.02
#: Seed and number of the stable series by which whoever is told everything is made as seldom wrong as he may be.
STABLE_SEED, STABLE = 77, 4_000
#: The variance of a month that is not known: it says nothing.
NOT_KNOWN = 1e9

Months = NDArray[np.float64]


@dataclass(frozen=True)
class Kind:
    """What series are like: their mean, how far months lie apart beyond chance and how alike neighbours are in that,
    by how much they grow in a year, the height of the yearly wave, how many months there are and are not known, and how
    many at either end have no step."""

    name: str
    mean: float
    apart: float
    alike: float = 0.0
    growth: float = 0.0
    season: float = 0.1
    months: int = 72
    missing: int = 0
    edge: int = 12


@dataclass(frozen=True)
class Made:
    """Series of one kind (s, t): their counts, what each month's was drawn about but for the step, and its place."""

    counts: Months
    levels: Months
    at: NDArray[np.int_]


@dataclass(frozen=True)
class Found:
    """Over many series with one step or none: the share of steps found, of what was found that was right, the mean
    distance in months of those found, and steps found wrongly in each series."""

    recall: float
    precision: float
    months_off: float
    wrong: float


KINDS = (
    Kind("60 a month, chance alone", 60, 0.0),
    Kind("60, 5 % apart", 60, 0.05),
    Kind("150, chance alone", 150, 0.0),
    Kind("150, 5 % apart", 150, 0.05),
    Kind("250, 5 % apart, 20 % season", 250, 0.05, season=0.2),
    Kind("400, 5 % apart", 400, 0.05),
    Kind("400, 5 % apart, a month missing", 400, 0.05, missing=1),
    Kind("400, 5 % apart, step in middle half", 400, 0.05, edge=18),
    Kind("1,500, 5 % apart", 1_500, 0.05),
    Kind("400, neighbours alike (.3)", 400, 0.05, alike=0.3),
    Kind("1,500, neighbours alike (.3)", 1_500, 0.05, alike=0.3),
    Kind("1,500, 4 % more a year", 1_500, 0.05, growth=0.04),
)
CHOSEN_ON = (
    Kind("100, chance alone", 100, 0.0),
    Kind("300, 5 % apart", 300, 0.05),
    Kind("1,000, neighbours alike (.3)", 1_000, 0.05, alike=0.3),
)


def made(kind: Kind, *, step: float, series: int, seed: int) -> Made:
    rng = np.random.default_rng([seed, round(1000 * abs(step)), round(kind.mean), kind.months])
    places = np.arange(kind.months)
    at = rng.integers(kind.edge, kind.months - kind.edge, series)
    wave = 1 + kind.season * np.cos(2 * np.pi * places / 12 + rng.uniform(0, 7, (series, 1)))
    levels = kind.mean * wave * (1 + kind.growth) ** (places / 12)
    stepped = levels * np.where(places >= at[:, None], 1 + step, 1)
    counts = rng.poisson(stepped * _noise(kind, rng, series)).astype(np.float64)
    for _gap in range(kind.missing):
        counts[np.arange(series), rng.integers(0, kind.months, series)] = np.nan
    return Made(counts, levels, at)


def _noise(kind: Kind, rng: np.random.Generator, series: int) -> Months:
    shocks = rng.normal(0, kind.apart, (series, kind.months))
    log = np.zeros_like(shocks)
    log[:, 0] = shocks[:, 0]
    for month in range(1, kind.months):
        log[:, month] = kind.alike * log[:, month - 1] + np.sqrt(1 - kind.alike**2) * shocks[:, month]
    noise: Months = np.exp(log - kind.apart**2 / 2)
    return noise


def measured(kind: Kind, *, step: float, series: int, seed: int) -> Found:
    """Series of this kind whose level changes by the share ``step`` (0: never)."""
    right, found_at_all, off = 0, 0, []
    these = made(kind, step=step, series=series, seed=seed)
    for counts, at in zip(these.counts, these.at, strict=True):
        values = [None if np.isnan(count) else count for count in counts.tolist()]
        found = [one.place for one in steps(values, settings=StepSettings())]
        near = [abs(place - at) for place in found if step and abs(place - at) <= NEAR]
        right, found_at_all = right + bool(near), found_at_all + len(found)
        off += [min(near)] if near else []
    return Found(
        right / series,
        right / max(1, found_at_all),
        float(np.mean(off)) if off else 0.0,
        (found_at_all - right) / series,
    )


def told(kind: Kind, *, step: float, series: int, seed: int) -> tuple[float, float]:
    """The share found within three months by one told season and variance, and by one told the size as well."""
    stable = made(kind, step=0.0, series=STABLE, seed=STABLE_SEED)
    these = made(kind, step=step, series=series, seed=seed)
    shares = []
    for size in (None, step):
        seen, _months = _likeliest(stable, kind, size)
        score, month = _likeliest(these, kind, size)
        near = abs(month - these.at) <= NEAR
        shares.append(float(((score > np.quantile(seen, 1 - FALSE)) & near).mean()))
    return shares[0], shares[1]


def _likeliest(these: Made, kind: Kind, size: float | None) -> tuple[Months, NDArray[np.int_]]:
    """For each series how much likelier a step is than none, and its month.

    By the logarithms of the counts, whose months vary by chance and beyond it as they were made to.
    """
    months, shortest = kind.months, StepSettings.shortest
    begins, places = np.arange(shortest, months - shortest + 1), np.arange(months)
    log = np.nan_to_num(np.log(these.counts + 0.5) - np.log(these.levels))
    beyond = (
        kind.apart**2 * kind.alike ** abs(places[:, None] - places) if kind.alike else kind.apart**2 * np.eye(months)
    )
    by_chance = np.where(np.isfinite(these.counts), 1 / these.levels, NOT_KNOWN)
    precise = np.linalg.inv(beyond + np.eye(months) * by_chance[:, None, :])
    after = (places >= begins[:, None]).astype(np.float64)
    by_step = after @ precise
    moved, weight = np.einsum("skt,st->sk", by_step, log), np.einsum("skt,kt->sk", by_step, after)
    if size is None:
        shared, whole = by_step.sum(axis=2), precise.sum(axis=(1, 2))[:, None]
        level = (precise @ log[:, :, None]).sum(axis=(1, 2))[:, None]
        likelier = (moved - shared * level / whole) ** 2 / (weight - shared**2 / whole) / 2
        return likelier.max(axis=1), begins[likelier.argmax(axis=1)]
    shift = np.log1p(size)
    likelier = shift * moved - shift**2 / 2 * weight
    most = likelier.max(axis=1, keepdims=True)
    around = np.cumsum(np.pad(np.exp(likelier - most), ((0, 0), (NEAR + 1, NEAR))), axis=1)
    near = around[:, 2 * NEAR + 1 :] - around[:, : -2 * NEAR - 1]
    return np.log(near.max(axis=1)) + most[:, 0], begins[near.argmax(axis=1)]


def print_found() -> None:
    print(f"{SERIES:,} six-year series for each row, seed {SEED}")
    print(f"{'':36}{'step':>6}{'found':>8}{'right':>8}{'off':>6}{'wrong':>8}{'told':>8}{'no one':>8}")
    for kind in KINDS:
        for step in (0.0, 0.12, -0.12, 0.2):
            found = measured(kind, step=step, series=SERIES, seed=SEED)
            row = f"{kind.name:36}{100 * step:+5.0f}%" if step else f"{kind.name:36}{'none':>6}{'':22}"
            if step:
                bounds = told(kind, step=step, series=SERIES, seed=SEED)
                row += f"{found.recall:8.2f}{found.precision:8.2f}{found.months_off:6.1f}{found.wrong:8.3f}"
                row += "".join(f"{bound:8.2f}" for bound in bounds)
            else:
                row += f"{found.wrong:8.3f}"
            print(row, flush=True)


def print_chosen() -> None:
    print(f"Steps found in each of {SERIES:,} stable series, seed 101")
    for kind in CHOSEN_ON:
        wrong = [measured(one, step=0.0, series=SERIES, seed=101).wrong for one in _lengths(kind)]
        print(f"{kind.name:36}" + "".join(f"{share:9.3f}" for share in wrong), flush=True)


def _lengths(kind: Kind) -> Iterator[Kind]:
    for months in (36, 48, 72, 120):
        yield replace(kind, months=months)


def main() -> None:
    if "--chosen-on" in sys.argv[1:]:
        print_chosen()
    else:
        print_found()


if __name__ == "__main__":
    main()
