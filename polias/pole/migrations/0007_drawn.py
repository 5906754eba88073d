"""Pairs drawn for review; and a pair is asked whether care is needed with either of its people."""

import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids

# With the owner's eyes: intelligence and custody are seen by few, and a pair must wait for a person all the same.
# Answered to those alone who see the pair, as yes or no; what it is that holds it back is told to nobody.
HELD_BACK = """
create function polias_pair_held_back(pair uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return not exists (
        select 1 from kit_register l where l.id = pair
        and (l.cell = any(polias_reach()) or l.id = any(polias_admitted())) and l.id <> all(polias_excluded())
    ) or exists (
        select 1 from pole_pair t join kit_register p on p.id in (t.one_id, t.other_id) where t.register_id = pair and (
            p.grade > 0 or p.marking <> ''
            or exists (select 1 from kit_restriction x where x.register_id = p.id and x.ended_at is null)
            or exists (select 1 from kit_exclusion x where x.register_id = p.id and x.ended_at is null)
            or exists (select 1 from pole_marker x where x.register_id = p.id and x.ended_at is null)
            or exists (
                select 1 from pole_link k
                join kit_register o on o.id = case when k.other_id = p.id then k.register_id else k.other_id end
                where (k.other_id = p.id or k.register_id = p.id)
                and (o.grade > 0 or split_part(o.record_type, '.', 1) in ('intelligence', 'custody'))
            )
        )
    );
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0013_origins"),
        ("pole", "0006_passed_over"),
    ]

    operations = [
        migrations.CreateModel(
            name="Drawn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                ("quarter", models.CharField(max_length=7)),
                ("band", models.SmallIntegerField()),
                ("origin", models.CharField(max_length=12)),
                ("stands_for", models.FloatField(help_text="Pairs of its band and origin for each that was drawn.")),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
            ],
            options={
                "verbose_name": "drawn for review",
                "constraints": [models.UniqueConstraint(fields=("register", "quarter"), name="drawn_once_a_quarter")],
            },
        ),
        migrations.RunSQL(HELD_BACK, "drop function polias_pair_held_back(uuid)"),
    ]
