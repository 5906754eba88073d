"""A restriction knows whether it came with another record; what was shut in one deed with another came with it."""

from django.db import migrations, models
from django.db.models import Q

# The record that was restricted came first in its deed, and what goes with it a moment later, in the same words.
CAME_WITH = """
update kit_restriction r set shared = true
where r.ended_at is null and exists (
    select 1 from kit_restriction first
    where first.id <> r.id and first.by = r.by and first.reason = r.reason and first.level = r.level
    and first.since < r.since and first.since > r.since - interval '1 second'
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0010_health_and_exchange"),
    ]

    operations = [
        migrations.AddField(
            model_name="restriction",
            name="shared",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="It came with another record, and ends with that one's.",
            ),
        ),
        migrations.RunSQL(CAME_WITH, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="restriction", name="restriction_once"),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.UniqueConstraint(
                condition=Q(ended_at=None), fields=("register", "shared"), name="restriction_once_each"
            ),
        ),
    ]
