"""Minutes, times and notices of health; messages to and from partners."""

import django.contrib.postgres.fields
from django.db import migrations, models

import polias.kit.record.ids


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0009_newest_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="HealthMinute",
            fields=[
                ("minute", models.DateTimeField(primary_key=True, serialize=False)),
                ("beat", models.CharField(blank=True, max_length=10)),
                ("pages", models.IntegerField(null=True)),
                (
                    "faults",
                    models.IntegerField(default=0, help_text="Pages answered with a fault of our own (500 and above)."),
                ),
                ("slow", models.IntegerField(default=0)),
                ("memory_kb", models.IntegerField(help_text="Resident memory of the largest web process.", null=True)),
                (
                    "open_files",
                    models.IntegerField(help_text="Open files of the web process that has most.", null=True),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HealthReading",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("read_at", models.DateTimeField()),
                ("waiting", models.IntegerField()),
                ("oldest_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PartnerState",
            fields=[
                ("partner", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("silences", models.IntegerField(default=0)),
                ("down_since", models.DateTimeField(null=True)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("last_acknowledged_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Payload",
            fields=[
                ("hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("body", models.TextField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="SlowPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("minute", models.DateTimeField(db_index=True)),
                ("route", models.CharField(max_length=160)),
                ("method", models.CharField(max_length=8)),
                ("status", models.SmallIntegerField()),
                ("milliseconds", models.IntegerField()),
                ("queries", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="HealthNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=300)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="notice_ends_later"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Incoming",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("partner", models.CharField(max_length=30)),
                ("message_id", models.UUIDField()),
                ("kind", models.CharField(max_length=60)),
                ("subject", models.CharField(blank=True, max_length=60)),
                (
                    "after",
                    models.UUIDField(help_text="The partner's message that must be acted on before it.", null=True),
                ),
                ("payload_hash", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(help_text="When the partner made it, by the partner's clock.")),
                ("received_at", models.DateTimeField()),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("refusals", models.IntegerField(default=0)),
                ("next_at", models.DateTimeField()),
                ("handled_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "waiting")), fields=["next_at"], name="incoming_due"),
                    models.Index(fields=["partner", "created_at"], name="incoming_by_day"),
                ],
                "constraints": [models.UniqueConstraint(fields=("partner", "message_id"), name="incoming_once")],
            },
        ),
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("partner", models.CharField(max_length=30)),
                ("kind", models.CharField(max_length=60)),
                (
                    "subject",
                    models.CharField(
                        blank=True, help_text="Messages about one subject arrive in order.", max_length=60
                    ),
                ),
                ("payload_hash", models.CharField(max_length=64)),
                (
                    "force_id",
                    models.IntegerField(help_text="The force that sends, whose people are told when it goes wrong."),
                ),
                ("created_at", models.DateTimeField()),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("tries", models.IntegerField(default=0)),
                ("refusals", models.IntegerField(default=0)),
                ("next_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("alarmed_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["partner", "next_at"], name="outgoing_due"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("state__in", ("waiting", "dead")), models.Q(("subject", ""), _negated=True)
                        ),
                        fields=["partner", "subject", "id"],
                        name="outgoing_in_order",
                    ),
                    models.Index(fields=["partner", "created_at"], name="outgoing_by_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PageTimes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("route", models.CharField(blank=True, max_length=160)),
                ("method", models.CharField(blank=True, max_length=8)),
                (
                    "status",
                    models.SmallIntegerField(help_text="First digit of the answer's status; 0 for all of them."),
                ),
                ("pages", models.BigIntegerField(default=0)),
                ("slow", models.BigIntegerField(default=0)),
                ("milliseconds", models.BigIntegerField(default=0)),
                ("queries", models.BigIntegerField(default=0)),
                (
                    "buckets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text="Pages by time, as bounded in kit/health/times.py.",
                        size=None,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("day", "route", "method", "status"), name="pagetimes_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=30)),
                ("day", models.DateField(help_text="UTC day on which the messages were made.")),
                ("compared_at", models.DateTimeField()),
                ("sent", models.IntegerField(help_text="Messages that we made for the partner on that day.")),
                ("received", models.IntegerField(help_text="Messages of that day that we have from the partner.")),
                (
                    "sent_again",
                    models.IntegerField(default=0, help_text="Acknowledged, and not on the partner's list."),
                ),
                (
                    "settled",
                    models.IntegerField(
                        default=0, help_text="On the partner's list; only the acknowledgement was lost."
                    ),
                ),
                (
                    "asked_again",
                    models.IntegerField(default=0, help_text="On the partner's list of what it sent, and not here."),
                ),
                (
                    "unexplained",
                    models.IntegerField(default=0, help_text="Other body under one id, or known to one side only."),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("partner", "day"), name="reconciled_once")],
            },
        ),
    ]
