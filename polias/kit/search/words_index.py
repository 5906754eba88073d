"""How words are filed and read: by compartment and by time, so that nobody waits for what they may not see.

A type that declares ``extra={"words": "summary"}`` gives its table the two `words_indexes` of that field. Under row
security an index on protected text goes unused, since the operator is not leakproof: one function with the owner's eyes
reads it. In the index every word stands behind its compartment, as do the beginnings of the record's id, which are
times (`polias_lexemes`): the word of another compartment is another entry, which is never met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.postgres.indexes import GinIndex
from django.db.models import F, Func, Index

from polias.kit.record.types import RecordType

#: Where each text must be read as well, for a phrase of three words, so many are counted and no more.
MOST_READ = 200


def words_indexes(name: str, text: str) -> list[Index]:
    """Of a field whose words are looked for; and the newest record of a compartment, where looking begins."""
    lexemes = Func(F("register"), F("force_id"), F("grade"), F(text), function="polias_lexemes")
    return [
        # A list of what is still to be filed would be read by everybody, whosever it is.
        GinIndex(lexemes, name=name, fastupdate=False),
        Index(fields=["force_id", "grade", "register"], name=f"{name}_newest"),
    ]


def function_of(declared: RecordType) -> str:
    return f"polias_words_in_{declared.name.replace('.', '_')}"


#: websearch_to_tsquery takes anything that people type; of the unfinished word only letters and digits are left.
WORDS = """
create or replace function polias_words(whole text, begun text) returns tsquery
language sql immutable set search_path = public, pg_temp as $$
    select case when begun = '' then websearch_to_tsquery('english', whole)
    else websearch_to_tsquery('english', whole)
         && to_tsquery('english', regexp_replace(begun, '\\W', '', 'g') || ':*') end
