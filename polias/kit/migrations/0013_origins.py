"""Records that another system held first know from where they came, and under which id it holds them."""

import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0012_incoming_in_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("cell", models.IntegerField(editable=False)),
                ("force_id", models.IntegerField()),
                ("record_type", models.CharField(max_length=60)),
                ("source", models.CharField(max_length=80)),
                ("own_id", models.CharField(help_text="Its id in the source.", max_length=120)),
                ("said", models.CharField(max_length=32)),
                ("brought_in_at", models.DateTimeField()),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
            ],
            options={
                "verbose_name": "origin",
                "constraints": [
                    models.UniqueConstraint(fields=("own_id", "source", "record_type", "force_id"), name="origin_once")
                ],
            },
        ),
    ]
