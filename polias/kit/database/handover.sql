-- Records of another force that are read as if they were one's own, and how one passes from force to force. Nobody
-- writes in another force's record: that is why the database moves it, and only one that was offered.

-- Records that the session's actor would see if they lay with their force: clearance and locks hold as for its own.
create or replace function polias_also_read() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
    select array(
        select a.register_id from kit_alsoread a
        where a.ended_at is null and a.reader = any((select polias_home())::int[])
        and a.cell - a.cell % 10000 + a.reader * 10 + a.cell % 10 = any((select polias_reach())::int[])
    )
$$;

-- The same one by one, as policies ask for them. The planner is told that there is one: of an array it would look all up
-- before each query, and to look a record up by its key would seem to cost as much as the whole list does.
create or replace function polias_each_also_read() returns setof uuid
language sql stable rows 1 cost 1 set search_path = public, pg_temp as $$
    select unnest(polias_also_read())
$$;

-- Types and grades, as one number, that the session's actor sees at home: of a history, those rows are shown that were
-- written at such a grade, in whichever force the record lay then.
create or replace function polias_kinds() returns integer[]
language sql stable set search_path = public, pg_temp as $$
    select array(
        select distinct c / 10000 * 10 + c % 10 from unnest(polias_reach()) c
        where (c % 10000) / 10 = any((select polias_home())::int[])
    )
$$;

-- Takes over a record that was offered to the actor's force, with all that goes with it; gives back what was moved, and
-- no row where nothing is offered. The force that had it reads on.
-- For good, what was asked about it in the force that had it is asked no longer.
create or replace function polias_take_over(wanted uuid, for_good boolean) returns table (moved uuid, had_by integer)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    taker kit_alsoread;
    before integer;
    going uuid[];
begin
    -- The lock first: an offer that is withdrawn meanwhile is no longer there once this has waited.
    perform 1 from kit_register where id = wanted for update;
    select * into taker from kit_alsoread a
    where a.register_id = wanted and a.ended_at is null and a.may_take and a.reader = any(polias_home());
    if not found or wanted <> all(polias_also_read()) or wanted = any(polias_excluded()) then
        return;
    end if;
    before := taker.cell % 10000 / 10;
    going := array(
        select a.register_id from kit_alsoread a
        where a.offer = taker.offer and a.ended_at is null and a.may_take
    );
    -- Before the register: the key over both is looked at again at the end of each statement.
    update kit_alsoread a set may_take = false, taken_in = pg_current_xact_id()::text::bigint
    where a.offer = taker.offer and a.ended_at is null and a.may_take;
    insert into kit_alsoread (id, register_id, cell, reader, offer, why, by, since, may_take, taken_in)
    select gen_random_uuid(), r.id, r.cell, before, taker.offer, taker.why, polias_actor(), now(), false,
        pg_current_xact_id()::text::bigint
    from kit_register r where r.id = any(going);
    update kit_task t set state = 'withdrawn', closed_at = now(), closed_by = polias_actor()
    where for_good and t.state = 'open' and t.force_id = before and t.about_id = any(going);
    return query
    update kit_register r
    set force_id = taker.reader, cell = r.cell - r.cell % 10000 + taker.reader * 10 + r.grade
    where r.id = any(going)
    returning r.id, before;
end $$;

-- Undoes that in the same transaction: what was written meanwhile stays, and the taker reads no longer.
create or replace function polias_hand_back(wanted uuid) returns table (moved uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    this_one constant bigint := pg_current_xact_id()::text::bigint;
    which uuid;
    had_by integer;
begin
    select a.offer, a.reader into which, had_by from kit_alsoread a
    join kit_register r on r.id = a.register_id and r.force_id = any(polias_home())
    where a.register_id = wanted and a.taken_in = this_one and a.ended_at is null and a.reader <> r.force_id;
    if which is null then
        return;
    end if;
    return query
    update kit_register r set force_id = had_by, cell = r.cell - r.cell % 10000 + had_by * 10 + r.grade
    where r.id in (select a.register_id from kit_alsoread a where a.offer = which and a.taken_in = this_one)
    returning r.id;
    update kit_alsoread set ended_at = now(), ended_by = polias_actor() where offer = which and ended_at is null;
end $$;
