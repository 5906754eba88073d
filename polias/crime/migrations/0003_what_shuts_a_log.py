"""A log is asked how far its crimes shut it, also by somebody who does not see all of them."""

from django.db import migrations

# With the owner's eyes: an invisible crime shuts its log for whoever opens another one. Answered to those alone who
# see the log. In PL/pgSQL, whose body is read when it is first called: the functions of the sessions come after.
CRIMES_SHUT = """
create function polias_crimes_shut(log uuid, besides uuid) returns smallint
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return (select coalesce(max(c.grade / 3), 0)
    from kit_register l join crime_crimereport c on c.log_reference = l.reference and c.force_id = l.force_id
    where l.id = log and c.register_id is distinct from besides
    and (l.cell = any(polias_reach()) or l.id = any(polias_admitted())) and l.id <> all(polias_excluded()));
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("crime", "0002_whose_it_is"),
        ("kit", "0011_shut_with_another_record"),
    ]

    operations = [
        migrations.RunSQL(CRIMES_SHUT, "drop function polias_crimes_shut(uuid, uuid)"),
    ]
