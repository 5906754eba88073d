"""Forms are tested without pages, addresses or database: only the kit's own templates are in place."""

from typing import Any

import pytest

from polias.kit.govuk.wiring import TEMPLATE_DIRS, TEMPLATE_LIBRARIES


@pytest.fixture(autouse=True)
def templates(settings: Any) -> None:
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": TEMPLATE_DIRS,
            "APP_DIRS": True,
            "OPTIONS": {"libraries": TEMPLATE_LIBRARIES},
        }
    ]
