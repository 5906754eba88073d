"""The codes of its keywords stand beside each crime, so that lists show them and are sorted by them from an index."""

from django.db import migrations, models

# As the verbs write them: by alphabet, byte by byte. Last, since a table with changed rows takes no index.
FILL = """
update crime_crimereport c set keyword_codes = k.codes
from (
    select register_id, left(string_agg(code, ' ' order by code collate "C"), 1000) codes
    from (select distinct register_id, code from crime_crimekeyword) one group by register_id
) k
where k.register_id = c.register_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0018_proposed_keywords"),
        ("force", "0001_initial"),
        ("kit", "0018_counted_from_the_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="crimereport",
            name="keyword_codes",
            field=models.CharField(
                help_text="The codes of its keywords, as lists show and sort them (polias.crime.flags).",
                max_length=1000,
                null=True,
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                fields=["keyword_codes", "-recorded_at", "-register"],
                include=("force_id", "grade"),
                name="crime_of_keywords",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
