"""Which force that works elsewhere has taken a crime over."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("crime", "0019_keywords_on_lists")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="correction",
            name="taken_by",
            field=models.TextField(
                blank=True, db_default="", default="", help_text="The force elsewhere that took it over (C1)."
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="taken_reference",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(model_name="correction", name="taken_on", field=models.DateField(null=True)),
    ]
