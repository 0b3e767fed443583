"""What no file format can hold: control characters, halves of surrogate pairs, non-characters."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKS = re.compile("[\t\n\r\x85\u2028\u2029]")
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet program would take for a formula."""


def clean(text: str) -> str:
    """The text without what XML, PDF and workbooks refuse; its lines and tabs stay."""
    return _UNWRITABLE.sub("", text)


def one_line(text: str) -> str:
    """The same on one line, as every text of a drawing is."""
    return _BREAKS.sub(" ", clean(text))


def harmless(text: str) -> str:
    """A text as comma-separated text may hold it: an apostrophe stands before what would become a formula."""
    return f"'{text}" if text.startswith(RISKY) else text
