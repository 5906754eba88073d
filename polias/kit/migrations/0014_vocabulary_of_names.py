"""A vocabulary of the names that occur, by compartment, and keys that are gone through by compartment too."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0013_origins"),
    ]

    operations = [
        migrations.CreateModel(
            name="NearName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("piece", models.BigIntegerField()),
                ("name", models.BigIntegerField()),
                ("cell", models.IntegerField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name="searchkey",
            name="searchkey_key",
        ),
        migrations.AddField(
            model_name="searchkey",
            name="pieces",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), editable=False, null=True, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="searchkey",
            index=models.Index(fields=["key", "cell", "register"], name="searchkey_in_cell"),
        ),
        migrations.AddIndex(
            model_name="nearname",
            index=models.Index(fields=["piece", "cell", "name"], name="nearname_by_piece"),
        ),
        migrations.AddIndex(
            model_name="nearname",
            index=models.Index(fields=["name", "cell"], name="nearname_by_name"),
        ),
        # The triggers are made with the other functions, after every migration; without the column they must go first.
        migrations.RunSQL(
            migrations.RunSQL.noop,
            "drop trigger if exists searchkey_learn on kit_searchkey;"
            " drop trigger if exists searchkey_forget on kit_searchkey;"
            " drop trigger if exists searchkey_move on kit_searchkey;",
        ),
    ]
