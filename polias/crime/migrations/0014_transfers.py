"""Crimes offered to other forces, and what those answered."""

import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0013_mandatory_fields"),
        ("force", "0001_initial"),
        ("kit", "0017_handover"),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                ("from_force", models.IntegerField()),
                ("to_force", models.IntegerField()),
                ("offer", models.UUIDField(help_text="What the other force may read of it (polias.kit.handover).")),
                ("offence", models.CharField(help_text="Its class when it was offered.", max_length=8)),
                ("recorded_at", models.DateTimeField(help_text="When the crime was recorded, as the crime says.")),
                ("offered_at", models.DateTimeField()),
                ("offered_by", models.BigIntegerField()),
                ("rationale", models.TextField()),
                (
                    "information_kind",
                    models.CharField(
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
                ("information_source", models.TextField()),
                ("information_on", models.DateField()),
                ("information", models.TextField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Accepted"), ("refused", "Refused"), ("withdrawn", "Withdrawn")],
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.BigIntegerField(null=True)),
                ("answer_rationale", models.TextField(blank=True)),
                ("victim_told_on", models.DateField(null=True)),
                (
                    "from_beat",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="force.area"
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
            ],
            options={
                "verbose_name": "transfer",
                "indexes": [
                    models.Index(fields=["register"], name="crimetransfer_of"),
                    models.Index(condition=models.Q(("answer", "")), fields=["to_force"], name="crimetransfer_waiting"),
                    models.Index(fields=["from_force", "answered_at"], name="crimetransfer_answered"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "")), fields=("register",), name="crimetransfer_offered_once"
                    )
                ],
            },
        ),
    ]