$$
"""

#: A search as the index knows it, and whether the text must be read as well. A phrase is there as its pairs of words
#: ("red car" is 'red 1 car'), so that only one of three words or more has to be read; excluded, it cannot be asked for
#: by its pairs. An exclusion alone is taken from everything there is, which stands under @.
INDEXED = r"""
create or replace function polias_words_indexed(asked tsquery, out indexed text, out reads_text boolean)
language sql immutable set search_path = public, pg_temp as $$
    with parts as (
        select m[1] as part, n, substring(m[1] from '^<(\d+|-)>$') as gap, m[1] ~ '^''' as word
        from regexp_matches(asked::text, '''(?:[^'']|'''')*''(?::[*A-D]+)?|<(?:\d+|-)>|[&|!()]', 'g')
            with ordinality p(m, n)
    ), known as (
        select parts.*, lag(gap) over w as gap_before, lead(gap) over w as gap_after, lead(part, 2) over w as next,
            gap is not null and not (lag(word) over w and lead(word) over w) as odd,
            lead(gap, 2) over w as gap_later
        from parts window w as (order by n)
    ), read as (
        select bool_or(odd) as odd, coalesce(bool_or(word and gap_before is not null and gap_after is not null), false)
            or coalesce(bool_or(odd), false) as reads_text
        from known
    ), paired as (
        select string_agg(case
            when odd.odd then case when gap is not null then '&' else part end
            when word and gap_after is not null then
                rtrim(part, '''') || ' ' || replace(gap_after, '-', '1') || ' ' || ltrim(next, '''')
            when word and gap_before is not null then null
            when gap is not null then case when gap_later is not null then '&' end
            else part end, ' ' order by n) as words
        from known, (select coalesce(bool_or(k.odd), false) as odd from known k) odd
    )
    select case
        when asked::text !~ '!' then words
        when querytree(asked) in ('', 'T') then '''@''' || case when reads_text then ''
            else ' & ( ' || words || ' )' end
        when read.reads_text then regexp_replace(querytree(asked), ' <(-|\d+)> ', ' & ', 'g')
        else words end, read.reads_text
    from paired, read
$$
"""

#: The same in one compartment and half-year, and perhaps of shorter times.
IN_CELL = r"""
create or replace function polias_words_in_cell(indexed text, cell integer, half integer, times text[])
returns tsquery language sql immutable set search_path = public, pg_temp as $$
    select case when times is null then words else words && spans end
    from (
        select regexp_replace(indexed, '''((?:[^'']|'''')*)''', format('''%s.%s~\1''', cell, half), 'g')::tsquery,
            (select string_agg(format('''%s@%s''', cell, t), ' | ') from unnest(times) t)::tsquery
    ) q(words, spans)
$$
"""

#: The half-year of an id: its time in units of 2 to the power of 34 milliseconds.
HALF = r"""
create or replace function polias_half_year(record uuid) returns integer
language sql immutable set search_path = public, pg_temp as $$
    select ('x' || left(record::text, 4))::bit(16)::integer >> 2
$$
"""

#: The time that an id begins with and the one before it, each as so many hexadecimal digits.
TIMES = r"""
create or replace function polias_times(newest uuid, digits integer) returns text[]
language sql immutable set search_path = public, pg_temp as $$
    select array(
        select lpad(to_hex((('x' || left(newest::text, 8))::bit(32)::bigint >> (32 - 4 * digits)) - back), digits, '0')
        from generate_series(0, 1) back
    )
$$
"""


def function_statements(types: Iterable[RecordType]) -> Iterator[str]:
    """The functions that read the words of those types that declare some."""
    yield from (WORDS, INDEXED, IN_CELL, HALF, TIMES)
    for one in types:
        if "words" in one.extra:
            yield f"drop function if exists {function_of(one)}(text, text, integer)"
            yield _function_statement(one)


def _function_statement(declared: RecordType) -> str:
    """The newest `first` records with the words, and how many there are, as far as `most`.

    What is common is not read whole. The search goes back in time, from a minute to the half-year and then half-years
    at once, twice as many at each step, until there are as many as are asked for. Beyond those that are shown it does
    not matter which are met, so that counting stops early; earlier still where each text must be read.
    """
    table, text = declared.model._meta.db_table, declared.extra["words"]
    return f"""
        create or replace function {function_of(declared)}(whole text, begun text, first integer, most integer)
        returns table (id uuid, counted integer, capped boolean)
        language plpgsql stable security definer
        set search_path = public, pg_temp set enable_seqscan = off set work_mem = '64MB' set jit = off as $$
        declare
            asked constant tsquery := polias_words(whole, begun);
            indexed text; reads_text boolean; wanted integer := most + 1;
            cells constant integer[] := polias_reach({declared.number});
            admitted constant uuid[] := polias_admitted() || polias_also_read();
            excluded constant uuid[] := polias_excluded();
            newest uuid; half integer; oldest integer; times text[]; halves integer[];
            enough integer; met uuid[]; ids uuid[] := '{{}}'; named uuid[] := '{{}}';
        begin
            if numnode(asked) = 0 then return; end if;
            select i.indexed, i.reads_text into indexed, reads_text from polias_words_indexed(asked) i;
            if reads_text then wanted := least(most, {MOST_READ}) + 1; end if;
            named := array(
                select t.register_id from {table} t
                where t.register_id = any(admitted) and t.force_id * 10 + t.grade <> all(cells)
                and t.register_id <> all(excluded)
                and to_tsvector('english'::regconfig, coalesce(t.{text}, '')) @@ asked
            );
            newest := {_outermost(table, "desc")};
            half := polias_half_year(newest);
            oldest := polias_half_year({_outermost(table, "asc")});
            for step in -3..14 loop
                times := case step when -3 then polias_times(newest, 8) when -2 then polias_times(newest, 6)
                    when -1 then polias_times(newest, 5) end;
                halves := array(
                    select h from generate_series(half - (2 ^ greatest(step, 0))::integer + 1,
                        greatest(oldest, half - 2 * ((2 ^ greatest(step, 0))::integer - 1)), -1) h
                );
                exit when half is null or cardinality(halves) = 0;
                enough := case when cardinality(ids) < first then 5 * greatest(wanted, first) else wanted end;
                met := array({_met(table, text, "limit enough")} limit enough);
                if cardinality(met) = enough and cardinality(ids) < first then
                    -- So many of one time, and too few later ones: those that are shown are the newest of them all.
                    met := array(select m.r from ({_met(table, text)}) m(r) order by m.r desc limit wanted);
                end if;
                ids := array(select unnest(ids) union select unnest(met));
                exit when cardinality(ids) >= wanted;
            end loop;
            return query select one, least(cardinality(ids) + cardinality(named), wanted - 1),
                cardinality(ids) + cardinality(named) >= wanted
                from unnest(ids || named) one order by one desc limit first;
        end $$
    """  # noqa: S608 (names of ours)


def _outermost(table: str, way: str) -> str:
    """The newest or oldest of these compartments. Compared as whole rows, which leads to one place in one index: a
    planner that walks all ids instead would meet those of others."""
    comparison, edge = ("<=", "f" * 32) if way == "desc" else (">=", "0" * 32)
    return f"""(select n.register_id from unnest(cells) c, lateral (
                select t.register_id, t.force_id * 10 + t.grade as cell from {table} t
                where (t.force_id, t.grade, t.register_id) {comparison} (c / 10, (c % 10)::smallint, '{edge}'::uuid)
                order by t.force_id {way}, t.grade {way}, t.register_id {way} limit 1
            ) n where n.cell = c order by n.register_id {way} limit 1)"""  # noqa: S608 (names of ours)


def _met(table: str, text: str, limit: str = "") -> str:
    """Whatever is met of those half-years and times, compartment by compartment."""
    return f"""
        select f.register_id from unnest(halves) h, unnest(cells) c, lateral (
            select t.register_id from {table} t
            where polias_lexemes(t.register_id, t.force_id, t.grade, t.{text})
                @@ polias_words_in_cell(indexed, c, h, times)
            and t.force_id * 10 + t.grade = c and t.register_id <> all(excluded)
            and (not reads_text or to_tsvector('english'::regconfig, coalesce(t.{text}, '')) @@ asked)
            {limit}
        ) f"""  # noqa: S608 (names of ours)
