"""Reads dates and times as people write them; turns London's clock into instants, both clock changes included."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

LONDON = ZoneInfo("Europe/London")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: The two names of London's clock, to tell apart the hour that comes twice.
CLOCKS = {"BST": timedelta(hours=1), "GMT": timedelta(0)}


class NotATime(ValueError):
    """The words are no time or date; the text says what is wrong, `boxes` names the boxes to mark."""

    def __init__(self, sentence: str, *boxes: str) -> None:
        super().__init__(sentence)
        self.boxes = boxes


def read_date(day: str, month: str, year: str) -> date:
    """The date in three boxes; the month as number or name. Raises NotATime naming the boxes that are wrong."""
    given = {"day": day.strip(), "month": month.strip(), "year": year.strip()}
    missing = [box for box, text in given.items() if not text]
    if missing:
        raise NotATime(missing_sentence(missing), *missing)
    if not (given["year"].isdecimal() and len(given["year"]) == 4):
        raise NotATime(_("Enter the year with four digits, like 2018."), "year")
    month_number = read_month(given["month"])
    if not month_number:
        raise NotATime(_("Enter the month as a number from 1 to 12, or as its name."), "month")
    try:
        return date(int(given["year"]), month_number, int(given["day"]))
    except (ValueError, OverflowError):
        raise NotATime(_("There is no such day in that month. Check the date."), "day") from None


def missing_sentence(missing: list[str]) -> str:
    if missing == ["day"]:
        return _("The day is missing: enter it as well.")
    if missing == ["month"]:
        return _("The month is missing: enter it as well.")
    if missing == ["year"]:
        return _("The year is missing: enter it as well.")
    return _("The date is not complete: enter day, month and year.")


def read_month(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if len(text) <= 2 and 1 <= int(text) <= 12 else None
    start = text[:3].lower()
    return MONTHS.index(start) + 1 if start in MONTHS else None


def read_time(text: str) -> tuple[time, str | None]:
    """The time of day and the clock named with it: '14:02', '1402', '2.02pm', 'noon', '01:30 GMT'."""
    words = text.strip().upper().split()
    clock = words.pop() if words and words[-1] in CLOCKS else None
    written = "".join(words).replace(".", ":")
    named = {"NOON": time(12), "MIDDAY": time(12), "MIDNIGHT": time(0)}
    if written in named:
        return named[written], clock
    for form in ("%H:%M", "%H%M", "%I:%M%p", "%I%p", "%H:%M:%S"):
        if form == "%H%M" and len(written) not in (3, 4):
            continue
        try:
            # Only the time of day is read here; its zone comes with the day.
            return datetime.strptime(written.zfill(4) if form == "%H%M" else written, form).time(), clock  # noqa: DTZ007
        except ValueError:
            continue
    raise NotATime(_("Enter the time by the 24-hour clock, like 14:02."), "time")


def london_instant(day: date, at: time, *, clock: str | None = None) -> datetime:
    """The instant in UTC when London's clocks showed this.

    Raises NotATime in the hour that a clock change leaves out, and in the one that comes twice unless `clock`
    says which.
    """
    shown = datetime.combine(day, at)
    instants = sorted({shown.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)})
    real = [instant for instant in instants if instant.astimezone(LONDON).replace(tzinfo=None) == shown]
    if not real:
        raise NotATime(
            _("The clocks went forward that night and missed this hour. Enter a time before 1am or from 2am."), "time"
        )
    if len(real) == 2 and clock is None:
        raise NotATime(
            _("The clocks went back that night: this time came twice. Add BST for the first or GMT for the second."),
            "time",
        )
    return real[0] if clock is None or len(real) == 1 else (shown - CLOCKS[clock]).replace(tzinfo=UTC)


def written_time(instant: datetime) -> str:
    """London's time of day, with its clock's name in the hour that comes twice: it reads back as the same instant."""
    local = instant.astimezone(LONDON)
    naive = local.replace(tzinfo=None, fold=0)
    twice = len({naive.replace(tzinfo=LONDON, fold=fold).utcoffset() for fold in (0, 1)}) == 2
    return f"{local:%H:%M} {local.tzname()}" if twice else f"{local:%H:%M}"
