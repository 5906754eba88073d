"""Sentences are translated with and without Django, and numbers and months are written as people write them."""

from __future__ import annotations

import subprocess
import sys

from polias.measures.words import count, listed, month_name

PSEUDO = """
import gettext, os, sys
from polias.measures import words
class Loud(gettext.NullTranslations):
    def gettext(self, message): return message.upper()
words._catalogue = lambda code: Loud()
print(words._("Nothing"), words.month_name("2018-12"), "django" in sys.modules)
"""


def test_months_and_lists_read_as_people_write_them():
    assert month_name("2018-03") == "March 2018"
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")
    assert count(1234567) == "1,234,567"


def test_without_django_sentences_come_from_the_catalogue():
    done = subprocess.run([sys.executable, "-c", PSEUDO], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "NOTHING DECEMBER 2018 False"
