"""Scores the chosen pairs with Splink from what was learnt, and then against being kin."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from polias.pole.matching.blocking import chance_of
from polias.pole.matching.comparisons import Comparison
from polias.pole.matching.kin import rates_of, weight_sql
from polias.pole.matching.machines import Machine
from polias.pole.matching.training import Model

#: Pairs below this weight are not kept; in clusters they count as not alike. Splink's own sum may be lower at first.
FLOOR, FLOOR_OF_SPLINK = -6.0, -20.0
#: Pairs weighed at a time, so that memory holds them.
BATCH = 4_000_000


def settings_of(model: Model, said: Callable[[str], str]) -> dict[str, Any]:
    """The model as Splink's settings, with every condition `said` as its machine does."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "record",
        "probability_two_random_records_match": min(0.5, max(1e-12, model.rates[0] + model.rates[1])),
        "comparisons": [_splink(c, model.m[n], model.u[n], said) for n, c in enumerate(model.comparisons)],
        "blocking_rules_to_generate_predictions": ["l.record = r.record"],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _splink(comparison: Comparison, m: Any, u: Any, said: Callable[[str], str]) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": said(comparison.unknown), "label_for_charts": "not known", "is_null_level": True}
    ]
    places = {level.label: n for n, level in enumerate(comparison.levels)}
    for step in comparison.steps:
        n = places.get(step.label, -1)
        level: dict[str, Any] = {
            "sql_condition": said(step.sql),
            "label_for_charts": step.label,
            "m_probability": float(m[n]),
            "u_probability": float(u[n]),
        }
        if step.rarity:
            level |= {"tf_adjustment_column": step.rarity, "tf_adjustment_weight": 1.0}
        levels.append(level)
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def score(machine: Machine, model: Model) -> None:
    """The table `scored`: l, r, weight in bits, and each comparison's part of it, for all pairs above the floor."""
    pairs = machine.execute("SELECT count(*) FROM pairs").fetchone()[0]
    batches = max(1, -(-pairs // BATCH))
    with _quiet():
        weigh = _splink_of(machine, model)
        weigh("SELECT l, r FROM pairs" + (f" WHERE {chance_of('l', 'r')} % {batches} = 0" if batches > 1 else ""))
        rates = rates_of(machine, model, scale=batches)
        kept = f"SELECT * FROM ({_weighed(model, rates)}) WHERE weight > {FLOOR}"
        if batches == 1:
            machine.execute(f"CREATE OR REPLACE TEMP TABLE scored AS {kept}")
            return
        machine.execute(f"CREATE OR REPLACE TEMP TABLE scored AS {kept} LIMIT 0")
        for batch in range(batches):
            weigh(f"SELECT l, r FROM pairs WHERE l % {batches} = {batch}")
            machine.execute(f"INSERT INTO scored {kept}")


def keep_the_best(connection: Any) -> None:
    """Of all pairs of names that two records go by, the one that says most is what is said of the two records."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE scored AS SELECT s.* FROM scored s "
        "JOIN people a ON a.record = s.l JOIN people b ON b.record = s.r QUALIFY row_number() OVER ("
        "PARTITION BY least(a.owner, b.owner), greatest(a.owner, b.owner) ORDER BY weight DESC, l, r) = 1"
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Splink's own advice is for its own users."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _weighed(model: Model, rates: list[float]) -> str:
    parts = ", ".join(f'"of_{comparison.name}"' for comparison in model.comparisons)
    return f"SELECT l, r, {weight_sql(rates)} AS weight, {parts} FROM parts"


def _splink_of(machine: Machine, model: Model) -> Callable[[str], None]:
    """A function that weighs the pairs of a query with Splink into the table `parts`."""
    from splink import Linker

    api = machine.splink()
    settings = settings_of(model, machine.said)
    linker = Linker(api.register("people"), settings, log_level=None, validate_settings=False)
    numbers = count()

    def weigh(pairs: str) -> None:
        # Under a new name each time: Splink gives back what it knows already for a name it has seen.
        blocked = f"blocked_{next(numbers)}"
        machine.execute(
            f"CREATE TEMP TABLE {blocked} AS SELECT '0' AS match_key, l AS join_key_l, r AS join_key_r FROM ({pairs})"
        )
        linker.table_management.register_blocked_pairs_for_predict(api.register(blocked))
        found = linker.inference.predict(threshold_match_weight=FLOOR_OF_SPLINK, warning_mode="never")
        machine.execute(f"CREATE OR REPLACE TEMP TABLE parts AS {_parts(found.physical_name, model)}")
        found.drop_table_from_database_and_remove_from_cache()
        machine.execute(f"DROP TABLE {blocked}")

    return weigh


def _parts(table: str, model: Model) -> str:
    """Each comparison's part of the weight, and their sums by what else than being one person they may come from."""
    parts = {c.name: f'"mw_{c.name}"{_rarity(c)}' for c in model.comparisons}
    sides = {
        side: " + ".join(f"({parts[c.name]})" for c in model.comparisons if c.side == side) or "0.0"
        for side in ("forename", "birth", "family", "place", "own")
    }
    near = " + ".join(_near(model, n) for n, c in enumerate(model.comparisons) if c.side == "place") or "0.0"
    columns = [f"{sql} AS {side}" for side, sql in sides.items()]
    columns += [f"{near} AS near", *(f'({sql})::FLOAT AS "of_{name}"' for name, sql in parts.items())]
    return f"SELECT record_l AS l, record_r AS r, {', '.join(columns)} FROM {table}"


def _rarity(comparison: Comparison) -> str:
    return f' + "mw_tf_adj_{comparison.name}"' if any(level.rarity for level in comparison.levels) else ""


def _near(model: Model, n: int) -> str:
    """What the level says for being neighbours; told by its weight, which no other level of the comparison has."""
    import numpy as np

    weights, near = np.log2(model.m[n] / model.u[n]), np.log2(model.k[n] / model.u[n])
    # Two levels of one weight are told apart by nothing; the more alike one is meant.
    both = zip(np.round(weights, 6)[::-1].tolist(), np.round(near, 6)[::-1].tolist(), strict=True)
    whens = " ".join(f"WHEN {weight!r}::DOUBLE THEN {bits!r}::DOUBLE" for weight, bits in dict(both).items())
    name = model.comparisons[n].name
    return f'(CASE round("mw_{name}", 6) {whens} ELSE 0.0::DOUBLE END){_rarity(model.comparisons[n])}'
