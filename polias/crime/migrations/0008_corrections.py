"""What each reclassification and cancellation was, and on what it rests."""

import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0007_conditions_of_outcomes"),
        ("kit", "0015_words_by_compartment"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
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
                    "kind",
                    models.CharField(choices=[("classify", "Reclassified"), ("cancel", "Cancelled")], max_length=10),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by", models.BigIntegerField()),
                ("rationale", models.TextField()),
                (
                    "basis",
                    models.CharField(
                        blank=True, help_text="information, or error in what was recorded.", max_length=12
                    ),
                ),
                ("offence_before", models.CharField(max_length=8)),
                ("offence_after", models.CharField(max_length=8)),
                ("category", models.CharField(blank=True, max_length=4)),
                (
                    "information_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("film", "Film or photograph"),
                            ("witness", "What a witness says"),
                            ("victim", "What the victim says"),
                            ("forensic", "A forensic result"),
                            ("document", "A document"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("information_source", models.TextField(blank=True)),
                ("information_on", models.DateField(null=True)),
                ("information", models.TextField(blank=True)),
                ("victim_told_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
                (
                    "surviving",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "indexes": [
                    models.Index(fields=["register"], name="crimecorrection_of"),
                    models.Index(fields=["force_id", "made_at"], name="crimecorrection_made"),
                    models.Index(fields=["surviving"], name="crimecorrection_surviving"),
                ],
            },
        ),
    ]
