"""Ranges as people type them: where a text falls into two ends."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

# compiled when first needed, by re itself: the window need not wait for them
NUMBER = r"[+-]?(?:\d+(?:['’]\d{3}|[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?"
BELOW = r"^(?:<=?|≤)\s*(.*)$"
ABOVE = r"^(?:>=?|≥)"
_DOTS = r"\s*(?:\.{2,}|…)\s*(?=[+-]?[.,]?\d)"
_DASHES = ("-", "–", "—")
_SEAM = r"(?i)^(.*?)\s*(-|–|—|\bto\b|\bbis\b)\s*$"


class Ends(NamedTuple):
    """The two texts of a range; a dash between them could also be a minus, or part a date."""

    low: str
    high: str
    dash: bool = False
    several: bool = False


def ends_of(typed: str) -> Ends | None:
    """The ends of a range: 1-2 min, 1 min – 2 min, 1 to 2 min, 1..2 min, 1 bis 2 min; None if the text is none.

    `several` says that there is more than one place to part it, as in a date.
    """
    text = re.sub(_DOTS, " to ", typed)
    found: list[Ends] = []
    for before, after in pairwise(re.finditer(NUMBER, text)):
        gap, start = text[before.end() : after.start()], after.start()
        seam = re.match(_SEAM, gap)
        if seam is None and text[start] == "-":
            seam, start = re.match(_SEAM, f"{gap}-"), start + 1
        if seam is not None:
            low, high = text[: before.end() + len(seam[1])], text[start:]
            found.append(Ends(low.strip(), high.strip(), seam[2] in _DASHES))
    return found[0]._replace(several=len(found) > 1) if found else None


def is_range(typed: str) -> bool:
    """Whether a text means more than one value: two ends, or everything below one."""
    return bool(re.match(BELOW, typed) or re.match(ABOVE, typed) or ends_of(typed))


def without_words(typed: str) -> str:
    """The text without the words that stand between two ends."""
    return re.sub(r"(?i)(?<![^\W\d_])(?:to|bis)(?![^\W\d_])", " ", typed)
