"""The sheet round a map: as large as the paper at a good reading size, larger only when the map needs it."""

from __future__ import annotations

from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.paper import paper_size

MARGIN = 20.0
READING_SCALE = 1.25
_STEP = 1.06


def sheet_of(content: Box, paper: str, portrait: bool) -> Box:
    """The sheet in map units, its upper left corner fixed while the map stays right of and below it.

    It grows in steps, so that it does not breathe with every move of the hand.
    """
    width, height = (side / READING_SCALE for side in paper_size(paper, portrait))
    left, top = min(0.0, content[0] - MARGIN), min(0.0, content[1] - MARGIN)
    need = max((content[2] + MARGIN - left) / width, (content[3] + MARGIN - top) / height)
    scale = 1.0
    while scale < need:
        scale *= _STEP
    return (left, top, left + width * scale, top + height * scale)
