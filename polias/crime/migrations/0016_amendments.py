"""Answers of recorded crimes that were corrected, with what they said before."""

import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0015_further_offences"),
        ("kit", "0017_handover"),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                (
                    "corrected",
                    models.CharField(
                        choices=[
                            ("committed_from", "Happened from"),
                            ("committed_to", "Happened to"),
                            ("beat", "Beat"),
                            ("location", "Where it happened"),
                            ("victim", "Victim"),
                            ("suspect", "Suspect"),
                            ("witness", "Witness"),
                        ],
                        max_length=20,
                    ),
                ),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("rationale", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.BigIntegerField()),
                (
                    "record_after",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"
                    ),
                ),
                (
                    "record_before",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
            ],
            options={
                "verbose_name": "amendment",
                "indexes": [models.Index(fields=["register"], name="crimeamendment_of")],
            },
        ),
    ]
