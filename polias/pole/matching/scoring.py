"""Scores the chosen pairs with Splink on DuckDB from what was learnt, and then against being kin."""

from __future__ import annotations

import logging
import warnings
from typing import Any

from polias.pole.matching.comparisons import Comparison
from polias.pole.matching.kin import shares_of, weight_sql
from polias.pole.matching.training import Model

#: Pairs below this weight are not kept; in clusters they count as not alike.
FLOOR = -10.0


def settings_of(model: Model, *, link: bool) -> dict[str, Any]:
    """The model as Splink's settings: the same for DuckDB and for Spark."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "record",
        "probability_two_random_records_match": min(0.5, max(1e-12, model.prior)),
        "comparisons": [_splink(c, model.m[n], model.u[n]) for n, c in enumerate(model.comparisons)],
        "blocking_rules_to_generate_predictions": ["l.record = r.record"],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _splink(comparison: Comparison, m: Any, u: Any) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.unknown, "label_for_charts": "not known", "is_null_level": True}
    ]
    for n, level in enumerate(comparison.levels):
        said: dict[str, Any] = {
            "sql_condition": level.sql,
            "label_for_charts": level.label,
            "m_probability": float(m[n]),
            "u_probability": float(u[n]),
        }
        if level.rarity:
            said |= {"tf_adjustment_column": level.rarity, "tf_adjustment_weight": 1.0}
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
        found = linker.inference.predict(threshold_match_weight=FLOOR, warning_mode="never")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE parts AS {_parts(found.physical_name, model)}")
    connection.execute(f"DROP TABLE {found.physical_name}")
    shares = shares_of(connection, model.prior)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE scored AS SELECT l, r, {weight_sql(shares, model.prior)} AS weight, "
        "* EXCLUDE (l, r, total) FROM parts"
    )
    connection.execute("DROP TABLE parts")


def _parts(table: str, model: Model) -> str:
    """Each comparison's part of the weight, and their sums by what else than being one person they may come from."""
    parts = {c.name: f'("mw_{c.name}"{_rarity(c)})' for c in model.comparisons}
    sides = {
        side: " + ".join(parts[c.name] for c in model.comparisons if c.side == side) or "0.0"
        for side in ("forename", "birth", "shared", "own")
    }
    columns = [f"{sql} AS {side}" for side, sql in sides.items()]
    columns += [f'{sql} AS "of_{name}"' for name, sql in parts.items()]
    return f"SELECT record_l AS l, record_r AS r, match_weight AS total, {', '.join(columns)} FROM {table}"


def _rarity(comparison: Comparison) -> str:
    return f' + "mw_tf_adj_{comparison.name}"' if any(level.rarity for level in comparison.levels) else ""
