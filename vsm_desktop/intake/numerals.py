"""How numbers are written: wide digits, and what a comma or a point in a column means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from vsm_desktop.assets import _
from vsm_desktop.model.parse import Unreadable

Mark = Literal[",", ".", ""]
"""The sign before the fraction; nothing where it is not known."""

_WIDE = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {0x3000: " ", 0x301C: "-", 0x2212: "-", 0x2044: "/"}
)
_BETWEEN = re.compile(r"(?<=\d)\s*~\s*(?=\d)")
_UP_TO = re.compile(r"(?i)(?<=\d)\s*(?:\s(?:à|a|al|tot|t/m|do|до)\s|至|到|から)\s*(?=\d)")
_FROM = re.compile(r"(?i)^(?:de|von|from|od|от|da|van)\s+(?=\d.*\d)")
_TOKEN = re.compile(r"\d[\d.,'’]*(?:[ \u00a0\u202f\u2009]\d{3}(?!\d)[\d.,]*)*")
_EITHER = re.compile(r"(?<![\d.,'’:])([1-9]\d{0,2})([.,])(\d{3})(?![\d.,'’:])")
_GROUPS = re.compile(r"^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+$")


def usual(text: str) -> str:
    """The text with narrow digits and signs, and ranges as they are typed here."""
    if not text.isascii():
        text = text.translate(_WIDE)
    text = _BETWEEN.sub("-", text)
    if _UP_TO.search(text):
        text = _FROM.sub("", _UP_TO.sub(" to ", text))
    return text


def mark_of(texts: Iterable[str]) -> Mark:
    """The sign that stands before the fraction in these cells, where at least one of them can mean nothing else."""
    marks = {
        mark for text in texts for token in _TOKEN.findall(usual(text)) if (mark := _mark(token.strip()))
    }
    return marks.pop() if len(marks) == 1 else ""


def _mark(token: str) -> Mark:
    """What one number tells: 0,5 and 1.234,5 have a comma, 1.234.567 has points between thousands."""
    token = token.rstrip(".,")
    signs = [sign for sign in token if sign in ".,"]
    if not signs or _EITHER.fullmatch(token):
        return ""
    if _GROUPS.match(token):
        return "," if signs[0] == "." else "."
    if len(set(signs)) == 2 or len(signs) == 1:
        return "," if signs[-1] == "," else "."
    return ""


def settled(text: str, mark: Mark, *, whole: bool) -> str:
    """The text with its numbers written in one way only.

    `whole` says that three digits behind a sign are thousands where the column does not tell. Raises Unreadable, with both
    readings, for a number that can be either.
    """

    def one(match: re.Match[str]) -> str:
        head, sign, tail = match.groups()
        if mark and sign == mark:
            return f"{head}.{tail}".rstrip("0").rstrip(".")
        if mark or whole:
            return head + tail
        fraction = f"{head}.{tail}".rstrip("0").rstrip(".")
        raise Unreadable(
            _('"{text}" can be read in two ways, as {thousands} or as {fraction}').format(
                text=text, thousands=head + tail, fraction=fraction
            )
        )

    return _EITHER.sub(one, text)
