-- Sessions in the database: an unguessable key stands for an actor, and only these functions can read which.
-- The tables belong to the owner role; the application role may call the functions and nothing else.
create table if not exists polias_access_session (
    key_hash bytea primary key,
    actor_id bigint not null,
    opened_at timestamptz not null default now(),
    expires_at timestamptz not null
);
alter table polias_access_session add column if not exists last_used_at timestamptz not null default now();
-- Minutes without use after which it ends; none for a session of a command or a job.
alter table polias_access_session add column if not exists idle_minutes integer;
revoke all on polias_access_session from public;

create or replace function polias_open_session(wanted bigint, hours integer) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    fresh text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
    insert into polias_access_session (key_hash, actor_id, expires_at)
    select sha256(fresh::bytea), a.id, now() + make_interval(hours => hours)
    from kit_actor a where a.id = wanted and a.active;
    if not found then
        raise exception 'no such active actor';
    end if;
    return fresh;
end $$;

create or replace function polias_close_session(session_key text) returns void
language sql security definer set search_path = public, pg_temp as $$
    delete from polias_access_session where key_hash = sha256(session_key::bytea)
$$;

-- A session that has run out is honoured by nobody; this only keeps the table small.
create or replace function polias_forget_expired_sessions() returns bigint
language sql security definer set search_path = public, pg_temp as $$
    with gone as (delete from polias_access_session where expires_at < now() returning 1) select count(*) from gone
$$;

-- The instant that idleness is counted to. A standby cannot note that a session is used: whoever was idle when it last
-- heard of the main database has run out, and nobody runs out later by idleness alone.
create or replace function polias_idle_until() returns timestamptz
language sql stable set search_path = public, pg_temp as $$
    select case when pg_is_in_recovery() then coalesce(pg_last_xact_replay_timestamp(), now()) else now() end
$$;

create or replace function polias_session_actor(session_key text) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select s.actor_id from polias_access_session s join kit_actor a on a.id = s.actor_id and a.active
    where s.key_hash = sha256(session_key::bytea) and s.expires_at > now()
      and (s.idle_minutes is null or s.last_used_at > polias_idle_until() - make_interval(mins => s.idle_minutes))
$$;

create or replace function polias_actor() returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select polias_session_actor(coalesce(nullif(current_setting('polias.session', true), ''), '-'))
$$;

-- Every cell (type, force, grade) that the session's actor may see.
create or replace function polias_reach() returns integer[]
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((select reach from kit_actor where id = polias_actor()), '{}')
$$;

-- The same for one record type: force and grade as one number.
create or replace function polias_reach(type_number integer) returns integer[]
language sql stable security definer set search_path = public, pg_temp as $$
    select array(select c % 10000 from unnest(polias_reach()) c where c / 10000 = type_number)
$$;

-- The forces in whose records the session's actor may write.
create or replace function polias_home() returns integer[]
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((select home_forces from kit_actor where id = polias_actor()), '{}')
$$;

-- Whether the session is that of a part of the system itself (force 0).
create or replace function polias_is_system() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select 1 from kit_actor where id = polias_actor() and force_id = 0)
$$;
