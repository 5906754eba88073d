"""A crime has a keyword once, and the crimes of a keyword are found among those of the forces that somebody sees."""

from django.db import migrations, models

# No verb writes one twice; what was brought in by SQL may hold doubles.
WITHOUT_DOUBLES = """
delete from crime_crimekeyword k using crime_crimekeyword first
where first.register_id = k.register_id and first.code = k.code and first.id < k.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0021_one_vocabulary"),
        ("kit", "0018_counted_from_the_index"),
    ]

    operations = [
        migrations.RunSQL(WITHOUT_DOUBLES, migrations.RunSQL.noop),
        # What the composite key has still to check would keep the table from being altered.
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="crimekeyword",
            constraint=models.UniqueConstraint(fields=("register", "code"), name="crimekeyword_once"),
        ),
        migrations.RemoveIndex(model_name="crimekeyword", name="crimekeyword_code"),
        migrations.AddIndex(
            model_name="crimekeyword",
            index=models.Index(fields=["code", "force_id", "grade", "register"], name="crimekeyword_of_force"),
        ),
    ]
