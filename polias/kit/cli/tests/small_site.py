"""The smallest site that the command line can serve: its settings, for the tests beside it."""

from __future__ import annotations

from polias.kit.server.addresses import database_url, django_database
from polias.kit.server.folder import home

SECRET_KEY = "only for tests, signs nothing"
DATABASES = {"default": django_database(database_url(home(), "app"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "procrastinate.contrib.django",
    "polias.kit.cli.tests.small_app.SmallConfig",
]
ROOT_URLCONF = "polias.kit.cli.tests.small_pages"
WSGI_APPLICATION = "polias.kit.cli.tests.small_wsgi.application"
ALLOWED_HOSTS = ["127.0.0.1"]
USE_TZ = True
