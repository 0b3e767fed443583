"""From what a person types to a quantity, or to a sentence that says why not."""

from __future__ import annotations

import re
from math import isfinite

from vsm_desktop.assets import _
from vsm_desktop.model.quantity import WHOLE, Provenance, Quantity, quantity
from vsm_desktop.model.ranges import ABOVE, BELOW, NUMBER, Ends, ends_of
from vsm_desktop.model.units import UNITS, Dimension, find_unit, words_of

# compiled when first needed, by re itself: the window need not wait for them
_CLOCK = r"^(\d{1,3}):([0-5]\d)(?::([0-5]\d(?:[.,]\d+)?))?$"
_FRACTION = r"^([\d.,]+)\s*/\s*([\d.,]+)$"
_THOUSANDS = r"^[+-]?\d{1,3}(?:[,.]\d{3})+$"
_ROUND = r"^[+-]?\d{1,3}\.\d{2}0$"
_PARTED = r"^[+-]?\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?$"
_SPACED_THOUSANDS = r"(?<=\d) (?=\d{3}(?!\d))"
_SQUARE = r"(?i)m2\b"
_CURRENCY = r"(?i)^(?:€|\$|£|(?:eur|usd|gbp|chf)\b)\s*|\s*(?:€|\$|£|\b(?:eur|usd|gbp|chf)|(?<=\d)(?:eur|usd|gbp|chf))$"
_MINUS = str.maketrans({"−": "-"})


class Unreadable(ValueError):
    """A text that is no quantity; the message says why and what to type instead."""


def parse_quantity(text: str, dimension: Dimension, unit: str, source: Provenance | None = None) -> Quantity:
    """Read a typed quantity of one dimension; a bare number has the given unit.

    A range keeps its ends and counts as its middle; "<1 s" counts as its end. Both are estimates, whatever the source
    says. Raises Unreadable with a sentence for the reader.
    """
    typed = " ".join(text.translate(_MINUS).split())
    if dimension == "area":
        typed = re.sub(_SQUARE, "m²", typed)  # its 2 is no second number
    if not typed:
        raise Unreadable(_("Nothing was typed."))
    if re.match(ABOVE, typed):
        raise Unreadable(_('"{text}" has no upper end. Type one value, or both ends.').format(text=typed))
    if below := re.match(BELOW, typed):
        return _below(below[1], typed, dimension, unit, source)
    if ends := ends_of(typed):
        return _range(ends, typed, dimension, unit, source)
    found = _single(typed, dimension, unit)
    return found if source is None else found.evolve(source=source)


def _single(typed: str, dimension: Dimension, unit: str) -> Quantity:
    """One value."""
    if dimension == "time" and (clock := re.match(_CLOCK, typed)):
        return _clock(clock, typed)
    if dimension == "ratio" and (part := re.match(_FRACTION, typed)):
        return _fraction(part, typed)
    bare, signs = re.subn(_CURRENCY, "", typed) if dimension == "money" else (typed, 0)
    parts = _split(bare, dimension)
    if not parts:
        raise Unreadable(_no_number(typed, dimension))
    if len(parts) > 1:
        return _compound(parts, typed, dimension)
    number, word = parts[0]
    value = parse_number(
        number, whole_likely=dimension in WHOLE or signs > 0
    )  # of which nobody writes 3 decimals
    found = find_unit(word, dimension) if word else UNITS[unit]
    if found is None and _is_hourly(word, dimension, unit):
        return Quantity(value=_each(value, typed), unit="s", typed=typed)
    if found is None:
        raise Unreadable(_wrong_unit(word, number, dimension))
    return Quantity(value=value, unit=found.symbol, typed=typed)


def _fraction(part: re.Match[str], typed: str) -> Quantity:
    """A share as one number of another: 56/60."""
    whole = parse_number(part[2])
    if whole == 0 or not isfinite(share := parse_number(part[1]) / whole):
        raise Unreadable(_('"{text}" is no share: nothing can be divided by 0.').format(text=typed))
    return Quantity(value=share, unit="1", typed=typed)


def _is_hourly(word: str, dimension: Dimension, unit: str) -> bool:
    """Whether a word is pieces an hour where a working time is asked for."""
    hourly = find_unit(word, "rate") if dimension == "time" and not UNITS[unit].calendar else None
    return hourly is not None and hourly.symbol == "pc/h"


def _each(an_hour: float, typed: str) -> float:
    """The seconds each of so many pieces an hour takes: 120/h are 30 s."""
    if an_hour == 0 or not isfinite(3600 / an_hour):
        raise Unreadable(_('"{text}" would take for ever. Type a time such as 45 s.').format(text=typed))
    return 3600 / an_hour


