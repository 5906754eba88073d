"""By which rule a quoted figure was judged, what so many figures explain, and what its chart could have shown."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("boards", "0004_aspirations")]

    operations = [
        migrations.AddField(
            model_name="quotedfigure",
            name="judged_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=8),
        ),
        migrations.AddField(
            model_name="quotedfigure",
            name="explained",
            field=models.CharField(blank=True, db_default="", default="", max_length=8),
        ),
        migrations.AddField(
            model_name="quotedfigure",
            name="could_be_seen",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
    ]
