"""What was typed into a field, read by the rules of its row in the field table; and what one would type for a value.

Forms, the table and the text typed on the map all read through here, so that they take and refuse the same.
"""

from __future__ import annotations

import re
from typing import Any, Literal, cast

from vsm_desktop.assets import _
from vsm_desktop.model.dates import month_end, said_day
from vsm_desktop.model.fields import Field, out_of_range
from vsm_desktop.model.parse import Unreadable, parse_quantity
from vsm_desktop.model.provenance import renewed
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.units import UNITS, find_unit
from vsm_desktop.model.work import ValueClass, WorkElement, element_text

_BARE = r"^\s*(?:[<≤]=?)?\s*[+\-−]?[\d.,'’… ]*\d[\d.,'’… ]*$"
_BETWEEN = r"(?i)(?<=[\d ])(?:to|bis)(?=[\d ,.])"
_PLAIN = r"^([+\-−]?[\d.,'’ ]*\d)\s*(\D*)$"
_CLASS = r"(?i)/(?=\s*(?:VA|NNVA|NVA)\s*(?:/|$))"  # before the value class of a work element
_MEANT: dict[str, Literal["first", "last"]] = {
    "start": "first",
    "trial": "first",
    "end": "last",
    "due": "last",
}  # the day of a month that is typed without one
_TRUE = frozenset({"yes", "y", "x", "1", "true", "ja", "oui", "si", "sí"})
_FALSE = frozenset({"", "no", "n", "0", "false", "-", "nein", "non"})


class Wrong(ValueError):
    """What was typed cannot stand in the field; the message is for the reader."""


def read_entry(text: str, field: Field, before: Any = None) -> Any:
    """The value of a typed text, of the type the field holds; its empty value for nothing. Raises Wrong with a sentence.

    `before` is what the field held before typing began: of its sources, what is still true is kept (`renewed`).
    """
    match field.shape:
        case "quantity":
            new = read_quantity(text, field)
            return renewed(before, new) if new is not None and isinstance(before, Quantity) else new
        case "choice":
            return _choice(text, field)
        case "flag":
            return _flag(text, field)
        case "variants":
            return _variants(text, field, before if isinstance(before, tuple) else ())
        case "elements":
            return _elements(text, field)
        case "date":
            return read_date(text, _MEANT.get(field.key, ""))
        case "text" if field.key == "date" and not field.kinds:  # that of a map, which may be any words
            return _free_date(text)
        case "formula":
            raise Wrong(_("{title} is worked out, not typed.").format(title=field.title))
        case _:
            return text


def entry_text(value: Any, field: Field) -> str:
    """What one would type to get a value; reading it gives the value again."""
    if isinstance(value, Quantity):
        return value.typed
    if field.shape == "choice":
        return next((title for key, title in field.choices if key == value), str(value or ""))
    if field.shape == "flag":
        return _("yes") if value else ""
    if field.shape == "variants":
        return "; ".join(f"{part.variant} = {part.quantity.typed}" for part in value)
    if field.shape == "elements":
        return "; ".join(map(element_text, value))
    return str(value) if value else ""


def parted(value: Any, field: Field) -> tuple[str, str]:
    """What one would type, parted into number and unit where it is just these two; else all of it and no unit.

    The unit of nothing is the one a bare number would get.
    """
    if field.shape != "quantity":
        return entry_text(value, field), ""
    if value is None:
        return "", UNITS[field.unit].shown
    if not isinstance(value, Quantity):  # kept from when the field held something else
        return str(value), ""
    if value.high is not None:
        return value.typed, value.known_unit.shown if is_bare(value.typed) else ""
    number = re.match(_PLAIN, value.typed)
    if number is None or (number[2] and find_unit(number[2], value.dimension) != value.known_unit):
        return value.typed, ""
    return number[1].strip(), value.known_unit.shown


def is_bare(text: str) -> bool:
    """Whether a text is a number without a unit, or two with "to" between them."""
    return all(re.match(_BARE, part) for part in re.split(_BETWEEN, text, maxsplit=1))


