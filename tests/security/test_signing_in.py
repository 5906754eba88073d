"""Signing in and out: with a password, with a second factor, and what happens to the database's own session."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model
from django.test import Client

from polias.force.cast import PASSWORD
from polias.kit.access.sessions import living
from polias.kit.identity.middleware import KEY
from polias.kit.models import ActorRow


@pytest.fixture
def browser(db, settings):
    # Ten people sign in within a second here; nobody does elsewhere.
    settings.ACCOUNT_RATE_LIMITS = False
    return Client()


def sign_in(browser, username, password=PASSWORD):
    return browser.post("/accounts/login/", {"login": username, "password": password}, follow=True)


def test_asha_signs_in_with_her_password_and_sees_her_work(browser):
    page = sign_in(browser, "asha").content.decode()
    assert "My work" in page
    assert "Asha Verma" in page


def test_a_wrong_password_is_refused_in_a_sentence_and_the_name_is_kept(browser):
    page = sign_in(browser, "asha", "not it").content.decode()
    assert "There is a problem" in page
    assert 'value="asha"' in page


def test_signing_out_closes_the_session_in_the_database_too(browser):
    sign_in(browser, "asha")
    browser.get("/")
    key, asha = browser.session[KEY], ActorRow.objects.get(user__username="asha")
    assert living(asha, session_key=key)
    browser.post("/accounts/logout/")
    assert not living(asha, session_key=key)
    assert browser.get("/").headers["Location"].startswith("/accounts/login/")


def test_a_session_that_the_database_no_longer_honours_signs_nobody_in(browser):
    sign_in(browser, "asha")
    browser.get("/")
    session = browser.session
    session[KEY] = "0" * 64
    session.save()
    assert browser.get("/").headers["Location"].startswith("/accounts/login/")


def test_a_second_factor_is_asked_for_and_a_wrong_code_refused(browser):
    asha = get_user_model().objects.get(username="asha")
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(asha, secret)
    assert Authenticator.objects.filter(user=asha, type="totp").exists()
    asked = sign_in(browser, "asha")
    assert "My work" not in asked.content.decode()
    address = asked.redirect_chain[-1][0]
    assert "My work" not in browser.post(address, {"code": "000000"}, follow=True).content.decode()
    assert "My work" in browser.post(address, {"code": code_of(secret)}, follow=True).content.decode()


def test_a_person_sets_up_a_second_factor_on_a_page(browser):
    ben = get_user_model().objects.get(username="ben")
    sign_in(browser, "ben")
    confirm = browser.get("/accounts/2fa/totp/activate/", follow=True).redirect_chain[-1][0]
    shown = browser.post(confirm, {"password": PASSWORD}, follow=True).content.decode()
    secret = browser.session["mfa.totp.secret"]
    assert secret in shown, "the secret can be typed where no picture can be taken"
    browser.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert get_adapter().is_mfa_enabled(ben)


def code_of(secret):
    """What the authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_leaver_is_out_at_once_even_in_the_middle_of_their_work(own_database):
    browser = Client()
    sign_in(browser, "asha")
    assert browser.get("/").status_code == 200
    own_database.as_owner("update kit_actor set active = false where name = 'Asha Verma'")
    assert browser.get("/").headers["Location"].startswith("/accounts/login/")
    assert browser.get("/api/me").status_code == 401
    own_database.as_owner("update kit_actor set active = true where name = 'Asha Verma'")
    assert browser.get("/").status_code == 302, "whoever comes back signs in anew"
    sign_in(browser, "asha")
    assert browser.get("/").status_code == 200


def test_a_user_without_an_actor_can_look_at_nothing(browser):
    nobody = get_user_model().objects.create(username="nobody")
    browser.force_login(nobody, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/").status_code == 302


def test_the_forces_own_sign_in_is_offered_when_it_is_set(browser, settings):
    assert "Northshire staff" not in browser.get("/accounts/login/").content.decode()
    app = {
        "provider_id": "force",
        "name": "Northshire staff",
        "client_id": "polias",
        "secret": "s",
        "settings": {"server_url": "https://sign-in.northshire.example"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    assert "Northshire staff" in browser.get("/accounts/login/").content.decode()


def test_nobody_enrols_themselves(browser):
    words = {"username": "eve", "password1": PASSWORD, "password2": PASSWORD}
    assert browser.post("/accounts/signup/", words).status_code == 404
    assert not get_user_model().objects.filter(username="eve").exists()


def test_no_mailbox_leads_to_a_password(browser):
    for address in ("/accounts/password/reset/", "/accounts/email/", "/accounts/login/code/confirm/"):
        assert browser.get(address).status_code == 404
