"""Targets as they are typed, in the unit of the number a goal is bound to."""

from __future__ import annotations

import re

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.model.parse import Unreadable, parse_quantity

_NUMBER = re.compile(r"[-−+]?\d+(?:[.,]\d+)?")


def read_target(text: str, unit: str) -> float | None:
    """The number of a typed target, None for nothing. Raises Wrong with a sentence.

    Times may have a unit (`40 s`, `0.7 min`), shares are typed in per cent; any other number may be followed by words.
    """
    typed = text.strip()
    if not typed:
        return None
    if unit == "s":
        try:
            return parse_quantity(typed, "time", "s").base
        except Unreadable as unreadable:
            raise Wrong(str(unreadable)) from None
    found = _NUMBER.match(typed.replace(" ", ""))
    if found is None:
        raise Wrong(_('"{text}" is no number.').format(text=typed))
    number = float(found[0].replace("−", "-").replace(",", "."))
    return number / 100 if typed.endswith("%") and unit == "1" else number
