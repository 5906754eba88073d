"""Pairs: two records that may be one person; and how a pair is asked how far its people shut it."""

import django.db.models.deletion
from django.db import migrations, models

import polias.kit.record.ids

# With the owner's eyes: an invisible person shuts the pair for whoever opens the other one. Answered to those alone who
# see the pair. In PL/pgSQL, whose body is read when it is first called: the functions of the sessions come after.
PEOPLE_SHUT = """
create function polias_people_shut(pair uuid, besides uuid) returns smallint
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return (select coalesce(max(p.grade / 3), 0)
    from kit_register l join pole_pair t on t.register_id = l.id
    join pole_person p on p.register_id in (t.one_id, t.other_id)
    where l.id = pair and p.register_id is distinct from besides
    and (l.cell = any(polias_reach()) or l.id = any(polias_admitted())) and l.id <> all(polias_excluded()));
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0012_incoming_in_order"),
        ("pole", "0002_warning_markers"),
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
                    ("same_person", "Same person"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=polias.kit.record.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                ("field", models.CharField(max_length=30)),
                ("level", models.CharField(max_length=40)),
                ("bits", models.FloatField()),
                (
                    "register",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.register"),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "indexes": [models.Index(fields=["register"], name="evidence_of")],
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                (
                    "register",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="kit.register",
                    ),
                ),
                ("force_id", models.IntegerField(editable=False)),
                ("grade", models.SmallIntegerField(default=0, editable=False)),
                ("weight", models.FloatField(help_text="Bits for being one person, as the last run scored it.")),
                ("weight_decided", models.FloatField(help_text="The weight on which it was decided last.", null=True)),
                ("one_seen", models.CharField(max_length=32)),
                ("other_seen", models.CharField(max_length=32)),
                ("found_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.BigIntegerField(null=True)),
                ("note", models.TextField(blank=True, help_text="What whoever decided wrote beside it.")),
                (
                    "one",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pole.person"),
                ),
                (
                    "other",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pole.person"),
                ),
            ],
            options={
                "verbose_name": "pair",
                "indexes": [models.Index(fields=["force_id", "-weight"], name="pair_strongest")],
                "constraints": [
                    models.UniqueConstraint(fields=("force_id", "one", "other"), name="pair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one", models.F("other")), _negated=True), name="pair_of_two"
                    ),
                ],
            },
        ),
        migrations.RunSQL(PEOPLE_SHUT, "drop function polias_people_shut(uuid, uuid)"),
    ]
