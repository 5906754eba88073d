"""Crimes that other systems recorded, in their own words."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0004_words_of_crimes"),
        ("kit", "0013_origins"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportedCrime",
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
                (
                    "number",
                    models.CharField(
                        blank=True, help_text="The number by which the other system calls it.", max_length=120
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True, help_text="Its class in the words of the other system.", max_length=200
                    ),
                ),
                ("happened_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(blank=True, help_text="In the words of the other system.", max_length=300),
                ),
                ("charge", models.CharField(blank=True, max_length=300)),
                ("officer", models.CharField(blank=True, help_text="Who investigated it there.", max_length=200)),
                (
                    "summary",
                    models.TextField(blank=True, help_text="Everything that is said of it, as words to be found."),
                ),
            ],
            options={
                "verbose_name": "crime from another system",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector("summary", config="english"),
                        name="importedcrime_words",
                    )
                ],
            },
        ),
    ]
