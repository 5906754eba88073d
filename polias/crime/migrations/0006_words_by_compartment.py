"""Words filed by compartment and time, with the newest record of each compartment."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0005_crimes_of_other_systems"),
        ("force", "0001_initial"),
        ("kit", "0015_words_by_compartment"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="crimereport",
            name="crimereport_words",
        ),
        migrations.RemoveIndex(
            model_name="importedcrime",
            name="importedcrime_words",
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("register"),
                    models.F("force_id"),
                    models.F("grade"),
                    models.F("summary"),
                    function="polias_lexemes",
                ),
                fastupdate=False,
                name="crimereport_words",
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(fields=["force_id", "grade", "register"], name="crimereport_words_newest"),
        ),
        migrations.AddIndex(
            model_name="importedcrime",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("register"),
                    models.F("force_id"),
                    models.F("grade"),
                    models.F("summary"),
                    function="polias_lexemes",
                ),
                fastupdate=False,
                name="importedcrime_words",
            ),
        ),
        migrations.AddIndex(
            model_name="importedcrime",
            index=models.Index(fields=["force_id", "grade", "register"], name="importedcrime_words_newest"),
        ),
    ]
