"""The tables that row-level security does not cover, each with its reason; a test compares it with the database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Open:
    """Why a table needs no policy, and what the application role may do with it."""

    reason: str
    rights: str = "select"


_SIGN_IN = "Signing in must read it before anybody is known; holds no record."
_ALL = "select, insert, update, delete"

UNPROTECTED = {
    "kit_actor": Open("Names and reach of actors: read at sign-in; only the owner role writes it."),
    "kit_series": Open("Counters behind reference numbers; says nothing about any record.", "select, insert, update"),
    "auth_user": Open(_SIGN_IN, _ALL),
    "auth_group": Open("Unused by Polias; kept by Django.", "select"),
    "auth_permission": Open("Unused by Polias; kept by Django.", "select"),
    "auth_group_permissions": Open("Unused by Polias; kept by Django.", "select"),
    "auth_user_groups": Open("Unused by Polias; kept by Django.", "select"),
    "auth_user_user_permissions": Open("Unused by Polias; kept by Django.", "select"),
    "account_emailaddress": Open(_SIGN_IN, _ALL),
    "account_emailconfirmation": Open(_SIGN_IN, _ALL),
    "mfa_authenticator": Open(_SIGN_IN, _ALL),
    "socialaccount_socialaccount": Open(_SIGN_IN, _ALL),
    "socialaccount_socialapp": Open(_SIGN_IN, _ALL),
    "socialaccount_socialtoken": Open(_SIGN_IN, _ALL),
    "django_session": Open(_SIGN_IN, _ALL),
    "django_content_type": Open("Names of tables.", "select"),
    "django_migrations": Open("Which migrations have run; the worker's health check reads it.", "select"),
    "procrastinate_jobs": Open("Jobs name a task and no record; what a job does runs as an actor.", _ALL),
    "procrastinate_events": Open("When jobs ran.", _ALL),
    "procrastinate_periodic_defers": Open("When periodic jobs were last started.", _ALL),
    "procrastinate_workers": Open("Heartbeats of workers.", _ALL),
    "kit_healthminute": Open("Minutes with counts of pages: shown to everybody on /status.", _ALL),
    "kit_pagetimes": Open("Times of pages by route and day: no visitor, no record; in /metrics.", _ALL),
    "kit_slowpage": Open("Routes that were slow, by minute: no visitor, no record.", _ALL),
    "kit_healthreading": Open("How many wait in each queue, and since when: shown to everybody on /status.", _ALL),
    "kit_healthnotice": Open("Planned outages: announced to everybody.", _ALL),
    "kit_rulelesson": Open(
        "How often a rule refused, by field, team and day: no person, no record.", "select, insert, update"
    ),
    "force_force": Open("The forces themselves: public facts."),
    "force_area": Open("Areas, districts and beats: public facts."),
    "force_staff": Open("Who works where, with which roles: shown beside every deed; only the owner role writes it."),
    "force_agreement": Open("Which force lends what to which: published by law; only the owner role writes it."),
    "force_policy": Open("A force's own settings, such as the name of a queue."),
    "crime_edition": Open(
        "Lists of classes and outcomes that a force uses: public; added, never changed.", "select, insert"
    ),
    "crime_fieldrefusal": Open(
        "How often a question stopped somebody, by day and force: no person, no record, no answer.",
        "select, insert, update",
    ),
    "boards_edition": Open("Published editions: for everybody, values only; added, never changed.", "select, insert"),
}
