-- Which of these hashes no attachment of anybody's names: asked before a file is removed, so it must see every row.
create or replace function polias_unnamed_files(hashes text[]) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
    select h from unnest(hashes) h where not exists (select 1 from kit_attachment a where a.sha256 = h)
$$;
