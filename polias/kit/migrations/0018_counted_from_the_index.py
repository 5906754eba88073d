"""Records of a type and state are counted from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0017_handover"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="register",
            index=models.Index(fields=["cell", "state"], include=("id",), name="register_counted"),
        ),
    ]
