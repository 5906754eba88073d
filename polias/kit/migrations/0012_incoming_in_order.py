"""What waits for an earlier message about its subject is found quickly; a message may be dropped."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0011_shut_with_another_record"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="incoming",
            index=models.Index(
                condition=models.Q(("state__in", ("waiting", "dead")), models.Q(("subject", ""), _negated=True)),
                fields=["partner", "subject", "created_at", "message_id"],
                name="incoming_in_order",
            ),
        ),
    ]
