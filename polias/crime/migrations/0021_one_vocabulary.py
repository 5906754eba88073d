"""The vocabulary of keywords becomes one for all forces: what each had until now is put together, and stays to be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

KEYWORDS = "keywords"
Row = dict[str, str]


def rows_of(content: str) -> list[Row]:
    return [{column: value.strip() for column, value in row.items()} for row in csv.DictReader(io.StringIO(content))]


def together(vocabularies: Iterable[list[Row]]) -> list[Row]:
    """Every keyword of any of them, with the words of all; one has ended where it has in each that knows it."""
    merged: dict[str, Row] = {}
    for row in (row for rows in vocabularies for row in rows):
        known = merged.setdefault(row["code"], dict(row))
        words = [*known["synonyms"].split("|"), *row["synonyms"].split("|")]
        known["synonyms"] = "|".join(dict.fromkeys(filter(None, words)))
        known["valid_from"] = min(known["valid_from"], row["valid_from"])
        known["valid_to"] = max(known["valid_to"], row["valid_to"]) if known["valid_to"] and row["valid_to"] else ""
    return list(merged.values())


def as_csv(rows: list[Row]) -> str:
    text = io.StringIO()
    columns = dict.fromkeys(column for row in rows for column in row)
    writer = csv.DictWriter(text, fieldnames=list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def put_together(apps: Any, _schema_editor: Any) -> None:
    """One edition for each day on which a force had one, of what all had then."""
    edition = apps.get_model("crime", "Edition")
    each = list(edition.objects.filter(table=KEYWORDS).order_by("valid_from", "turn", "pk"))
    in_use: dict[int, list[Row]] = {}
    for day in dict.fromkeys(one.valid_from for one in each):
        begins = [one for one in each if one.valid_from == day]
        in_use |= {one.force_id: rows_of(one.content) for one in begins}
        edition.objects.create(
            force=None,
            table=KEYWORDS,
            valid_from=day,
            source="; ".join(dict.fromkeys(one.source for one in begins))[:200],
            content=as_csv(together(in_use.values())),
            loaded_at=max(one.loaded_at for one in begins),
            loaded_by=begins[-1].loaded_by,
        )


def take_apart(apps: Any, schema_editor: Any) -> None:
    """Each force has what was common, behind what it had of the same day."""
    edition, forces = apps.get_model("crime", "Edition"), apps.get_model("force", "Force")
    for shared in edition.objects.filter(force=None).order_by("valid_from", "turn"):
        for force in forces.objects.all():
            of_day = edition.objects.filter(force=force, table=shared.table, valid_from=shared.valid_from)
            told = {
                n: getattr(shared, n) for n in ("table", "valid_from", "source", "content", "loaded_at", "loaded_by")
            }
            edition.objects.create(force=force, turn=of_day.count(), **told)
        shared.delete()
    schema_editor.execute("set constraints all immediate")  # or the table could not be altered in the same transaction


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0020_taken_over_elsewhere"),
        ("force", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="edition", name="edition_from_unique"),
        migrations.AlterField(
            model_name="edition",
            name="force",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="force.force"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                fields=("force", "table", "valid_from", "turn"), name="edition_from_unique", nulls_distinct=False
            ),
        ),
        migrations.RunPython(put_together, take_apart),
    ]
