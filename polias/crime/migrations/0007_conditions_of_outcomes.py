"""What each outcome rests on, when it was taken back, and what courts made of a charge."""

import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0006_words_by_compartment"),
        ("kit", "0015_words_by_compartment"),
    ]

    operations = [
        migrations.CreateModel(
            name="CourtResult",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                (
                    "result",
                    models.CharField(
                        help_text="Code of polias.crime.reference.procedure.court_results.", max_length=30
                    ),
                ),
                ("court", models.CharField(max_length=120)),
                ("resulted_on", models.DateField()),
                ("source", models.CharField(blank=True, help_text="From where it was learnt.", max_length=120)),
                ("entered_at", models.DateTimeField()),
                ("entered_by", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "court result",
            },
        ),
        migrations.AddField(
            model_name="crimeoutcome",
            name="admitted",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="crimeoutcome",
            name="adult_present",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="crimeoutcome",
            name="decided_by",
            field=models.CharField(
                blank=True, choices=[("police", "The police"), ("cps", "The Crown Prosecution Service")], max_length=10
            ),
        ),
        migrations.AddField(
            model_name="crimeoutcome",
            name="details",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="crimeoutcome",
            name="document",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="crimeoutcome",
            name="done_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="crimeoutcome",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="crimeoutcome",
            name="enquiries_closed",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="crimeoutcome",
            name="suspect",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"
            ),
        ),
        migrations.AddField(
            model_name="crimeoutcome",
            name="victim_told_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="crimeoutcome",
            name="victim_view",
            field=models.CharField(
                blank=True,
                choices=[
                    ("supports", "They support action"),
                    ("does_not_support", "They do not support action"),
                    ("no_victim", "There is no victim to ask"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="crimeoutcome",
            index=models.Index(fields=["suspect"], name="crimeoutcome_suspect"),
        ),
        migrations.AddField(
            model_name="courtresult",
            name="register",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
        ),
        migrations.AddIndex(
            model_name="courtresult",
            index=models.Index(fields=["register"], name="courtresult_of"),
        ),
    ]
