"""Answers that led to no crime, offences that are not counted, and suspects without a name."""

import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0008_corrections"),
        ("kit", "0015_words_by_compartment"),
    ]

    operations = [
        migrations.CreateModel(
            name="DecisionStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                ("step", models.CharField(max_length=20)),
                ("answer", models.BooleanField()),
                ("rationale", models.TextField(blank=True)),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
            ],
            options={
                "verbose_name": "step of the recording decision",
            },
        ),
        migrations.CreateModel(
            name="DescribedSuspect",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                ("description", models.TextField()),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
            ],
            options={
                "verbose_name": "described suspect",
            },
        ),
        migrations.CreateModel(
            name="LinkedOffence",
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
                    "offence",
                    models.CharField(help_text="Home Office code of the class (polias.crime.reference).", max_length=8),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
            ],
            options={
                "verbose_name": "linked offence",
            },
        ),
    ]
