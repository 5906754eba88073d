"""Dates of birth however they are written, also of days that do not exist: a slip of the pen is evidence too."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Order = Literal["day first", "month first"]
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
#: Two digits of a year up to this one are of this century, as in most registers of living people.
THIS_CENTURY = 30
_PARTS = re.compile(r"\d+|[a-z]+")
_TIME = re.compile(r"[t ]\d{1,2}:\d\d.*$")


@dataclass(frozen=True)
class Written:
    """Year, month and day as far as they are known; 0 where not. They need not make a day that exists."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def exists(self) -> bool:
        if not self.month:
            return 1 <= self.year <= 9999
        if not (1 <= self.month <= 12 and 1 <= self.year <= 9999):
            return False
        return not self.day or self.day <= calendar.monthrange(self.year, self.month)[1]

    @property
    def digits(self) -> str:
        return f"{self.year % 10_000:04}{self.month % 100:02}{self.day % 100:02}"


def order_of(values: Iterable[str]) -> Order:
    """Which of day and month comes first where both are numbers; the British way unless the values say otherwise."""
    seen: Counter[Order] = Counter()
    for value in values:
        numbers = [int(part) for part in _PARTS.findall(value) if part.isdecimal()]
        if len(numbers) == 3 and numbers[0] <= 31:
            seen["day first"] += numbers[0] > 12 and numbers[1] <= 12
            seen["month first"] += 12 < numbers[1] <= 31 and numbers[0] <= 12
    return "month first" if seen["month first"] > seen["day first"] else "day first"


def written(text: str, order: Order = "day first") -> Written | None:
    """The parts of one date, or None where there is nothing like one."""
    parts = _PARTS.findall(_TIME.sub("", text.strip().lower()))
    if len(parts) == 1 and parts[0].isdecimal():
        return _of_one_number(parts[0], order)
    named = [part for part in parts if part[:3] in MONTHS or part in MONTHS]
    numbers = [part for part in parts if part.isdecimal()]
    if named and 1 <= len(numbers) <= 2:
        return _of_a_named_month(MONTHS.get(named[0]) or MONTHS[named[0][:3]], numbers)
    if len(numbers) == 3:
        return _of_three(numbers, order)
    if len(numbers) == 2 and len(numbers[0]) == 4:
        return Written(int(numbers[0]), int(numbers[1]))
    return None


def of_parts(year: str, month: str, day: str) -> Written | None:
    """A date kept in three columns."""
    numbers = [int(part) if part.isascii() and part.isdecimal() else 0 for part in (year, month, day)]
    if not month.isdecimal() and month.strip().lower() in MONTHS:
        numbers[1] = MONTHS[month.strip().lower()]
    return Written(*numbers) if any(numbers) else None


def _of_one_number(number: str, order: Order) -> Written | None:
    if len(number) == 4:
        return Written(int(number))
    if len(number) == 6 and number[:2] in ("18", "19", "20"):
        return Written(int(number[:4]), int(number[4:]))
    if len(number) != 8:
        return None
    if number[:2] in ("17", "18", "19", "20") and not (number[4:6] in ("19", "20") and int(number[2:4]) <= 12):
        return Written(int(number[:4]), int(number[4:6]), int(number[6:]))
    return _of_three([number[:2], number[2:4], number[4:]], order)


def _of_a_named_month(month: int, numbers: list[str]) -> Written | None:
    if len(numbers) == 1:
        return Written(_year(numbers[0]), month)
    first, second = numbers
    year, day = (first, second) if len(first) > 2 else (second, first)
    return Written(_year(year), month, int(day) % 100)


def _of_three(numbers: list[str], order: Order) -> Written:
    if len(numbers[0]) >= 3:
        return Written(int(numbers[0][:4]), int(numbers[1][:2]), int(numbers[2][:2]))
    first, second = int(numbers[0]), int(numbers[1][:2])
    day, month = (first, second) if order == "day first" else (second, first)
    if month > 12 >= day:
        day, month = month, day
    return Written(_year(numbers[2][:4]), month, day)


def _year(digits: str) -> int:
    number = int(digits[:4])
    if len(digits) > 2:
        return number
    return number + (2000 if number <= THIS_CENTURY else 1900)
