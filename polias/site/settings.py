"""Every setting of the installation; each that an operator may change is read here from the environment.

The generated reference of settings is made from SETTINGS below, so a variable that is not listed there does not exist.
"""

from __future__ import annotations

import os
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from polias.kit.fault_log import LOGGING as FAULTS_WITHOUT_DATA
from polias.kit.govuk.wiring import STATIC_DIRS, TEMPLATE_DIRS, TEMPLATE_LIBRARIES
from polias.kit.server.addresses import database_url, django_database, role_name
from polias.kit.server.folder import home, kept_secret
from polias.site.modules import modules_of

#: Variable, default, meaning.
SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("POLIAS_HOME", ".polias", "Folder of this installation: database, keys, logs, published files."),
    ("POLIAS_PROFILE", "as chosen by polias init, else full", "full, or scrutiny: no operational records."),
    ("POLIAS_DATABASE_URL", "the private server", "PostgreSQL 15 or later, as the application's role."),
    ("POLIAS_OWNER_DATABASE_URL", "the private server", "The same database, as the role that owns the tables."),
    ("POLIAS_BACKUP_DATABASE_URL", "the private server", "The same database, as the role that may copy it whole."),
    ("POLIAS_REPLICA_DATABASE_URL", "", "A copy to read from, as the application's role, while the database is gone."),
    ("POLIAS_ROLE", "app", "app, or owner: migrations only."),
    ("POLIAS_RESERVE_MB", "64", "Held back on the database's disk, so that a full disk stops writing and not reading."),
    ("PORT", "8000", "Port of the web server on 127.0.0.1."),
    ("POLIAS_WEB_WORKERS", "2", "How many web processes answer pages."),
    ("POLIAS_HOSTS", "127.0.0.1 localhost [::1]", "Host names that may be asked for, with spaces between."),
    ("POLIAS_SPARK_MASTER", "local[*]", "Where Spark runs, of commands with --engine spark."),
    ("POLIAS_SLOW_MS", "800", "A page that takes longer, in milliseconds, is kept in the list of slow pages."),
    ("POLIAS_METRICS_FROM", "127.0.0.0/8 ::1", "Networks from which /metrics may be read, with spaces between."),
    ("POLIAS_ASK_AT", "http://127.0.0.1:PORT", "Where the worker asks each minute whether the site answers."),
    ("POLIAS_HTTPS", "0", "1 behind a proxy that serves HTTPS: cookies and HSTS for HTTPS alone."),
    ("POLIAS_DEBUG", "0", "1 shows faults in full. Never where others can reach it."),
    ("POLIAS_DEMO", "0", "1 allows a database that `polias demo` made. The demo command sets it."),
    ("POLIAS_SECRET_KEY", "made on first use", "Signs sessions and forms; kept in POLIAS_HOME/keys."),
    (
        "POLIAS_PSEUDONYM_KEY",
        "made on first use",
        "Names people in published rows, and is for nothing else; kept in POLIAS_HOME/keys. Another renames everybody.",
    ),
    ("POLIAS_SESSION_HOURS", "12", "Hours after which everybody signs in again, however busy."),
    ("POLIAS_IDLE_MINUTES", "30", "Minutes without a page after which one signs in again; what was typed is kept."),
    ("POLIAS_FILE_MB", "200", "The largest file that may be added to a record, in megabytes."),
    ("POLIAS_FILE_READER_SECONDS", "10", "How long the first look at a file may take."),
    ("POLIAS_FILE_READER_MB", "512", "How much memory the first look at a file may take, beside the file itself."),
    ("POLIAS_FILE_SCANNER", "", "A virus scanner's command that reads a file on its standard input: 0 clean, 1 not."),
    ("POLIAS_OIDC_ISSUER", "", "Address of the force's own sign-in service (OpenID Connect)."),
    ("POLIAS_OIDC_CLIENT_ID", "", "Who Polias is to that service."),
    ("POLIAS_OIDC_CLIENT_SECRET", "", "Its secret for Polias."),
    ("POLIAS_OIDC_NAME", "Force sign-in", "What the button says."),
)


def _on(variable: str) -> bool:
    return os.environ.get(variable, "").strip().lower() in ("1", "true", "yes", "on")


def _number(variable: str) -> int:
    """A whole number from the environment, or the default that the table above says."""
    default = next(default for name, default, _meaning in SETTINGS if name == variable)
    word = os.environ.get(variable, "").strip() or default
    if not word.isdecimal() or not 0 < int(word) < 1_000_000:
        raise ImproperlyConfigured(f"{variable} is '{word}'. Use a whole number above 0, such as {default}.")
    return int(word)


POLIAS_HOME = home()
POLIAS_PROFILE = POLIAS_HOME.profile()
POLIAS_MODULES = modules_of(POLIAS_PROFILE)
POLIAS_DEMO = _on("POLIAS_DEMO")
DEBUG = _on("POLIAS_DEBUG")
SECRET_KEY = os.environ.get("POLIAS_SECRET_KEY") or kept_secret(POLIAS_HOME.keys / "secret_key")
POLIAS_PSEUDONYM_KEY = os.environ.get("POLIAS_PSEUDONYM_KEY") or kept_secret(POLIAS_HOME.keys / "pseudonym_key")

