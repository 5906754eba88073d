"""Scores the chosen pairs with Splink on DuckDB from what was learnt, and then against being kin."""

from __future__ import annotations

import logging
import warnings
from typing import Any

from polias.pole.matching.comparisons import Comparison
from polias.pole.matching.kin import rates_of, weight_sql
from polias.pole.matching.training import Model

#: Pairs below this weight are not kept; in clusters they count as not alike. Splink's own sum may be lower at first.
FLOOR, FLOOR_OF_SPLINK = -10.0, -20.0


def settings_of(model: Model, *, link: bool) -> dict[str, Any]:
    """The model as Splink's settings: the same for DuckDB and for Spark."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "record",
        "probability_two_random_records_match": min(0.5, max(1e-12, model.rates[0] + model.rates[1])),
        "comparisons": [_splink(c, model.m[n], model.u[n]) for n, c in enumerate(model.comparisons)],
        "blocking_rules_to_generate_predictions": ["l.record = r.record"],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _splink(comparison: Comparison, m: Any, u: Any) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.unknown, "label_for_charts": "not known", "is_null_level": True}
    ]
    places = {level.label: n for n, level in enumerate(comparison.levels)}
    for step in comparison.steps:
        n = places.get(step.label, -1)
        said: dict[str, Any] = {
            "sql_condition": step.sql,
            "label_for_charts": step.label,
            "m_probability": float(m[n]),
            "u_probability": float(u[n]),
        }
        if step.rarity:
            said |= {"tf_adjustment_column": step.rarity, "tf_adjustment_weight": 1.0}
        levels.append(said)
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def score(connection: Any, model: Model, *, link: bool) -> None:
    """The table `scored`: l, r, weight in bits, and each comparison's part of it, for all pairs above the floor."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from splink import DuckDBAPI, Linker

        api = DuckDBAPI(connection)
        linker = Linker(api.register("people"), settings_of(model, link=link), log_level=None, validate_settings=False)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE blocked AS "
            "SELECT '0' AS match_key, l AS join_key_l, r AS join_key_r FROM pairs"
        )
        linker.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
        found = linker.inference.predict(threshold_match_weight=FLOOR_OF_SPLINK, warning_mode="never")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE parts AS {_parts(found.physical_name, model)}")
    connection.execute(f"DROP TABLE {found.physical_name}")
    rates = rates_of(connection, model)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE scored AS SELECT * FROM (SELECT l, r, {weight_sql(rates)} AS weight, "
        f"* EXCLUDE (l, r) FROM parts) WHERE weight > {FLOOR}"
    )
    connection.execute("DROP TABLE parts")


def _parts(table: str, model: Model) -> str:
    """Each comparison's part of the weight, and their sums by what else than being one person they may come from."""
    parts = {c.name: f'"mw_{c.name}"{_rarity(c)}' for c in model.comparisons}
    sides = {
        side: " + ".join(f"({parts[c.name]})" for c in model.comparisons if c.side == side) or "0.0"
        for side in ("forename", "birth", "family", "place", "own")
    }
    near = " + ".join(_near(model, n) for n, c in enumerate(model.comparisons) if c.side == "place") or "0.0"
    columns = [f"{sql} AS {side}" for side, sql in sides.items()]
    columns += [f"{near} AS near", *(f'{sql} AS "of_{name}"' for name, sql in parts.items())]
    return f"SELECT record_l AS l, record_r AS r, {', '.join(columns)} FROM {table}"


def _rarity(comparison: Comparison) -> str:
    return f' + "mw_tf_adj_{comparison.name}"' if any(level.rarity for level in comparison.levels) else ""


def _near(model: Model, n: int) -> str:
    """What the level says for being neighbours; told by its weight, which no other level of the comparison has."""
    import numpy as np

    weights, near = np.log2(model.m[n] / model.u[n]), np.log2(model.k[n] / model.u[n])
    place = f'list_position({_list(weights)}, round("mw_{model.comparisons[n].name}", 6))'
    return f"coalesce({_list(near)}[{place}], 0){_rarity(model.comparisons[n])}"


def _list(values: Any) -> str:
    return "[" + ", ".join(f"{round(float(value), 6)!r}::DOUBLE" for value in values) + "]"
