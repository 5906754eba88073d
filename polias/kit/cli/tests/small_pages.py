"""The one page of the small site: how many users its database has."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path


def count(request: HttpRequest) -> HttpResponse:
    from django.contrib.auth.models import User

    return HttpResponse(f"{User.objects.count()} users")


urlpatterns = [path("", count)]
