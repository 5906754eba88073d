"""The URL root: one folder, one address; what does not follow its folder is listed here and nowhere else."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from polias.kit.attachments import screens as files
from polias.kit.emergency import screens as emergency
from polias.kit.health import views as health
from polias.kit.identity.screens import where_signed_in
from polias.kit.rest.api import api_urls
from polias.kit.restriction import screens as access
from polias.kit.rules.screens import rule_book_page
from polias.kit.screens import public_views, views

MODULES_WITH_PAGES = [m for m in settings.POLIAS_MODULES if m not in ("kit", "site") and find_spec(f"polias.{m}.urls")]
HAS_RECORDS = "pole" in settings.POLIAS_MODULES

urlpatterns = [
    path("", views.home, name="home"),
    path("tasks/<uuid:task_id>", views.task, name="task"),
    path("drafts/<uuid:key>", views.save_draft, name="draft"),
    path("files/add/<str:reference>", files.add, name="file.add"),
    path("files/<uuid:file_id>", files.give, name="file.give"),
    path("files/<uuid:file_id>/take-off", files.take_off, name="file.take_off"),
    path("emergency", emergency.emergency, name="emergency"),
    path("emergency/reviews", emergency.reviews, name="emergency.reviews"),
    path("emergency/<uuid:access_id>", emergency.one_access, name="emergency.access"),
    path("access/<str:reference>", access.who, name="access"),
    path("access/<str:reference>/mark", access.mark, name="access.mark"),
    path("access/<str:reference>/restrict", access.restrict, name="access.restrict"),
    path("access/<str:reference>/lift", access.lift, name="access.lift"),
    path("access/<str:reference>/admit", access.admit, name="access.admit"),
    path("access/<str:reference>/exclude", access.exclude, name="access.exclude"),
    path(
        "access/<str:reference>/remove-admission/<int:person>", access.remove_admission, name="access.remove_admission"
    ),
    path("access/<str:reference>/end-exclusion/<int:person>", access.end_exclusion, name="access.end_exclusion"),
    path("rules", rule_book_page, name="rules"),
    path("help", public_views.help_page, name="help"),
    path("accessibility", public_views.accessibility, name="accessibility"),
    path("sessions", where_signed_in, name="sessions"),
    path("status", health.status, name="status"),
    path("status.json", health.status_for_programs, name="status_for_programs"),
    path("healthz", health.healthz, name="healthz"),
    path("metrics", health.metrics, name="metrics"),
    path("api/", include(api_urls())),
    path("accounts/", include("allauth.urls")),
    *([path("search", import_module("polias.pole.finding.screens").search, name="search")] if HAS_RECORDS else []),
    *([path("public/", include("polias.boards.publications.urls"))] if "boards" in settings.POLIAS_MODULES else []),
    *(path(f"{module}/", include(import_module(f"polias.{module}.urls").urlpatterns)) for module in MODULES_WITH_PAGES),
]

handler404 = "polias.kit.screens.public_views.not_found"
handler500 = "polias.kit.screens.public_views.fault"
