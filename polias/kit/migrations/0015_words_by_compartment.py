"""What an index of words holds: the words of a text in the compartment of their record, and when the record was made.

It stands in a migration and not with the other functions, since indexes are made of what it gives: another way of
making them is another function and a migration that builds every index anew.
"""

from django.db import migrations

#: Each word behind its force and grade and the half-year that the record's id tells (9010.102~lantern), so each two
#: words that follow each other with their distance (9010.102~red 1 car), that half-year alone (9010.102~@), and the
#: beginnings of the id, which are shorter times (9010@019a3b): whoever looks for words of their own compartments, the
#: newest first, meets no other compartment.
MAKE = """
create or replace function polias_lexemes(record uuid, force integer, grade integer, words text) returns tsvector
language sql immutable parallel safe cost 1000
begin atomic
    with placed as (
        select w.word, p.place
        from unnest(to_tsvector('english'::regconfig, coalesce(words, ''))) w(word, places, weights), unnest(places) p(place)
        where octet_length(w.word) <= 500
    ),
    found as (
        select '@' as word
        union select word from placed
        union select word || ' ' || (lead(place) over w - place) || ' ' || lead(word) over w
            from placed window w as (order by place, word)
    )
    select array_to_tsvector(array(
        select cell || '.' || half || '~' || word from found where word is not null
        union all
        select cell || '@' || left(record::text, digits) from unnest(array[5, 6, 8]) digits
    ))
    from (select force * 10 + grade, ('x' || left(record::text, 4))::bit(16)::integer >> 2) place(cell, half);
end
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0014_vocabulary_of_names"),
    ]

    operations = [
        migrations.RunSQL(MAKE, "drop function polias_lexemes(uuid, integer, integer, text)"),
    ]
