-- Who sees one record by name, and who never does: short lists that the policies ask once for each query.
-- Functions without `security definer` read under the rights of whoever calls them: the owner, inside those that have it.

create or replace function polias_admissions_of(wanted bigint) returns uuid[]
language sql stable set search_path = public, pg_temp as $$
    select array(
        select register_id from kit_admission
        where actor_id = wanted and ended_at is null and (until is null or until > now())
    )
$$;

create or replace function polias_exclusions_of(wanted bigint) returns uuid[]
language sql stable set search_path = public, pg_temp as $$
    select array(select register_id from kit_exclusion where actor_id = wanted and ended_at is null)
$$;

-- Records that the session's actor is admitted to now, whatever their grade.
create or replace function polias_admitted() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
    select polias_admissions_of(polias_actor())
$$;

-- Records that the session's actor never sees, whatever else is said.
create or replace function polias_excluded() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
    select polias_exclusions_of(polias_actor())
$$;

-- Records that the session's actor sees in an emergency alone: to read, and not to change.
create or replace function polias_only_reads() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
    select array(
        select e.register_id from kit_admission e
        where e.actor_id = polias_actor() and e.emergency and e.ended_at is null and e.until > now()
        and not exists (
            select 1 from kit_admission l
            where l.register_id = e.register_id and l.actor_id = e.actor_id and not l.emergency and l.ended_at is null
            and (l.until is null or l.until > now())
        )
    )
$$;

-- The forces whose emergency accesses the session's actor reviews.
create or replace function polias_reviews() returns integer[]
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((select reviews from kit_actor where id = polias_actor()), '{}')
$$;

-- What the application's own picture of an actor says of these lists; no row when the key is not honoured.
drop function if exists polias_session_sees(text);
create function polias_session_sees(session_key text)
returns table (actor_id bigint, admitted uuid[], excluded uuid[], emergencies jsonb, also_reads boolean)
language sql stable security definer set search_path = public, pg_temp as $$
    select who, polias_admissions_of(who), polias_exclusions_of(who), (
        select jsonb_agg(jsonb_build_object(
            'record', e.register_id, 'reference', e.reference, 'reason', e.reason, 'until', e.until,
            'only_reads', not exists (
                select 1 from kit_admission l
                where l.register_id = e.register_id and l.actor_id = who and not l.emergency and l.ended_at is null
                and (l.until is null or l.until > now())
            )
        ) order by e.until)
        from kit_emergencyaccess e
        where e.actor_id = who and e.until > now() and e.register_id = any(polias_admissions_of(who))
    ), exists (
        select 1 from kit_alsoread r join kit_actor a on a.id = who and r.reader = any(a.home_forces)
        where r.ended_at is null
    )
    from polias_session_actor(session_key) who where who is not null
$$;

-- Of a locked record that would be the session's actor's to see without its lock: its type and whom to ask. Of any
-- other record, and of one from which the actor is excluded, the same as of none.
create or replace function polias_locked(wanted text) returns table (record_type text, contact text)
language sql stable security definer set search_path = public, pg_temp as $$
    select r.record_type, coalesce(a.name, '')
    from kit_register r
    left join lateral (
        select contact from kit_restriction where register_id = r.id and ended_at is null order by shared limit 1
    ) x on true
    left join kit_actor a on a.id = x.contact
    where r.reference = wanted and r.grade between 3 and 5 and r.cell - 3 = any(polias_reach())
    and r.id <> all(polias_admitted()) and r.id <> all(polias_excluded())
$$;

-- How many records of a type the session's actor does not see for their lock alone.
create or replace function polias_count_locked(type_number integer) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select count(*) from kit_register r
    where r.grade between 3 and 5
    and r.cell = any(array(select c + 3 from unnest(polias_reach()) c where c / 10000 = type_number and c % 10 < 3))
    and r.id <> all(polias_admitted()) and r.id <> all(polias_excluded())
$$;
