"""One force may read single records of another, and take them over once they are offered."""

import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0016_rule_lessons"),
    ]

    operations = [
        migrations.CreateModel(
            name="AlsoRead",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("cell", models.IntegerField(editable=False)),
                ("reader", models.IntegerField(help_text="The force that reads it as well.")),
                ("offer", models.UUIDField()),
                ("why", models.TextField()),
                ("by", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("may_take", models.BooleanField(default=False, help_text="The reader may take the record over.")),
                (
                    "taken_in",
                    models.BigIntegerField(help_text="The transaction in which it was taken over.", null=True),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.BigIntegerField(null=True)),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
            ],
            options={
                "verbose_name": "reading by another force",
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["reader"], name="alsoread_by"),
                    models.Index(fields=["register"], name="alsoread_of"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("may_take", True)),
                        fields=("register",),
                        name="alsoread_offered_once",
                    )
                ],
            },
        ),
    ]
