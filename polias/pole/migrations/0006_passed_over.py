"""Why somebody very like was passed over when a person was recorded."""

import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0012_incoming_in_order"),
        ("pole", "0005_how_people_are_joined"),
    ]

    operations = [
        migrations.CreateModel(
            name="PassedOver",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                ("score", models.SmallIntegerField()),
                ("why", models.CharField(max_length=20)),
                ("words", models.CharField(blank=True, max_length=300)),
                (
                    "like",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
            ],
            options={
                "verbose_name": "likeness passed over",
                "indexes": [models.Index(fields=["register"], name="passedover_of")],
            },
        ),
    ]
