"""Dates as sheets write them: the day, or the last day of the period that is named, in the languages sheets are read in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.phrases import fold, normal
from vsm_desktop.model.dates import month_end
from vsm_desktop.model.day_names import MONTH_STEMS, named

Order = Literal["day", "month", ""]
"""What comes first in 3/4/2025; nothing where the column does not tell."""

_MONTHS = {fold(stem): at for at, stems in enumerate(MONTH_STEMS, start=1) for stem in stems.split()}
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?")
_HAN = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?")
_QUARTER = re.compile(r"(?:(\d{4})[ /-]?[qt]([1-4])|[qt]([1-4])[ /.-]?(\d{4}))")
_WEEK = re.compile(
    r"(?:(\d{4})[ /-]?(?:kw|cw|wk|w|week|sem|tydz)\.? ?(\d{1,2})|(?:kw|cw|wk|w|week|sem|tydz)\.? ?(\d{1,2})[ /.-]+(\d{4}))"
)
_DIGITS = re.compile(r"[\d./ -]+")
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_TIME = re.compile(r"[ T,]+\d{1,2}:\d{2}.*$")
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})")
_WEEKDAYS = frozenset(
    [
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "die",
        "mit",
        "don",
        "fre",
        "sam",
        "son",
        "lun",
        "mer",
        "jeu",
        "ven",
        "dim",
        "mie",
        "jue",
        "vie",
        "sab",
        "dom",
        "seg",
        "ter",
        "qua",
        "qui",
        "sex",
        "gio",
        "maa",
        "din",
        "woe",
        "vri",
        "zat",
        "zon",
        "pon",
        "wto",
        "sro",
        "czw",
        "pia",
        "sob",
        "nie",
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
    ]
)
_YEARS = range(1900, 2200)
_SMALL = frozenset(("de", "del", "of", "the", "st", "nd", "rd", "th", "г", "r", "den", "le", "el", "il"))
_PERIODS = (
    "month months monat monate mois mes mês meses mese mesi miesiąc maand maanden месяц 月 月份 年月 "
    "period periode période periodo período okres период"
)
_PERIOD_WORDS = frozenset(map(fold, _PERIODS.split()))
_DAYS = (
    "date dates datum fecha data дата 日期 日付 day days tag jour día dia giorno dag dzień день "
    "week weeks woche wochen semaine semana settimana tydzień неделя 周"
)
_DAY_WORDS = frozenset(map(fold, _DAYS.split()))
_YEARLY = "year years jahr année año ano anno jaar rok год 年 年度"
_YEAR_WORDS = frozenset(map(fold, _YEARLY.split()))


def day_in(cell: Cell, order: Order = "", *, periods: bool = False) -> date | None:
    """The day a cell names, the last one of a month, week or quarter; None if it names none.

    With `periods` a date on the first of a month stands for the month. Dates such as 3/4/2025 are read in the given order.
    """
    if isinstance(cell.value, datetime):
        kept = cell.value.date()
        if kept.year not in _YEARS:
            return None
        return month_end(kept) if periods and kept.day == 1 else kept
    if cell.kind == "number" and not cell.unit and cell.number % 1 == 0:
        return _compact(f"{cell.number:.0f}")
    day = day_of_text(cell.text, order) if cell.kind == "text" else None
    first = periods and day is not None and day.day == 1 and _DIGITS.fullmatch(cell.text.strip())
    return month_end(day) if day is not None and first else day


def day_of_text(text: str, order: Order = "") -> date | None:
    """The day a text names; without an order the day stands first in 3/4/2025."""
    clean = " ".join(normal(text).split())
    if not 4 <= len(clean) <= 30 or not any(map(str.isdigit, clean)):
        return None
    try:
        found = (
            _told(clean, order)
            or _numeric(clean, order)
            or _compact(clean)
            or _period(clean)
            or _worded(_TIME.sub("", clean))
        )
    except ValueError:  # 31 February
        return None
    return found if found is not None and found.year in _YEARS else None


def is_either(text: str) -> bool:
    """Whether a text is a date that can be read in two ways, such as 3/4/2025."""
    clean = " ".join(normal(text).split())
    found = _NUMBERS.fullmatch(clean)
    if found is None or found[2] == ".":
        return len(named(clean).days) > 1
    first, second = int(found[1]), int(found[3])
    return first <= 12 and second <= 12 and first != second


def order_of(texts: Iterable[str]) -> Order:
    """What comes first in the dates of a column, where at least one of them can mean nothing else."""
    orders: set[Order] = set()
    for text in texts:
        found = _NUMBERS.fullmatch(" ".join(normal(text).split()))
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second or found[2] == ".":
            orders.add("day")
        elif second > 12 >= first:
            orders.add("month")
    return orders.pop() if len(orders) == 1 else ""


def names_periods(header: str) -> bool:
    """Whether a header says that its dates stand for months."""
    return any(fold(word) in _PERIOD_WORDS for word in _WORDS.findall(normal(header)))


def names_days(header: str) -> bool:
    """Whether a header says that days, or the weeks that end with them, stand under it, and nothing more."""
    words = [fold(word) for word in _WORDS.findall(normal(header))]
    return 1 <= len(words) <= 3 and not _DAY_WORDS.isdisjoint((words[0], words[-1]))


def names_years(header: str) -> bool:
    """Whether a header says that years stand under it."""
    words = [fold(word) for word in _WORDS.findall(normal(header))]
    return len(words) == 1 and words[0] in _YEAR_WORDS


def month_of(text: str) -> int:
    """The month a text names that is nothing but its name; 0 for none."""
    word = fold(text.strip().rstrip("."))
    return _month(word) if 3 <= len(word) <= 10 and word.isalpha() else 0


def _told(text: str, order: Order) -> date | None:
    """The day, or the last day of the month, that a form would read, too."""
    found = named(text)
    if found.month is not None:
        return month_end(found.month)
    return found.days[order == "month"] if len(found.days) == 2 else next(iter(found.days), None)


def _numeric(text: str, order: Order) -> date | None:
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := _NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        year += 2000 if len(found[4]) == 2 else 0
        turned = found[2] != "." and (order == "month" or (not order and second > 12 >= first))
        return date(year, first, second) if turned else date(year, second, first)
    if found := _YEAR_MONTH.fullmatch(text):
        return month_end(date(int(found[1]), int(found[2]), 1))
    if found := _MONTH_YEAR.fullmatch(text):
        return month_end(date(int(found[2]), int(found[1]), 1))
    if found := _HAN.fullmatch(text):
        day = date(int(found[1]), int(found[2]), int(found[3] or 1))
        return day if found[3] else month_end(day)
    return None


def _compact(text: str) -> date | None:
    """20250131, as systems write it."""
    found = _COMPACT.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _period(text: str) -> date | None:
    """The last day of a quarter or of a week (by ISO 8601, its Sunday)."""
    low = text.casefold()
    if found := _QUARTER.fullmatch(low):
        year, quarter = int(found[1] or found[4]), int(found[2] or found[3])
        return month_end(date(year, 3 * quarter, 1))
    if found := _WEEK.fullmatch(low):
        year, week = int(found[1] or found[4]), int(found[2] or found[3])
        return date.fromisocalendar(year, week, 1) + timedelta(days=6)
    return None


def _worded(text: str) -> date | None:
    """31 Mar 2025, March 31, 2025, Mar-25, 31 de março de 2025, Fri 31 Mar 2025."""
    words = [fold(word) for word in _WORDS.findall(text)]
    if len(words) > 3 and (words[0] in _WEEKDAYS or (len(words[0]) > 3 and words[0][:3] in _WEEKDAYS)):
        del words[0]
    words = [word for word in words if word not in _SMALL]
    months = [month for word in words if not word.isdigit() and (month := _month(word))]
    numbers = [int(word) for word in words if word.isdigit()]
    if len(months) != 1 or len(numbers) + 1 != len(words) or not 1 <= len(numbers) <= 2:
        return None
    if len(numbers) == 1 and numbers[0] < 100 and words[0].isdigit():
        return None  # 31 Jan: a day without a year, unlike Jan 31 as programs write a month
    year = numbers[-1] if numbers[-1] > 31 or len(numbers) == 1 or numbers[0] <= 31 else numbers[0]
    year += 2000 if year < 100 else 0
    if len(numbers) == 1:
        return month_end(date(year, months[0], 1))
    day = numbers[0] if numbers[0] <= 31 else numbers[1]
    return date(year, months[0], day)


def _month(word: str) -> int:
    """The month a word names by its first letters; 0 for none."""
    return next((_MONTHS[word[:n]] for n in (5, 4, 3) if word[:n] in _MONTHS), 0)
