"""Days as people write them: 2027-02-01, 01.02.2027, 1/2/2027, 1 Feb 2027, February 1, 2027; and months without a day.

No beginning of one of these is another one, so that a date may be read while it is typed: years have four digits, and where
the year stands first, month and day have two.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from msgspec import Struct

MONTH_STEMS = (
    "jan ene gen sty янв", "feb fev fév lut фев", "mar mär maer mrz maart мар", "apr avr abr kwi апр",
    "may mai mag mei maj май мая", "jun juin giu cze июн", "jul juil lug lip июл", "aug aoû aou ago sie авг",
    "sep set wrz сен", "oct okt out ott paź paz окт", "nov lis ноя", "dec déc dez dic gru дек",
)  # fmt: skip
"""How the names of the months begin, in the languages dates are read in."""
_ISO = re.compile(r"(\d{4})([-/.])(\d{2})\2(\d{2})|(\d{4})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})")
_MONTH = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:\.|st|nd|rd|th)?[ -]?(?:de |of )?([^\W\d_]{3,})\.?,?[ -](?:de |of )?(\d{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})")
_NAMED = re.compile(r"([^\W\d_]{3,})\.?,?[ -](?:de |of )?(\d{4})")


class Named(Struct, frozen=True):
    """What a text names: the days it can mean, none for no date and two where day and month may be either way round; or the
    first day of the `month` it names."""

    days: tuple[date, ...] = ()
    month: date | None = None


def named(text: str) -> Named:
    """The day or the month a text names."""
    clean = " ".join(unicodedata.normalize("NFKC", text).split())
    try:
        return _numeric(clean) or _worded(clean) or Named()
    except ValueError:  # 31 February
        return Named()


def _numeric(text: str) -> Named | None:
    if found := _ISO.fullmatch(text):
        year, month, day = (found[at] or found[at + more] for at, more in ((1, 4), (3, 3), (4, 3)))
        return Named((date(int(year), int(month), int(day)),))
    if found := _NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == ".":  # nobody writes a month first before a dot
            return Named((date(year, second, first),))
        pairs = [(first, second), (second, first)] if first != second else [(first, second)]
        return Named(tuple(date(year, month, day) for day, month in pairs if month <= 12))
    if found := _MONTH.fullmatch(text):
        return Named(month=date(int(found[2]), int(found[1]), 1))
    return None


def _worded(text: str) -> Named | None:
    if found := _DAY_FIRST.fullmatch(text):
        day, word, year = found[1], found[2], found[3]
    elif found := _MONTH_FIRST.fullmatch(text):
        word, day, year = found[1], found[2], found[3]
    elif (found := _NAMED.fullmatch(text)) and (month := _month(found[1])):
        return Named(month=date(int(found[2]), month, 1))
    else:
        return None
    month = _month(word)
    return Named((date(int(year), month, int(day)),)) if month else None


def _month(word: str) -> int:
    """The month a word names by its first letters; 0 for none."""
    bare = _bare(word)
    stems = ((at, _bare(stem)) for at, stems in enumerate(MONTH_STEMS, 1) for stem in stems.split())
    found = [(len(stem), at) for at, stem in stems if bare.startswith(stem)]
    return max(found)[1] if found else 0


def _bare(word: str) -> str:
    """Without capitals and accents."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
