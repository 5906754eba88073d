"""Links between people, and of those who are involved without a part."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pole", "0004_other_names"),
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
