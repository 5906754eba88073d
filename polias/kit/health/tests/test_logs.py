"""What the web server writes down names the kind of page, and not what was typed or looked for."""

from __future__ import annotations

import logging

from polias.kit.health.logs import RoutesOnly


class Kept(logging.Handler):
    """Lines as a log file would hold them."""

    def __init__(self):
        super().__init__()
        self.lines = []
        self.addFilter(RoutesOnly())

    def emit(self, record):
        self.lines.append(record.getMessage())


def test_a_page_that_is_not_there_is_written_down_without_what_was_typed(signed_in):
    kept, log = Kept(), logging.getLogger("django.request")
    before = log.level
    log.setLevel(logging.WARNING)
    log.addHandler(kept)
    try:
        asha = signed_in("asha")
        asha.get("/Zebedee Quillfeather")
        asha.get("/crime/reports/NSH-CR-26-999999")
    finally:
        log.removeHandler(kept)
        log.setLevel(before)
    assert kept.lines == ["Not Found: unknown address", "Not Found: /crime/reports/<str:reference>"]


def test_the_installation_writes_with_that_filter(settings):
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["routes_only"]
