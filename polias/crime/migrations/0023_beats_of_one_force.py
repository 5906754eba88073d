"""Crimes sorted by beat are found in the part of an index that one force has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0022_keywords_once"),
        ("force", "0001_initial"),
        ("kit", "0018_counted_from_the_index"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                fields=["force_id", "beat", "-recorded_at", "-register"],
                include=("grade",),
                name="crime_of_force_by_beat",
            ),
        ),
    ]
