"""Further offences say who added them, how they became known, and why one was taken off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0014_transfers"),
    ]

    operations = [
        migrations.AddField(
            model_name="linkedoffence",
            name="added_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="linkedoffence",
            name="added_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="linkedoffence",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="linkedoffence",
            name="ended_because",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="linkedoffence",
            name="ended_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="linkedoffence",
            name="note",
            field=models.TextField(blank=True, help_text="How it became known, where it was added later."),
        ),
    ]
