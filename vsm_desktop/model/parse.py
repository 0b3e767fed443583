"""From what a person types to a quantity, or to a sentence that says why not."""

from __future__ import annotations

import re
from math import isfinite

from vsm_desktop.assets import _
from vsm_desktop.model.quantity import WHOLE, Provenance, Quantity
from vsm_desktop.model.units import UNITS, Dimension, find_unit, words_of

# compiled when first needed, by re itself: the window need not wait for them
_NUMBER = r"[+-]?(?:\d+(?:['’]\d{3}|[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?"
_RANGE = r"(?i)^[\d.,]++(?:e[+-]?\d+)?+\s*\S{0,8}?\s*(?:-|–|to|bis)\s*[\d.,]+"
_CLOCK = r"^(\d{1,3}):([0-5]\d)(?::([0-5]\d(?:[.,]\d+)?))?$"
_THOUSANDS = r"^[+-]?\d{1,3}(?:[,.]\d{3})+$"
_PARTED = r"^[+-]?\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?$"
_SPACED_THOUSANDS = r"(?<=\d) (?=\d{3}(?!\d))"
_MINUS = str.maketrans({"−": "-"})


class Unreadable(ValueError):
    """A text that is no quantity; the message says why and what to type instead."""


def parse_quantity(text: str, dimension: Dimension, unit: str, source: Provenance | None = None) -> Quantity:
    """Read a typed quantity of one dimension; a bare number has the given unit.

    Raises Unreadable with a sentence for the reader.
    """
    typed = " ".join(text.translate(_MINUS).split())
    if not typed:
        raise Unreadable(_("Nothing was typed."))
    if dimension == "time" and (clock := re.match(_CLOCK, typed)):
        return _clock(clock, typed, source)
    if re.match(_RANGE, typed):
        raise Unreadable(_('"{text}" is a range. Type the one value to calculate with.').format(text=typed))
    whole_likely = dimension in WHOLE
    parts = _split(re.sub(_SPACED_THOUSANDS, "", typed) if whole_likely else typed)
    if not parts:
        raise Unreadable(_no_number(typed, dimension))
    if len(parts) > 1:
        return _compound(parts, typed, dimension, source)
    number, word = parts[0]
    value = parse_number(number, whole_likely=whole_likely)
    found = find_unit(word, dimension) if word else UNITS[unit]
    if found is None:
        raise Unreadable(_wrong_unit(word, number, dimension))
    return Quantity(value=value, unit=found.symbol, typed=typed, source=source)


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


def _split(typed: str) -> list[tuple[str, str]]:
    """Numbers, each with the word behind it: "2 min 30 s" gives two; anything before the first number spoils it."""
    found = list(re.finditer(_NUMBER, typed))
    if not found or typed[: found[0].start()].strip():
        return []
    ends = [*(match.start() for match in found[1:]), len(typed)]
    return [(m.group(), typed[m.end() : end].strip(" .,")) for m, end in zip(found, ends, strict=True)]


def _compound(
    parts: list[tuple[str, str]], typed: str, dimension: Dimension, source: Provenance | None
) -> Quantity:
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
    return Quantity(value=seconds / last.factor, unit=last.symbol, typed=typed, source=source)


def _clock(match: re.Match[str], typed: str, source: Provenance | None) -> Quantity:
    """00:01:30 is hours, minutes and seconds; two parts could be either, so they are refused."""
    hours, minutes, seconds = match.groups()
    if seconds is None:
        raise Unreadable(
            _('"{text}" can be hours and minutes or minutes and seconds. Type {text}:00 or {short}.').format(
                text=typed, short=f"{int(hours) // 60}:{int(hours) % 60:02d}:{minutes}"
            )
        )
    total = int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
    return Quantity(value=total, unit="s", typed=typed, source=source)


def _no_number(typed: str, dimension: Dimension) -> str:
    kinds = {
        "time": _('"{text}" is no time. Try 45 s, 1.5 h or 2 d.'),
        "pieces": _('"{text}" is no number of pieces. Try 1200.'),
        "rate": _('"{text}" is no demand. Try 18400 a month or 920/d.'),
        "ratio": _('"{text}" is no share. Try 85 %.'),
        "distance": _('"{text}" is no distance. Try 120 m.'),
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
    }
    tries = _(" or ").join(f"{number} {unit}" for unit in known[:2])
    return _('"{word}" is no unit of {what}. Try {tries}.').format(
        word=word, what=names[dimension], tries=tries
    )


def _ambiguous(text: str) -> str:
    return _('"{text}" can be read in two ways. Type it without a thousands separator.').format(text=text)
