"""How often a rule refused, by field, team and day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0015_words_by_compartment"),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleLesson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("force_id", models.IntegerField()),
                ("team", models.CharField(blank=True, max_length=80)),
                ("code", models.CharField(max_length=20)),
                ("field", models.CharField(blank=True, max_length=60)),
                ("verb", models.CharField(max_length=80)),
                ("day", models.DateField()),
                ("refused", models.IntegerField(default=0)),
                ("passed", models.IntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("force_id", "day", "team", "code", "field", "verb"), name="rulelesson_once"
                    )
                ],
            },
        ),
    ]
