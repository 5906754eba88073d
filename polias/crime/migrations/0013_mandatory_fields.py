"""Mandatory fields: which a force retired, and how often each stopped somebody."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0012_defaults_of_new_columns"),
        ("kit", "0015_words_by_compartment"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetiredField",
            fields=[
                (
                    "register",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="kit.register",
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                ("field", models.CharField(max_length=60)),
                ("reason", models.TextField()),
                ("retired_on", models.DateField()),
            ],
            options={
                "verbose_name": "retired field",
            },
        ),
        migrations.CreateModel(
            name="FieldRefusal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("force_id", models.IntegerField()),
                ("field", models.CharField(max_length=60)),
                ("day", models.DateField()),
                ("times", models.IntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("force_id", "field", "day"), name="fieldrefusal_once_a_day")
                ],
            },
        ),
    ]