# --- Health: what counts as slow, who may read the metrics, where the worker asks whether pages are answered.
POLIAS_SLOW_MS = _number("POLIAS_SLOW_MS")
POLIAS_METRICS_FROM = (os.environ.get("POLIAS_METRICS_FROM") or "127.0.0.0/8 ::1").split()
POLIAS_ASK_AT = os.environ.get("POLIAS_ASK_AT") or f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}"

# --- The database. One alias: which role it enters as is decided when the process starts, never inside it.
POLIAS_ROLE = "owner" if os.environ.get("POLIAS_ROLE") == "owner" else "app"
POLIAS_APP_ROLE = role_name(database_url(POLIAS_HOME, "app"))
POLIAS_OWNER_ROLE = role_name(database_url(POLIAS_HOME, "owner"))
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **django_database(database_url(POLIAS_HOME, "owner" if POLIAS_ROLE == "owner" else "app")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # ATOMIC_REQUESTS stays off: it ends before a page is rendered, and lazy rows would then be none at all.
        # The middleware of kit.access opens the transaction instead.
    }
}
POLIAS_REPLICA_DATABASE_URL = os.environ.get("POLIAS_REPLICA_DATABASE_URL", "")
if POLIAS_REPLICA_DATABASE_URL:
    # A machine that has vanished says nothing at all: do not wait for minutes while a copy could be read.
    DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", "5")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- What is installed.
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "procrastinate.contrib.django",
    *(f"polias.{name}" for name in POLIAS_MODULES),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "polias.kit.identity.content_policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Only pages are counted, so behind what serves files; and with the time in which a page is tried again.
    "polias.kit.health.measuring.PageTimesMiddleware",
    # Before the session, which is the first to need the database.
    "polias.kit.interruptions.middleware.InterruptionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "polias.kit.reading.middleware.ReadingMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last, so that its transaction ends before any other middleware looks at the answer.
    "polias.kit.identity.middleware.ActingMiddleware",
]
ROOT_URLCONF = "polias.site.urls"
WSGI_APPLICATION = "polias.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": TEMPLATE_DIRS,
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": TEMPLATE_LIBRARIES,
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "polias.kit.screens.context.everywhere",
                "polias.site.context.demonstration",
            ],
        },
    }
]

# --- Language and time. Instants are stored in UTC and shown in London.
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# --- Files that pages are made of, served from the modules' static folders.
STATIC_URL = "/static/"
STATICFILES_DIRS = STATIC_DIRS
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

# --- Files on records: straight to their own disk, never into memory or a folder of the system.
POLIAS_FILE_MB = _number("POLIAS_FILE_MB")
POLIAS_FILE_READER_SECONDS = _number("POLIAS_FILE_READER_SECONDS")
POLIAS_FILE_READER_MB = _number("POLIAS_FILE_READER_MB")
POLIAS_FILE_SCANNER = os.environ.get("POLIAS_FILE_SCANNER", "")
# A long text pasted into a box comes back with a sentence about its length; a smaller limit would lose it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000
FILE_UPLOAD_HANDLERS = ["polias.kit.attachments.receiving.FilesHandler"]

# --- Jobs. Modules name theirs `jobs.py`; `tasks` are what people are asked to do.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# --- Sign-in.
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_ADAPTER = "polias.kit.identity.library_pages.EngagedOnly"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Polias"
SOCIALACCOUNT_ONLY = False
if os.environ.get("POLIAS_OIDC_ISSUER"):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "force",
                    "name": os.environ.get("POLIAS_OIDC_NAME") or "Force sign-in",
                    "client_id": os.environ.get("POLIAS_OIDC_CLIENT_ID", ""),
                    "secret": os.environ.get("POLIAS_OIDC_CLIENT_SECRET", ""),
                    "settings": {"server_url": os.environ["POLIAS_OIDC_ISSUER"]},
                }
            ],
        }
    }

# --- Protection of the browser's side.
_https = _on("POLIAS_HTTPS")
ALLOWED_HOSTS = (os.environ.get("POLIAS_HOSTS") or "127.0.0.1 localhost [::1]").split()
CSRF_TRUSTED_ORIGINS = [f"https://{host.removeprefix('.')}" for host in ALLOWED_HOSTS] if _https else []
# The database's own session decides: at most so long, and not beyond so long without a page.
POLIAS_SESSION_HOURS = _number("POLIAS_SESSION_HOURS")
POLIAS_IDLE_MINUTES = _number("POLIAS_IDLE_MINUTES")
SESSION_COOKIE_AGE = POLIAS_SESSION_HOURS * 60 * 60
SESSION_COOKIE_NAME = "polias_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "polias.kit.screens.public_views.forged"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _https
# Asked by machines beside the server, without the proxy that speaks HTTPS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
if _https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = POLIAS_HOME.path / "mail"

# --- Faults are written to the logs folder, without what the records say.
LOGGING = FAULTS_WITHOUT_DATA
