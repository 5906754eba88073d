"""Records may be marked, locked and invisible; some are admitted, some excluded; emergency access is kept and reviewed.

The new columns have a default in the database as well: the code of before, which does not name them, still works.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0006_attachments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Admission",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("cell", models.IntegerField(editable=False)),
                ("actor_id", models.BigIntegerField()),
                ("why", models.TextField()),
                ("by", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("emergency", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.BigIntegerField(null=True)),
            ],
            options={
                "verbose_name": "admission",
            },
        ),
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("cell", models.IntegerField(help_text="Where the record lay when it was opened.")),
                (
                    "force_id",
                    models.IntegerField(help_text="The force of the record, whose reviewers look at the access."),
                ),
                ("record_type", models.CharField(max_length=60)),
                ("reference", models.CharField(max_length=40)),
                ("actor_id", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("due_at", models.DateTimeField(help_text="By when it must be reviewed.")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not reviewed yet"), ("proper", "Proper"), ("not_proper", "Not proper")],
                        default="",
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True, default="", help_text="What the reviewer found.")),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("reviewed_by", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("cell", models.IntegerField(editable=False)),
                ("actor_id", models.BigIntegerField()),
                ("why", models.TextField()),
                ("by", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.BigIntegerField(null=True)),
            ],
            options={
                "verbose_name": "exclusion",
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("cell", models.IntegerField(editable=False)),
                ("level", models.SmallIntegerField(choices=[(0, "Not locked"), (1, "Locked"), (2, "Invisible")])),
                ("reason", models.TextField()),
                ("contact", models.BigIntegerField(help_text="The actor whose name the locked page gives.")),
                ("since", models.DateTimeField()),
                ("by", models.BigIntegerField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.BigIntegerField(null=True)),
            ],
            options={
                "verbose_name": "restriction",
            },
        ),
        migrations.AddField(
            model_name="actor",
            name="reviews",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(),
                default=list,
                help_text="Forces whose emergency accesses this actor reviews.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="register",
            name="marking",
            field=models.CharField(
                blank=True, default="", help_text="Why care is needed; hides nothing.", max_length=300
            ),
        ),
        migrations.AlterField(
            model_name="register",
            name="grade",
            field=models.SmallIntegerField(
                choices=[
                    (0, "Open"),
                    (1, "Restricted"),
                    (2, "Confidential"),
                    (3, "Locked"),
                    (4, "Locked (restricted beneath)"),
                    (5, "Locked (confidential beneath)"),
                    (6, "Invisible"),
                    (7, "Invisible (restricted beneath)"),
                    (8, "Invisible (confidential beneath)"),
                ],
                default=0,
            ),
        ),
        migrations.AddIndex(
            model_name="register",
            index=models.Index(condition=models.Q(("grade__gte", 3)), fields=["cell"], name="register_locked"),
        ),
        migrations.AddField(
            model_name="admission",
            name="register",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
        ),
        migrations.AddField(
            model_name="emergencyaccess",
            name="register",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="register",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
        ),
        migrations.AddField(
            model_name="restriction",
            name="register",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
        ),
        migrations.AddIndex(
            model_name="admission",
            index=models.Index(condition=models.Q(("ended_at", None)), fields=["actor_id"], name="admission_of"),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("emergency", False)),
                fields=("register", "actor_id"),
                name="admission_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.CheckConstraint(
                condition=models.Q(("emergency", False), ("until__isnull", False), _connector="OR"),
                name="admission_emergency_ends",
            ),
        ),
        migrations.AddIndex(
            model_name="emergencyaccess",
            index=models.Index(
                condition=models.Q(("reviewed_at", None)), fields=["force_id", "due_at"], name="emergency_to_review"
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by", None),
                    models.Q(("reviewed_by", models.F("actor_id")), _negated=True),
                    _connector="OR",
                ),
                name="emergency_reviewed_by_another",
            ),
        ),
        migrations.AddIndex(
            model_name="exclusion",
            index=models.Index(condition=models.Q(("ended_at", None)), fields=["actor_id"], name="exclusion_of"),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("register", "actor_id"), name="exclusion_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("register",), name="restriction_once"
            ),
        ),
        migrations.RunSQL(
            "alter table kit_register alter column marking set default '';"
            " alter table kit_actor alter column reviews set default '{}'",
            "alter table kit_register alter column marking drop default;"
            " alter table kit_actor alter column reviews drop default",
        ),
    ]
