"""Crimes of one incident are linked with one another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pole", "0008_drawn_of_people"),
    ]

    operations = [
        migrations.AlterField(
            model_name="link",
            name="role",
            field=models.CharField(
                choices=[
                    ("victim", "Victim"),
                    ("suspect", "Suspect"),
                    ("witness", "Witness"),
                    ("caller", "Caller"),
                    ("location", "Where it happened"),
                    ("vehicle", "Vehicle involved"),
                    ("came_from", "Came from"),
                    ("same_incident", "Of the same incident"),
                    ("keeper", "Keeper"),
                    ("lives_at", "Lives at"),
                    ("premises", "Premises"),
                    ("involved", "Involved, how is not said"),
                    ("relative", "Related to"),
                    ("knows", "Knows"),
                    ("same_person", "Same person"),
                ],
                max_length=20,
            ),
        ),
    ]
