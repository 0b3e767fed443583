"""What a number format makes of a number: percent, a unit written behind it, a clock without seconds."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETED = re.compile(r"\[(?![hms]+\])[^\]]*\]", re.IGNORECASE)


class Format(Struct, frozen=True):
    """`clock` is "h:m" or "m:s" where the cell shows two parts of a duration, which do not say which they are."""

    percent: bool = False
    unit: str = ""
    clock: str = ""


@lru_cache(maxsize=1000)
def format_of(code: str) -> Format:
    """Read a number format such as 0%, 0.0" min" or [h]:mm."""
    first = _BRACKETED.sub("", code[:200].split(";")[0])
    literal = "".join(quoted or escaped for quoted, escaped in _QUOTED.findall(first))
    bare = _QUOTED.sub("", first).casefold()
    parts = "".join(letter for letter in bare if letter in "hms")
    clock = (
        ""
        if set(parts) >= {"h", "s"}
        else "h:m"
        if {"h", "m"} <= set(parts)
        else "m:s"
        if {"m", "s"} <= set(parts)
        else ""
    )
    return Format("%" in bare, " ".join(literal.split()).strip(" .-"), clock)
