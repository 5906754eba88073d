"""The addresses of health, which nobody needs to sign in for; they know neither the visitor nor any record."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from polias.kit.health.metrics import CONTENT_TYPE, exposition
from polias.kit.health.page import for_people
from polias.kit.health.parts import examine, overall
from polias.kit.health.status import recent_picture
from polias.kit.identity.middleware import open_to_all

#: What a proxy adds to a request that it passes on.
BY_A_PROXY = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")


@open_to_all
def status(request: HttpRequest) -> HttpResponse:
    """Whether everything works and has worked. Drawn without the request: a session would need the database."""
    response = HttpResponse(render_to_string("screens/status.html", for_people(recent_picture())))
    response.headers["Cache-Control"] = "public, max-age=20"
    return response


@open_to_all
def status_for_programs(request: HttpRequest) -> HttpResponse:
    """The same picture as JSON; any site may read it."""
    response = JsonResponse(recent_picture(), json_dumps_params={"indent": 1})
    response.headers["Cache-Control"] = "public, max-age=20"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@open_to_all
def healthz(request: HttpRequest) -> HttpResponse:
    """503 when this server cannot answer pages; 200 otherwise, also when something beside them does not work."""
    parts = examine()
    state = overall(parts)
    told = {
        "state": state,
        "at": timezone.now().isoformat(timespec="seconds"),
        "parts": {part.name: {k: v for k, v in vars(part).items() if v is not None and k != "name"} for part in parts},
    }
    return _fresh(JsonResponse(told, status=503 if state == "down" else 200))


@open_to_all
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus; to anybody else there is no such page."""
    if not may_read_metrics(request):
        raise Http404
    return _fresh(HttpResponse(exposition(), content_type=CONTENT_TYPE))


def may_read_metrics(request: HttpRequest) -> bool:
    """Whether the request comes straight from a network in POLIAS_METRICS_FROM.

    One that a proxy has passed on does not, wherever the proxy stands: it speaks for everybody.
    """
    if any(name in request.META for name in BY_A_PROXY):
        return False
    try:
        sender = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(sender in ip_network(network, strict=False) for network in settings.POLIAS_METRICS_FROM)


def _fresh(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