def parse_number(text: str, *, whole_likely: bool = False) -> float:
    """Read a number with a decimal point or comma; refuse what can be read in two ways.

    `whole_likely` says that three digits after one separator are thousands (pieces), not a fraction.
    """
    plain = text.translate(_MINUS).strip()
    if re.match(_PARTED, plain):
        return _finite(re.sub(r"['’\s]", "", plain), text)
    if re.match(_THOUSANDS, plain) and not plain.lstrip("+-").startswith("0"):
        groups = len(re.findall(r"[,.]", plain))
        if groups > 1 and "," in plain and "." in plain:
            raise Unreadable(_ambiguous(text))
        if groups > 1 or whole_likely:
            return _finite(re.sub(r"[,.]", "", plain), text)
        if "," in plain:
            raise Unreadable(_ambiguous(text))
        if re.match(_ROUND, plain):  # nobody types the nought of 1.500, but everybody that of a thousand
            raise Unreadable(_thousand_or_fraction(plain))
    if "," in plain and "." in plain:
        last = max(plain.rfind(","), plain.rfind("."))
        head = plain[:last]
        if not re.match(_THOUSANDS, head) or plain[last] in head:
            raise Unreadable(_('"{text}" is no number.').format(text=text))
        plain = f"{re.sub('[,.]', '', head)}.{plain[last + 1 :]}"
    return _finite(plain, text)


def _finite(plain: str, text: str) -> float:
    try:
        value = float(plain.replace(",", "."))
    except ValueError:
        raise Unreadable(_('"{text}" is no number.').format(text=text)) from None
    if not isfinite(value):
        raise Unreadable(_('"{text}" is too large a number.').format(text=text))
    return value


def _split(typed: str, dimension: Dimension) -> list[tuple[str, str]]:
    """Numbers, each with the word behind it: "2 min 30 s" gives two; anything before the first number spoils it."""
    if dimension in WHOLE or dimension == "money":
        typed = re.sub(_SPACED_THOUSANDS, "", typed)
    found = list(re.finditer(NUMBER, typed))
    if not found or typed[: found[0].start()].strip():
        return []
    ends = [*(match.start() for match in found[1:]), len(typed)]
    return [(m.group(), typed[m.end() : end].strip(" .,")) for m, end in zip(found, ends, strict=True)]


def _compound(parts: list[tuple[str, str]], typed: str, dimension: Dimension) -> Quantity:
    """Several numbers with falling fixed units, such as 2 min 30 s, kept in the last one's unit."""
    units = [find_unit(word, dimension) for _number, word in parts]
    falling = [unit.factor for unit in units if unit and not unit.calendar]
    if dimension != "time" or len(falling) < len(parts) or sorted(falling, reverse=True) != falling:
        raise Unreadable(
            _('"{text}" holds several numbers. Type one value with its unit.').format(text=typed)
        )
    seconds = sum(
        parse_number(number) * factor for (number, _word), factor in zip(parts, falling, strict=True)
    )
    last = units[-1]
    assert last is not None
    return Quantity(value=seconds / last.factor, unit=last.symbol, typed=typed)


def _clock(match: re.Match[str], typed: str) -> Quantity:
    """00:01:30 is hours, minutes and seconds; two parts could be either, so they are refused."""
    hours, minutes, seconds = match.groups()
    if seconds is None:
        raise Unreadable(
            _('"{text}" can be hours and minutes or minutes and seconds. Type {text}:00 or {short}.').format(
                text=typed, short=f"{int(hours) // 60}:{int(hours) % 60:02d}:{minutes}"
            )
        )
    total = int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
    return Quantity(value=total, unit="s", typed=typed)


def _below(rest: str, typed: str, dimension: Dimension, unit: str, source: Provenance | None) -> Quantity:
    """Less than something: that is what to calculate with, nothing the low end."""
    if ends_of(rest) or re.match(BELOW, rest) or re.match(ABOVE, rest):
        raise Unreadable(
            _('"{text}" is a range twice over. Type one value, or both ends.').format(text=typed)
        )
    top = _single(rest, dimension, unit) if rest else None
    if top is None:
        raise Unreadable(_no_number(typed, dimension))
    if _is_turned(top):
        raise Unreadable(
            _('"{text}" has no upper end as a time. Type a time such as < 45 s.').format(text=typed)
        )
    if top.value <= 0:
        raise Unreadable(_('"{text}" leaves no value. Type a number above 0.').format(text=typed))
    return top.evolve(typed=typed, source=_estimated(source), low=0.0, high=top.value)


