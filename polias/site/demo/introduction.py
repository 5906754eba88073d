"""What the demonstration says of itself when it has started: where it is, who can sign in, and five minutes' tour."""

from __future__ import annotations

from gettext import gettext as _

from django.conf import settings

TOUR = (
    ("idris", _("Press “Take a call”: a shop theft. Nothing waits for the vulnerability questions. Send Asha.")),
    ("asha", _("My work shows the log and its clock. Open it and press “Record a crime”: nothing is typed twice.")),
    ("hal", _("Queues: the record is there already. See how many wait and when the queue clears; process it.")),
    ("ben", _("Open the crime, review it and give the outcome.")),
    ("dev", _("Measures: the figure has moved. See the step in public order, and that Westvale sent nothing in June.")),
    ("jo", _("Boards: open the panel's next meeting, add a paper that quotes the figure, publish it, set an action.")),
    ("erin", _("Read the paper as a panel member: what the figure is, and how far to trust it.")),
    ("asha", _("My work: the board's action is there. Close it with evidence.")),
    ("carys", _("The same crime from Eastmoor: she may read it and change nothing. The call she cannot see at all.")),
    (
        "lena",
        _("Offer a crime to Eastmoor. Nia takes it over there: one record, and both read its history."),
    ),
)


def introduction(address: str) -> str:
    """The text that `polias demo` prints when the site answers."""
    cast = the_cast()
    width = max((len(name) for name, _who in cast), default=0)
    lines = [
        "",
        _("Polias is at {address}").format(address=address),
        "",
        _("Who can sign in, all with the password {password}").format(password=demo_password()),
        *(f"  {name:<{width}}  {who}" for name, who in cast),
        "",
        _("Five minutes:"),
        *(f"  {number}. {name.capitalize()}: {what}" for number, (name, what) in enumerate(TOUR, start=1)),
        "",
        _("Everybody and everything here is invented. Ctrl-C stops it; the next start keeps what you entered."),
    ]
    return "\n".join(lines)


def the_cast() -> list[tuple[str, str]]:
    """Everybody who can sign in: username, and who they are."""
    from polias.force.models import Staff

    staff = Staff.objects.select_related("actor__user", "force").exclude(actor__user=None).order_by("actor__name")
    able = [s for s in staff if s.actor.user and s.actor.user.has_usable_password()]
    return [(s.actor.user.username, f"{s.actor.name}, {s.title}, {s.force.name}") for s in able if s.actor.user]


def demo_password() -> str:
    """One password for the whole cast, made on first use and kept in the installation's keys."""
    import secrets

    file = settings.POLIAS_HOME.keys / "demonstration_password"
    if not file.exists():
        words = ("harbour", "lantern", "meadow", "granite", "willow", "copper", "orchard", "gravel", "thistle")
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_text("-".join(secrets.choice(words) for _word in range(4)) + f"-{secrets.randbelow(90) + 10}")
    return file.read_text()
