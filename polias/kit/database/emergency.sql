-- The one way to a record that is not one's own to see: three rows in one statement, or none.
-- Not one's own to write in either: that is why the database does it. An unknown, an invisible and an excluded record
-- give no row; nor does a record of a type that the actor sees nowhere. One that is seen already opens nothing.
create or replace function polias_open_in_emergency(
    wanted text, why text, minutes integer, review_by timestamptz, reviewers text, title text, asking text
) returns table (opened uuid, record_id uuid, record_cell integer, record_type text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    who bigint := polias_actor();
    reach integer[] := polias_reach();
    fresh uuid := gen_random_uuid();
    ends timestamptz;
    found_row kit_register;
begin
    if who is null or btrim(why) = '' or minutes not between 1 and 1440 or reviewers = '' then
        raise exception 'an emergency needs a session, a reason, at most a day and somebody who reviews it';
    end if;
    ends := now() + make_interval(mins => minutes);
    select * into found_row from kit_register r
    where r.reference = wanted and r.grade < 6 and r.id <> all(polias_excluded())
    and exists (select 1 from unnest(reach) c where c / 10000 = r.cell / 10000)
    order by r.id limit 1;
    if not found then
        return;
    end if;
    if found_row.cell = any(reach) or found_row.id = any(polias_admitted() || polias_also_read()) then
        return query select null::uuid, found_row.id, found_row.cell, found_row.record_type::text;
        return;
    end if;
    insert into kit_admission (id, register_id, cell, actor_id, why, by, since, until, emergency)
    values (gen_random_uuid(), found_row.id, found_row.cell, who, why, who, now(), ends, true);
    insert into kit_emergencyaccess (
        id, register_id, cell, force_id, record_type, reference, actor_id, reason, opened_at, until, due_at, verdict,
        words
    ) values (
        fresh, found_row.id, found_row.cell, found_row.force_id, found_row.record_type, found_row.reference, who, why,
        now(), ends, review_by, '', ''
    );
    insert into kit_task (id, force_id, kind, asked_by, title, why, for_role, due_at, state, created_at, answer)
    values (
        gen_random_uuid(), found_row.force_id, 'kit.emergency', fresh, title, asking, reviewers, review_by, 'open',
        now(), ''
    );
    return query select fresh, found_row.id, found_row.cell, found_row.record_type::text;
end $$;

-- Numbers alone, for whoever asks whether reviews are kept up with.
create or replace function polias_emergency_numbers()
returns table (opened bigint, reviewed bigint, waiting bigint, overdue bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    select count(*), count(reviewed_at), count(*) filter (where reviewed_at is null),
        count(*) filter (where reviewed_at is null and due_at < now())
    from kit_emergencyaccess
$$;
