"""Every rule's sentence is marked for translation under its code, though it is a docstring."""

from polias.kit.rules.rule import rule_book
from polias.site.reference import enter_every_rule
from polias.site.rule_words import SENTENCES
from tests.i18n.pseudo import pseudo_locale, widened


def test_the_sentences_that_are_marked_are_those_of_the_rules():
    enter_every_rule()
    ours = {one.code: one.own_words for one in rule_book() if one.function.__module__.startswith("polias.")}
    assert {code: str(words) for code, words in SENTENCES.items()} == ours


def test_a_rule_speaks_the_readers_language():
    enter_every_rule()
    one = next(rule for rule in rule_book() if rule.code == "CRIME-04")
    with pseudo_locale():
        assert one.sentence == widened(one.own_words)
