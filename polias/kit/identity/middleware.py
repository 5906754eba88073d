"""From a signed-in user to an actor, and the frame around every page: one transaction, rolled back on any refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from polias.kit.access.acting import acting
from polias.kit.access.actor import Actor
from polias.kit.access.model import Actor as ActorRow
from polias.kit.access.sessions import close_session, living, open_session
from polias.kit.audit.log import write as write_audit
from polias.kit.audit.shown import log_what_else_is_shown, naming
from polias.kit.errors import PoliasError
from polias.kit.identity.library_pages import closed_page
from polias.kit.identity.signed_in import describe, end_others_after_new_password, whose
from polias.kit.reading.mode import is_reading_only
from polias.kit.rest.problem import LEAVES, TEACHES, VERB, as_problem, is_for_programs, problem
from polias.kit.rules.lessons import learn
from polias.kit.screens.refusals import refusal_page

KEY = "polias.session"
OPEN_TO_ALL = "polias_open_to_all"


def open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that needs no sign-in; each is listed in docs/reference."""
    setattr(view, OPEN_TO_ALL, True)
    return view


class ActingMiddleware:
    """Last in the list: opens the transaction, sets the actor, renders inside it, rolls back from status 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if getattr(view, OPEN_TO_ALL, False):
            return None
        if not _is_ours(view):
            # The pages that sign people in touch no record, but a session that has ended must not open them either.
            actor_of(request)
            return closed_page(request)
        if _has_nul(request):
            return _answer(request, _refuse_nul, (), {})
        actor = actor_of(request)
        if actor is None:
            return _sign_in_first(request)
        request.actor = actor  # type: ignore[attr-defined]
        with acting(actor), naming() as named:
            response = _answer(request, view, args, kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            else:
                log_what_else_is_shown(response, actor=actor, address=request.path, named=named)
        _keep_what_stays(request, response, actor)
        return response


def _keep_what_stays(request: HttpRequest, response: HttpResponse, actor: Actor) -> None:
    """What must be known of a refusal, in a transaction of its own: its audit rows, and the rules as lessons."""
    rows, breaches = getattr(response, LEAVES, ()), getattr(response, TEACHES, ())
    if rows or breaches:
        with acting(actor):
            write_audit(rows)
            learn(breaches, actor=actor, verb=getattr(request, VERB, ""))


def _answer(
    request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    try:
        response = view(request, *args, **kwargs)
        if hasattr(response, "render") and not getattr(response, "is_rendered", True):
            response = response.render()
        return as_problem(response) if is_for_programs(request) else response
    except PoliasError as refusal:
        return refusal_page(request, refusal)


def _has_nul(request: HttpRequest) -> bool:
    """No record, reference or word holds this character, and the database refuses to be asked for it."""
    return "\x00" in request.path or any("\x00" in value for _n, values in request.GET.lists() for value in values)


def _refuse_nul(request: HttpRequest) -> HttpResponse:
    raise PoliasError(_("The address contains a character that no record can hold."), do=_("Check how it was typed."))


def _is_ours(view: Callable[..., HttpResponse]) -> bool:
    """allauth's own pages sign people in and touch no record; everything else is framed."""
    return not view.__module__.startswith(("allauth.", "django.contrib.", "django.views.", "whitenoise."))


def actor_of(request: HttpRequest) -> Actor | None:
    """The actor of the signed-in user, with a database session that is still alive; None to sign in again.

    Whoever has left, and whoever was signed out from elsewhere or by time, is signed out here as well.
    """
    if not request.user.is_authenticated:
        return None
    key = request.session.get(KEY, "")
    row = ActorRow.objects.select_related("user").filter(user=request.user, active=True).first()
    if is_reading_only():
        # Nothing can be opened, used up or ended in a database that takes nothing; what lives in it is honoured.
        return living(row, session_key=key) if row is not None and key else None
    if row is not None and not key:
        actor = open_session(row, hours=settings.POLIAS_SESSION_HOURS)
        request.session[KEY] = actor.session_key
        describe(actor.session_key, request)
        return actor
    if row is not None and whose(key, request) == row.pk:
        return living(row, session_key=key)
    logout(request)
    if row is None:
        messages.error(request, _("This account is no longer in use. Ask whoever looks after accounts in your force."))
    return None


def end_session(*, request: HttpRequest, **_kwargs: Any) -> None:
    """Close the database session when somebody signs out."""
    key = request.session.get(KEY, "") if request is not None else ""
    if key:
        close_session(key)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if is_for_programs(request):
        return problem(
            401, _("Sign in first."), slug="sign-in", do=_("Send the cookie of a session that has signed in.")
        )
    return redirect_to_login(request.get_full_path(), "/accounts/login/")


def end_other_sessions(*, request: HttpRequest, **_kwargs: Any) -> None:
    """End the person's sessions everywhere else when the password has changed."""
    key = request.session.get(KEY, "") if request is not None else ""
    if key:
        end_others_after_new_password(key)
