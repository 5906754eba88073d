"""The table of proposed changes of the vocabulary."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from polias.crime.editions.reading import keyword_of_any
from polias.kit.record.model import Record


class KeywordProposal(Record):
    """One row is one change of the vocabulary that somebody asks for: a keyword, words that suggest one, or its end.

    States: proposed (waits for whoever owns the vocabulary), accepted (with its first day), refused (with the reason),
    withdrawn (by whoever made it). The vocabulary is that of all forces, and so everybody's force reads them.
    ``words`` are those of a report that suggest the keyword, as its table has them. Not taken: a draft edition for each
    proposal; two that wait would each lack what the other brings.
    """

    TYPE = "crime.proposals"

    NEW, WORD, END = "new", "word", "end"
    KINDS: ClassVar = ((NEW, _l("A new keyword")), (WORD, _l("Another word for one")), (END, _l("The end of one")))

    kind = models.CharField(max_length=4, choices=KINDS)
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=60, blank=True)
    group = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=400, blank=True)
    reason = models.TextField()
    holds_from = models.DateField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        verbose_name = "keyword proposal"

    @property
    def keyword(self) -> str:
        """The keyword in words; what a new one would be called."""
        known = keyword_of_any(self.code)
        return self.label or (known.label if known else self.code)

    def title(self) -> str:
        if self.kind == self.NEW:
            return _("New keyword: %(keyword)s") % {"keyword": self.keyword}
        if self.kind == self.WORD:
            words = {"keyword": self.keyword, "words": ", ".join(self.words.split("|"))}
            return _("Word for %(keyword)s: %(words)s") % words
        return _("End of %(keyword)s") % {"keyword": self.keyword}
