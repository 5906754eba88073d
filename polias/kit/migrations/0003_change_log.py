"""The register's change log: the transaction that last changed each record, so that publishing can follow it.

A clock cannot do this: a transaction that began earlier may commit later, and its rows would be passed over for ever.
A publisher takes the rows whose transaction is at least its last mark and below the oldest transaction still running
(`pg_snapshot_xmin`); what is below is finished, so nothing below is ever missed (polias.kit.datasets.publish).
Transaction numbers start anew in a restored database; a mark therefore names the database it belongs to, and in
another one everything is published afresh.
"""

from django.db import migrations

MAKE = """
alter table kit_register add column changed_xid xid8 not null default pg_current_xact_id();
create index register_changed on kit_register (changed_xid);
create function polias_mark_change() returns trigger language plpgsql as $$
begin
    new.changed_xid := pg_current_xact_id();
    return new;
end $$;
create trigger register_changed before insert or update on kit_register
for each row execute function polias_mark_change();
"""
UNMAKE = """
drop trigger register_changed on kit_register;
drop function polias_mark_change();
alter table kit_register drop column changed_xid;
"""


class Migration(migrations.Migration):
    dependencies = [("kit", "0002_audit_rows")]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]
