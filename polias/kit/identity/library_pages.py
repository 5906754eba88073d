"""The pages of allauth, which sign people in: and which of them are closed here."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

#: By their names in the resolver. People are engaged by their force and do not enrol themselves; Polias sends no
#: mail, so that no forgotten password and no code goes through a mailbox.
CLOSED = frozenset({
    "account_signup", "account_email", "account_email_verification_sent", "account_confirm_email",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_confirm_login_code", "socialaccount_signup",
})  # fmt: skip


class EngagedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth says no types
    """Nobody makes an account for themselves, neither with a password nor by the force's own sign-in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def closed_page(request: HttpRequest) -> HttpResponse | None:
    """The page of an address that leads nowhere, for the pages of the library that are closed; None for the others."""
    match = request.resolver_match
    if match is None or match.url_name not in CLOSED:
        return None
    return render(request, "screens/not_found.html", status=404)
