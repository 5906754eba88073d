"""How a crime was done, in listed words, and which keywords follow from it."""

import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0010_editions_of_reference_data"),
        ("kit", "0015_words_by_compartment"),
    ]

    operations = [
        migrations.AddField(
            model_name="crimekeyword",
            name="follows",
            field=models.BooleanField(default=False, help_text="Follows from what is recorded (polias.crime.flags)."),
        ),
        migrations.CreateModel(
            name="CrimeCircumstance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                ("kind", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=30)),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
            ],
            options={
                "verbose_name": "circumstance",
                "indexes": [models.Index(fields=["register"], name="crimecircumstance_of")],
            },
        ),
    ]
