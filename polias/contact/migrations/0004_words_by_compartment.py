"""Words filed by compartment and time, with the newest record of each compartment."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0003_words_of_logs"),
        ("force", "0001_initial"),
        ("kit", "0015_words_by_compartment"),
        ("pole", "0007_drawn"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="log",
            name="log_words",
        ),
        migrations.AddIndex(
            model_name="log",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("register"),
                    models.F("force_id"),
                    models.F("grade"),
                    models.F("summary"),
                    function="polias_lexemes",
                ),
                fastupdate=False,
                name="log_words",
            ),
        ),
        migrations.AddIndex(
            model_name="log",
            index=models.Index(fields=["force_id", "grade", "register"], name="log_words_newest"),
        ),
    ]
