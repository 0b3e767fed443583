"""Words and outlines for a distance: as large as they fit their room, never smaller than can be read."""

from __future__ import annotations

from typing import NamedTuple

from vsm_desktop.drawing.levels import LEAST_PX, USUAL_PX, Level
from vsm_desktop.drawing.ops import Anchor, Op, Path
from vsm_desktop.drawing.shapes import rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import ELLIPSIS, line, measure, wrap
from vsm_desktop.drawing.theme import OUTLINE

_PX = (USUAL_PX, 10.0, 9.0, LEAST_PX)
_LEAD = 1.15
BESIDE = 96.0  # the room for what is wrong, beside its marker
_CROWDED, _SMALLER_PX = 2.3, 9.0  # units a pixel from which on there is less room for type


def outline_at(level: Level, look: Look) -> float:
    """Outlines stay about a pixel, those of the critical path beside branches about two."""
    return max(OUTLINE, 0.9 * level.unit) * (look.outline / OUTLINE)


class Type(NamedTuple):
    """Words set as large as they fit, between the usual and the least size."""

    lines: tuple[str, ...]
    size: float

    @property
    def lead(self) -> float:
        return self.size * _LEAD

    @property
    def height(self) -> float:
        return self.lead * len(self.lines)

    def at(self, x: float, top: float, color: str, anchor: Anchor = "middle", ref: str = "") -> list[Op]:
        """The lines under a height."""
        ops: list[Op] = []
        for i, text in enumerate(self.lines):
            ops += line(
                x, top + self.size * 0.93 + self.lead * i, text, self.size, color, "bold", anchor, ref
            )
        return ops

    def on(self, ground: str, x: float, top: float, color: str, ref: str = "") -> list[Op]:
        """The lines round a middle, on a ground that clears what lies behind."""
        wide = max(measure(text, self.size, "bold") for text in self.lines)
        clear = Path(rectangle(x - wide / 2, top, wide, self.height), fill=ground)
        return [clear, *self.at(x, top, color, ref=ref)]


def fitted(
    text: str, width: float, height: float, level: Level, most: int = 1, cut: bool = False
) -> Type | None:
    """Words in a room, cut short only if asked; None where they do not fit."""
    found: Type | None = None
    most_px = USUAL_PX if level.shows == "few" or level.unit < _CROWDED else _SMALLER_PX
    for px in (one for one in _PX if one <= most_px):
        size = px * level.unit
        count = min(most, int(height / (size * _LEAD)))
        if not text or not count:
            continue
        found = Type(wrap(text, width, size, "bold", count), size)
        if not any(one.endswith(ELLIPSIS) for one in found.lines):
            return found
    return found if cut and found and found.lines != (ELLIPSIS,) else None
