"""A sample knows of how many people it was drawn, so that the register's duplicate rate can be told of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pole", "0007_drawn")]

    operations = [
        migrations.AddField(
            model_name="drawn",
            name="of_people",
            field=models.IntegerField(null=True, help_text="People who were compared when it was drawn."),
        ),
    ]
