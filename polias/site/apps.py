"""The site as a Django app: the last to start, it joins what the modules must not know of one another."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SiteConfig(AppConfig):
    name = "polias.site"
    label = "site"

    def ready(self) -> None:
        from allauth.account.signals import password_changed
        from django.contrib.auth.signals import user_logged_out

        from polias.site.subscriptions import subscribe

        subscribe()
        post_migrate.connect(after_migrating, sender=self)
        user_logged_out.connect(_signed_out)
        password_changed.connect(_new_password)


def after_migrating(**_: Any) -> None:
    """As the owner, when all tables stand: row security, then everybody's reach from the grants of this code."""
    from polias.force.actions import settle_reach
    from polias.kit.database.security import secure

    secure()
    settle_reach()


def _signed_out(sender: Any, request: Any, user: Any, **_: Any) -> None:
    from polias.kit.identity.middleware import end_session

    end_session(request=request)


def _new_password(sender: Any, request: Any, user: Any, **_: Any) -> None:
    from polias.kit.identity.middleware import end_other_sessions

    end_other_sessions(request=request)
