"""New columns have defaults of the database: a process of the release before may still write."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0011_circumstances"),
    ]

    operations = [
        migrations.AlterField(
            model_name="crimekeyword",
            name="follows",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Follows from what is recorded (polias.crime.flags)."
            ),
        ),
        migrations.AlterField(
            model_name="crimeoutcome",
            name="decided_by",
            field=models.CharField(
                blank=True,
                choices=[("police", "The police"), ("cps", "The Crown Prosecution Service")],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="crimeoutcome",
            name="details",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AlterField(
            model_name="crimeoutcome",
            name="document",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AlterField(
            model_name="crimeoutcome",
            name="victim_view",
            field=models.CharField(
                blank=True,
                choices=[
                    ("supports", "They support action"),
                    ("does_not_support", "They do not support action"),
                    ("no_victim", "There is no victim to ask"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
    ]