def _range(ends: Ends, typed: str, dimension: Dimension, unit: str, source: Provenance | None) -> Quantity:
    """Two ends, low first, in the unit of the second one."""
    if ends.several or ">" in typed or "<" in typed:
        raise Unreadable(
            _('"{text}" is neither a value nor a range. Type one such as {example}.').format(
                text=typed, example=_example(dimension)
            )
        )
    low, high = _both(ends, typed, dimension, unit)
    if _is_turned(low) and _is_turned(high):
        low, high = high, low  # 100 to 120 an hour are 36 to 30 s
    if low.unit != high.unit:
        low = _in_unit_of(low, high, typed)
    if low.value > high.value:
        turned = quantity(low.value, high.unit, low=high.value, high=low.value).typed
        raise Unreadable(
            _('"{text}" begins with the larger end. Type {turned}.').format(text=typed, turned=turned)
        )
    middle = low.value / 2 + high.value / 2
    return quantity(middle, high.unit, typed, _estimated(source), low.value, high.value)


def _both(ends: Ends, typed: str, dimension: Dimension, unit: str) -> tuple[Quantity, Quantity]:
    """The two ends, each read by itself; a unit behind the second one counts for both."""
    named = [":" in end or any(word for _number, word in _split(end, dimension)) for end in ends[:2]]
    if ends.dash and not any(named):
        shown = UNITS[unit].shown
        tries = f"{ends.low} to {ends.high} {shown}".rstrip()
        raise Unreadable(
            _('"{text}" can be a range, a date or a minus. Type {tries}.').format(text=typed, tries=tries)
        )
    if named == [True, False]:
        raise Unreadable(
            _('"{text}" has no unit at its end. Type it behind the second number too.').format(text=typed)
        )
    low = ends.low
    if named == [False, True]:
        parts = _split(ends.high, dimension)
        if len(parts) != 1:
            raise Unreadable(
                _('"{text}" has one unit for two. Type the unit of each end.').format(text=typed)
            )
        low = f"{low} {parts[0][1]}"
    return _single(low, dimension, unit), _single(ends.high, dimension, unit)


def _in_unit_of(low: Quantity, high: Quantity, typed: str) -> Quantity:
    """The low end in the unit of the high one, where both have a fixed length."""
    if low.in_calendar_units or high.in_calendar_units or low.dimension == "rate":
        raise Unreadable(
            _('"{text}" mixes {one} and {other}. Type both ends in one unit.').format(
                text=typed, one=low.known_unit.shown, other=high.known_unit.shown
            )
        )
    return low.evolve(value=low.base / high.known_unit.factor, unit=high.unit)


def _is_turned(one: Quantity) -> bool:
    """Whether a time was typed as pieces an hour."""
    parts = _split(one.typed, one.dimension)
    return one.dimension == "time" and len(parts) == 1 and find_unit(parts[0][1], "rate") is not None


def _estimated(source: Provenance | None) -> Provenance:
    return (source or Provenance()).evolve(kind="estimated")


def _example(dimension: Dimension) -> str:
    """A range one may type."""
    return {
        "time": _("1 to 2 min"),
        "pieces": _("100 to 200"),
        "rate": _("800 to 900/d"),
        "ratio": _("85 to 90 %"),
        "distance": _("100 to 120 m"),
        "area": _("40 to 60 m²"),
        "money": _("2000 to 3000"),
        "count": _("2 to 3"),
    }[dimension]


def _no_number(typed: str, dimension: Dimension) -> str:
    kinds = {
        "time": _('"{text}" is no time. Try 45 s, 1.5 h or 2 d.'),
        "pieces": _('"{text}" is no number of pieces. Try 1200.'),
        "rate": _('"{text}" is no demand. Try 18400 a month or 920/d.'),
        "ratio": _('"{text}" is no share. Try 85 %.'),
        "distance": _('"{text}" is no distance. Try 120 m.'),
        "area": _('"{text}" is no floor space. Try 40 m².'),
        "money": _('"{text}" is no amount of money. Try 2500.'),
        "count": _('"{text}" is no number. Try 2.'),
    }
    return kinds[dimension].format(text=typed)


def _wrong_unit(word: str, number: str, dimension: Dimension) -> str:
    known = words_of(dimension)
    if not known:
        return _('"{word}" is not expected here. Type the number {number} alone.').format(
            word=word, number=number
        )
    names = {
        "time": _("time"),
        "pieces": _("pieces"),
        "rate": _("demand"),
        "ratio": _("share"),
        "distance": _("distance"),
        "area": _("floor space"),
    }
    tries = _(" or ").join(f"{number} {unit}" for unit in known[:2])
    return _('"{word}" is no unit of {what}. Try {tries}.').format(
        word=word, what=names[dimension], tries=tries
    )


def _ambiguous(text: str) -> str:
    return _('"{text}" can be read in two ways. Type it without a thousands separator.').format(text=text)


def _thousand_or_fraction(text: str) -> str:
    """That a number may be a thousand or a fraction, and how to type either."""
    return _('"{text}" can be read in two ways. Type {thousands} or {fraction}.').format(
        text=text, thousands=text.replace(".", ""), fraction=text.rstrip("0").rstrip(".")
    )
