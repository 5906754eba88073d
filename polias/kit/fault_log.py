"""What a fault leaves in the log: when, on which kind of page, where in the code, its kind; no word of a record."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutData(logging.Formatter):
    """Writes a traceback without the messages of its exceptions.

    PostgreSQL names the failing row in them and Python the value that was not found; the place in the code tells as
    much to whoever mends it, and a log is read by people who may not read the record.
    """

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - the name is the library's
        lines: list[str] = []
        fault = ei[1]
        while fault is not None:
            lines += [line.rstrip() for line in traceback.format_tb(fault.__traceback__)]
            lines.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "\n".join(lines)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "without_data": {
            "()": "polias.kit.fault_log.WithoutData",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"routes_only": {"()": "polias.kit.health.logs.RoutesOnly"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "without_data", "filters": ["routes_only"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # A refused or unknown address is no fault, and its path may hold a reference.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
