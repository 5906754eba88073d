"""Keeps addresses out of the logs: who mistypes one may have typed a name, and a reference says who was looked for."""

from __future__ import annotations

import logging

from polias.kit.health.measuring import route_of


class RoutesOnly(logging.Filter):
    """Puts the name of the route where Django would write the path; lets every line through."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path", None)
        if path is not None and isinstance(record.args, tuple):
            route = route_of(record.request)  # type: ignore[attr-defined]  # it has one, or there were no path
            record.args = tuple(route if arg == path else arg for arg in record.args)
        return True
