"""Proposed changes of the vocabulary, and several editions of a table that begin on one day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0017_lists_from_indexes"),
        ("force", "0001_initial"),
        ("kit", "0018_counted_from_the_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeywordProposal",
            fields=[
                (
                    "register",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="kit.register",
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("new", "A new keyword"), ("word", "Another word for one"), ("end", "The end of one")],
                        max_length=4,
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("label", models.CharField(blank=True, max_length=60)),
                ("group", models.CharField(blank=True, max_length=60)),
                ("words", models.CharField(blank=True, max_length=400)),
                ("reason", models.TextField()),
                ("holds_from", models.DateField(null=True)),
                ("answer", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "keyword proposal",
            },
        ),
        migrations.RemoveConstraint(
            model_name="edition",
            name="edition_from_unique",
        ),
        migrations.AddField(
            model_name="edition",
            name="turn",
            field=models.SmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                fields=("force", "table", "valid_from", "turn"), name="edition_from_unique"
            ),
        ),
    ]
