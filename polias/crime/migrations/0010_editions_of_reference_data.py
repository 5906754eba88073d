"""Lists of classes and outcomes that a force uses from a day on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0009_what_a_report_leaves"),
        ("force", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("table", models.CharField(max_length=30)),
                ("valid_from", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("content", models.TextField(help_text="The table as CSV, with its first line.")),
                ("loaded_at", models.DateTimeField()),
                ("loaded_by", models.BigIntegerField()),
                (
                    "force",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="force.force"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("force", "table", "valid_from"), name="edition_from_unique")
                ],
            },
        ),
    ]
