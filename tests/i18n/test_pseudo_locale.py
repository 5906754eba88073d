"""Every sentence of every page can be translated: in a language of wide letters nothing but data stays narrow."""

from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils.translation import gettext, gettext_lazy, ngettext

from polias.boards.actions.actions import progress
from polias.boards.papers.actions import publish, quote
from polias.contact.logs.tests.test_screens import a_call
from polias.crime.outcomes.actions import give_outcome
from polias.crime.reports.actions import keyword
from polias.crime.reports.tests.factories import CLOSED
from polias.crime.reports.tests.test_screens import ANSWERS
from polias.kit.access.acting import acting
from polias.kit.remembering import forget_everything
from polias.measures.tests.published import kept_for_the_run, published
from tests.architecture.makers import MAKERS, made
from tests.i18n.data import data_in_any_page
from tests.i18n.pseudo import narrowed, pseudo_locale, widened
from tests.i18n.visible import visible
from tests.i18n.walk import TYPED, Walk, last_month

__all__ = ["kept_for_the_run", "published"]

#: Pages that no link leads to.
BESIDE_THE_WAY = ("/", "/help", "/accessibility", "/status", "/search?q=Adams", "/search?q=", "/nowhere", "/public/")
NARROW_WORD = re.compile("[A-Za-z]{2}")


@pytest.fixture
def world(cast, published, monkeypatch):
    """A record of every type with some of what hangs on it, two years of figures, and a published paper.

    Made in the same language as the pages: what is written into a paper or a task stays as it was written.
    """
    monkeypatch.setenv("POLIAS_HOME", str(published[1]))
    with pseudo_locale():
        return some_of_everything(cast)


def some_of_everything(cast):
    """Addresses of the pages of those records."""
    records = {name: made(name, cast)[1] for name in MAKERS}
    with acting(cast("asha")) as asha:
        keyword(records["crime.reports"], actor=asha, codes=("alcohol",))
    with acting(cast("ben")) as ben:
        give_outcome(records["crime.reports"], actor=ben, code="18", said=CLOSED, rationale=TYPED)
    with acting(cast("jo")) as jo:
        progress(records["boards.actions"], actor=jo, text=TYPED)
        _maker, paper = made("boards.papers", cast)
        publish(quote(paper, actor=jo, measure="recorded_crime", month=last_month()), actor=jo)
    return [record.url for record in records.values()] + [f"/public/papers/{paper.reference}"]


def unmarked(page, data):
    """Texts of a page in which two narrow letters stand side by side and are no data."""
    return [narrowed(text) for text in dict.fromkeys(visible(page)) if is_unmarked(text, data)]


@cache
def is_unmarked(text, data):
    return bool(NARROW_WORD.search(text) and NARROW_WORD.search(data.sub("", text)))


@pytest.mark.slow
@pytest.mark.parametrize("username", ["asha", "ben", "carys", "dev", "erin", "hal", "idris", "jo"])
def test_no_sentence_is_unmarked_on_the_pages_of(username, world, signed_in):
    data, found, walked = data_in_any_page(), {}, 0
    with pseudo_locale():
        forget_everything()
        walk = Walk(signed_in(username))
        for way, page in walk.pages([*BESIDE_THE_WAY, *world]):
            walked += 1
            for text in unmarked(page, data):
                found.setdefault(text, way)
    forget_everything()
    assert walked > 20
    assert walk.keyless == [], "each of these forms would be done twice by a second press"
    assert not found, "\n".join(f"{text}   [{way}]" for text, way in found.items())


def test_the_walk_reaches_each_kind_of_page(world, signed_in):
    """So that the test above cannot pass on a site that shows it nothing."""
    seen = {}
    for username in ("asha", "jo"):
        for way, page in Walk(signed_in(username)).pages([*BESIDE_THE_WAY, *world]):
            seen[way] = page.content.decode()
    for words in (
        "There is a problem",
        "Check your answers",
        "This is not part of your role.",
        "There is nothing here that you can see",
        "Trust:",
    ):
        assert any(words in text for text in seen.values()), words


def test_no_sentence_is_unmarked_on_the_receipts(db, signed_in):
    """The pages after a crime recorded late, with its reason, and after a call."""
    data = data_in_any_page()
    with pseudo_locale():
        asha, address = signed_in("asha"), "/crime/reports/record"
        checked = asha.post(address, {**ANSWERS, "summary": TYPED}, follow=True)
        key = re.search(r'name="idempotency_key" value="([^"]+)"', checked.content.decode()).group(1)
        answer = {"idempotency_key": key, "confirm": "1"}
        crime = [checked, asha.post(address, answer), asha.post(address, answer | {"reason_CRIME-05": TYPED})]
        call = signed_in("idris").post("/contact/logs/take", a_call(summary=TYPED, thrive_threat=TYPED))
        pages = [*crime, call]
        assert [text for page in pages for text in unmarked(page, data)] == []
    for receipt in (crime[-1], call):
        assert "govuk-panel__title" in receipt.content.decode()


def page_of(template):
    return SimpleNamespace(content=engines["django"].from_string("{% load i18n %}" + template).render({}).encode())


@pytest.mark.parametrize(
    ("planted", "caught"),
    [
        ("<p>Nothing is due.</p>", ["Nothing is due."]),
        ("<p>{% translate 'Nothing is due.' %} Rest.</p>", ["Nothing is due. Rest."]),
        ("<a title='More of it' href='/'>{% translate 'More' %}</a>", ["More of it"]),
        ("<img alt='A chart'>", ["A chart"]),
        ("<input placeholder='Name'>", ["Name"]),
        ("<p data-saved='Saved at {time}'></p>", ["Saved at {time}"]),
        ("<p>{% blocktranslate with n='due' %}It is {{ n }}.{% endblocktranslate %}</p>", ["It is due."]),
        ("<p>{% translate 'Nothing is due.' %}</p><script>const words = 'code'</script>", []),
        ("<p>NSH-CR-26-000001, CRIME-05, Polias, Adams, 3</p>", []),
    ],
)
def test_planted_words_are_caught_and_data_is_not(db, planted, caught):
    with pseudo_locale():
        assert unmarked(page_of(planted), data_in_any_page()) == caught


def test_the_language_reaches_lazy_sentences_and_ends_with_its_block():
    before = gettext_lazy("Nothing is due.")
    with pseudo_locale():
        assert str(before) == gettext("Nothing is due.") == widened("Nothing is due.")
        assert ngettext("%(n)d crime", "%(n)d crimes", 2) % {"n": 2} == "2 " + widened("crimes")
        assert gettext("See <a href='/x'>{name}</a> &nbsp;").format(name="Ben").endswith("<a href='/x'>Ben</a> &nbsp;")
    assert str(before) == gettext("Nothing is due.") == "Nothing is due."
