-- Where somebody is signed in: what a person may see of their own sessions, and ending them. Each function takes the key
-- of a living session and reaches no further than that session's own actor; the table stays shut to the application.
alter table polias_access_session add column if not exists id uuid not null default gen_random_uuid();
alter table polias_access_session add column if not exists device text not null default '';
-- The key of the web session that holds this one, so that both end together.
alter table polias_access_session add column if not exists web_key text not null default '';

-- A session of a browser: on which device, under which web session, and after how long without use it ends.
create or replace function polias_describe_session(session_key text, on_device text, web text, minutes integer)
returns void language sql security definer set search_path = public, pg_temp as $$
    update polias_access_session set device = on_device, web_key = web, idle_minutes = minutes, last_used_at = now()
    where key_hash = sha256(session_key::bytea)
$$;

-- Whose living session this is, noting at most once a minute that it was used.
create or replace function polias_use_session(session_key text, web text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    whose bigint := polias_session_actor(session_key);
begin
    if whose is not null then
        update polias_access_session set last_used_at = now(), web_key = web
        where key_hash = sha256(session_key::bytea)
          and (last_used_at < now() - interval '1 minute' or web_key is distinct from web);
    end if;
    return whose;
end $$;

create or replace function polias_sessions_beside(session_key text)
returns table (id uuid, opened_at timestamptz, last_used_at timestamptz, device text, this_one boolean)
language sql stable security definer set search_path = public, pg_temp as $$
    select s.id, s.opened_at, s.last_used_at, s.device, s.key_hash = sha256(session_key::bytea)
    from polias_access_session s
    where s.actor_id = polias_session_actor(session_key) and s.idle_minutes is not null and s.expires_at > now()
      and s.last_used_at > polias_idle_until() - make_interval(mins => s.idle_minutes)
    order by s.last_used_at desc
$$;

-- Ends one session of the same actor, or all but this one; gives back the web sessions that must go with them.
create or replace function polias_end_sessions(session_key text, which uuid) returns setof text
language sql security definer set search_path = public, pg_temp as $$
    delete from polias_access_session s
    where s.actor_id = polias_session_actor(session_key) and s.idle_minutes is not null
      and case when which is null then s.key_hash <> sha256(session_key::bytea) else s.id = which end
    returning s.web_key
$$;
