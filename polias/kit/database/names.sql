-- Search keys and the vocabulary of names, read with the owner's eyes: an index on (key, compartment) is gone through only
-- for compartments in the actor's reach, so that a record elsewhere changes no answer, no count and no wait. Records
-- that the actor sees by name alone are added, and those from which they are excluded never come.

-- What each key brings back, at most `cap` of each; whoever is filed under the weightiest keys comes first.
create or replace function polias_filed(
    type_number integer, keys bigint[], weights real[], caps integer[], most integer
) returns table (id uuid)
language sql stable security definer rows 500 set search_path = public, pg_temp as $$
    with lists as materialized (
        select array(select c from unnest(polias_reach()) c where c / 10000 = type_number) as cells,
            polias_admitted() || polias_also_read() as admitted, polias_excluded() as excluded
    ),
    asked as materialized (select * from unnest(keys, weights, caps) k(key, weight, cap)),
    found as (
        select f.register_id, k.weight from lists l, asked k, lateral (
            select s.register_id from kit_searchkey s
            where s.key = k.key and s.cell = any(l.cells) and s.register_id <> all(l.excluded)
            limit k.cap
        ) f
        union all
        select s.register_id, k.weight from lists l, unnest(l.admitted) a
        join kit_searchkey s on s.register_id = a join asked k on k.key = s.key
        where s.cell <> all(l.cells) and a <> all(l.excluded)
    )
    select register_id from found group by register_id order by sum(weight) desc, register_id desc limit most
$$;

-- The names that are nearest to one asked for, by the pieces that both share, the first of which is the sound. The last
-- two bits of a piece say how many letters were left out for it: one in either name is an edit apart, two are two.
-- What is called `shared`, four thousand at most, orders them: few edits first, then the same sound, then many pieces
-- that both share.
create or replace function polias_near(type_number integer, pieces bigint[], most integer)
returns table (name bigint, shared integer)
language sql stable security definer set search_path = public, pg_temp as $$
    with lists as materialized (
        select array(select c from unnest(polias_reach()) c where c / 10000 = type_number) as cells
    ),
    met as (
        select distinct p.place, n.name, p.piece & 3 as here, n.there from lists l,
        unnest(pieces) with ordinality p(piece, place), lateral (
            select m.name, m.piece & 3 as there from kit_nearname m
            where m.piece = any(array[p.piece & ~3::bigint, p.piece & ~3::bigint | 1, p.piece & ~3::bigint | 2])
            and m.cell = any(l.cells) limit 2000
        ) n
    )
    select met.name, (
        100 * (34 - coalesce(min(10 * greatest(here, there) + here + there) filter (where place > 1), 34)
            + case when bool_or(place = 1) then 6 else 0 end) + least(count(*), 99)
    )::integer
    from met group by met.name order by 2 desc, 1 limit most
$$;

-- The pieces of a name go into the vocabulary with its first bearer in a compartment. Nothing is unique there: two who
-- record the same new name at once would wait for each other, and doubled pieces do no harm.
create or replace function polias_learn_name() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select 1 from kit_nearname n where n.name = new.key and n.cell = new.cell) then
        insert into kit_nearname (piece, name, cell) select p, new.key, new.cell from unnest(new.pieces) p;
    end if;
    new.pieces := null;
    return new;
end $$;

-- With its last bearer in a compartment a name is forgotten there; whoever moves to another takes it along.
create or replace function polias_forget_name() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select 1 from kit_nearname n where n.name = old.key and n.cell = old.cell) then
        return null;
    end if;
    if tg_op = 'UPDATE' then
        insert into kit_nearname (piece, name, cell)
        select distinct n.piece, n.name, new.cell from kit_nearname n
        where n.name = old.key and n.cell = old.cell
        and not exists (select 1 from kit_nearname m where m.name = old.key and m.cell = new.cell);
    end if;
    if not exists (select 1 from kit_searchkey k where k.key = old.key and k.cell = old.cell) then
        -- Passing over what another transaction holds: two amendments must not wait for each other.
        delete from kit_nearname where id in (
            select n.id from kit_nearname n where n.name = old.key and n.cell = old.cell for update skip locked
        );
    end if;
    return null;
end $$;

create or replace trigger searchkey_learn before insert on kit_searchkey
for each row when (new.pieces is not null) execute function polias_learn_name();
create or replace trigger searchkey_forget after delete on kit_searchkey
for each row execute function polias_forget_name();
create or replace trigger searchkey_move after update of cell on kit_searchkey
for each row when (old.cell is distinct from new.cell) execute function polias_forget_name();
