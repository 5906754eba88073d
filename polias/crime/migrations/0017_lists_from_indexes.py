"""Crimes are listed, sorted and counted from indexes alone: all, of a class, of a beat, with a keyword or outcome."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0016_amendments"),
        ("force", "0001_initial"),
        ("kit", "0018_counted_from_the_index"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="crimekeyword",
            name="crimekeyword_code",
        ),
        migrations.AlterField(
            model_name="crimereport",
            name="beat",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="force.area",
            ),
        ),
        migrations.AddIndex(
            model_name="crimekeyword",
            index=models.Index(fields=["code", "register"], include=("force_id", "grade"), name="crimekeyword_code"),
        ),
        migrations.AddIndex(
            model_name="crimeoutcome",
            index=models.Index(
                condition=models.Q(("current", True)),
                fields=["code", "register"],
                include=("force_id", "grade"),
                name="crimeoutcome_current",
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                fields=["-recorded_at", "-register"], include=("force_id", "grade"), name="crime_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                fields=["offence", "-recorded_at", "-register"], include=("force_id", "grade"), name="crime_of_class"
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                fields=["beat", "-recorded_at", "-register"], include=("force_id", "grade"), name="crime_of_beat"
            ),
        ),
    ]