def joined(text: str, shown: str, field: Field) -> str:
    """A text typed beside a unit: bare numbers are meant in that unit."""
    usual = UNITS[field.unit].shown if field.unit else ""
    bare = field.shape == "quantity" and shown and shown != usual and is_bare(text)
    return f"{text.strip()} {shown}" if bare else text


def read_quantity(text: str, field: Field) -> Quantity | None:
    """A typed quantity that fits its field; None for nothing. Raises Wrong with a sentence."""
    if not text.strip():
        return None
    assert field.dimension is not None
    try:
        value = parse_quantity(text, field.dimension, field.unit)
    except Unreadable as unreadable:
        raise Wrong(str(unreadable)) from None
    if reason := out_of_range(field, value):
        raise Wrong(reason)
    return value


def read_date(text: str, month: Literal["first", "last", ""] = "") -> str:
    """A typed day in ISO form, "" for nothing; `month` is which day a month stands for, "" where it may not stand alone.

    Raises Wrong with a sentence, for 2/3/2027 with both days it can be.
    """
    from vsm_desktop.model.day_names import named  # few fields hold a date

    typed = text.strip()
    if not typed:
        return ""
    found = named(typed)
    if len(found.days) == 1:
        return found.days[0].isoformat()
    if found.days:
        one, other = found.days
        words = _('"{text}" is {one} or {other}. Type it like {iso} or {one}.')
        raise Wrong(words.format(text=typed, one=said_day(one), other=said_day(other), iso=one.isoformat()))
    if found.month is not None and month:
        return (found.month if month == "first" else month_end(found.month)).isoformat()
    words = _('"{text}" is no date. Type it like 2026-11-30, 30.11.2026 or 30 Nov 2026.')
    if found.month is not None:
        words = _('"{text}" is a month. Type the day, too, like 2026-11-30, 30.11.2026 or 30 Nov 2026.')
    raise Wrong(words.format(text=typed))


def _free_date(text: str) -> str:
    """A date in ISO form, other words as they are. Raises Wrong for one that can be two days."""
    from vsm_desktop.model.day_names import named

    return read_date(text) if named(text).days else text


def _choice(text: str, field: Field) -> str | None:
    wanted = " ".join(text.split()).casefold()
    if not wanted:
        return None
    for key, title in field.choices:
        if wanted in (key.casefold(), title.casefold()):
            return key
    known = ", ".join(title for _key, title in field.choices)
    raise Wrong(_('"{text}" is none of {known}.').format(text=text.strip(), known=known))


def _flag(text: str, field: Field) -> bool:
    wanted = text.strip().casefold()
    if wanted in _TRUE or wanted == _("yes"):
        return True
    if wanted in _FALSE or wanted == _("no"):
        return False
    raise Wrong(_('{title} is yes or no, not "{text}".').format(title=field.title, text=text.strip()))


def _variants(text: str, field: Field, before: tuple[VariantQuantity, ...]) -> tuple[VariantQuantity, ...]:
    found = []
    old = {part.variant: part.quantity for part in before}
    for part in filter(str.strip, text.split(";")):
        name, equals, number = part.rpartition("=")
        quantity = read_quantity(number, field) if equals and name.strip() else None
        if quantity is None:
            raise Wrong(
                _('"{text}" is no variant with its quantity. Type: Left = 4600; Right = 2400').format(
                    text=part.strip()
                )
            )
        quantity = renewed(old.get(name.strip()), quantity)
        found.append(VariantQuantity(variant=name.strip(), quantity=quantity))
    return tuple(found)


def _elements(text: str, field: Field) -> tuple[WorkElement, ...]:
    found = []
    for part in filter(str.strip, text.split(";")):
        name, equals, rest = part.rpartition("=")
        number, *tail = re.split(_CLASS, rest, maxsplit=1)
        va, _slash, operator = "".join(tail).partition("/")
        time = read_quantity(number, field) if equals else None
        if time is None:
            sentence = _('"{text}" is no work element. Type: Fetch = 5 s / NVA / Ann; Weld = 40 s')
            raise Wrong(sentence.format(text=part.strip()))
        worth = cast(ValueClass, va.strip().upper() or "VA")
        found.append(WorkElement(name=name.strip(), time=time, va=worth, operator=operator.strip()))
    return tuple(found)
