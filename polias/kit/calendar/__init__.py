"""Days, months and clocks as the United Kingdom counts them: working days, summer time, pauses."""

from polias.kit.calendar.bank_holidays import BankHoliday, Nation, YearNotKnown, bank_holidays, years_known
from polias.kit.calendar.clock import Clock, Pause, duration_in_words, sentence
from polias.kit.calendar.london import LONDON, end_of_london_day, london_date, london_month, start_of_london_day
from polias.kit.calendar.working_days import add_working_days, working_day, working_days_between

__all__ = [
    "LONDON",
    "BankHoliday",
    "Clock",
    "Nation",
    "Pause",
    "YearNotKnown",
    "add_working_days",
    "bank_holidays",
    "duration_in_words",
    "end_of_london_day",
    "london_date",
    "london_month",
    "sentence",
    "start_of_london_day",
    "working_day",
    "working_days_between",
    "years_known",
]
