"""Both maps in one sheet, drawn when it is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.canvas.still import ON_PAPER, Content, StillView
from vsm_desktop.drawing.compared import RADIUS, sign_ops
from vsm_desktop.drawing.levels import LEAST_PX
from vsm_desktop.drawing.ops import Op, Part, Text, placed
from vsm_desktop.drawing.overlaid import SIGNS, VALUES, overlaid
from vsm_desktop.insight.comparison import Comparison
from vsm_desktop.ui.compare.frames import Frames

_LARGEST, _KEY = 16.0, "@key"


class OverlayView(StillView):
    """The second map, and in it what is gone and what changed. The map itself shows less from afar, the signs stay."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Both maps in one"))
        self._content = Content()
        self._drawn: tuple[object, object, object] = (None, None, None)
        self._sides = ("", "")

    def show_both(self, frames: Frames, found: Comparison) -> None:
        """Draw both maps in one, if they or their differences are others."""
        before, after = frames.before, frames.after
        shown = (before, after, found)
        if before is None or after is None or all(a is b for a, b in zip(shown, self._drawn, strict=True)):
            return
        self._drawn = shown
        drawing = overlaid(before, after, found, found.titles)
        parts = tuple(part for part in drawing.parts if part.id not in (*ON_PAPER, _KEY))
        whole = replace(drawing, parts=parts)
        known = {id(part) for part in after.drawing.parts}
        more = tuple(part for part in parts if id(part) not in known)
        self.show_frame(after, self._content.room(whole))
        heard = tuple(part for part in parts if id(part) in known or not part.id.startswith("@"))
        self.frame = replace(after, drawing=replace(drawing, parts=heard))
        self.show_marks(partial(_marks, more))
        words = _("{gone} gone, {new} new, {changed} changed")
        counts = {"gone": len(found.gone), "new": len(found.new), "changed": len(found.changed)}
        self.setAccessibleDescription(words.format(**counts))
        if frames.sides != self._sides:
            self._sides = frames.sides
            self.fit()  # the whole comes first


def _marks(parts: Iterable[Part], pixel: float) -> tuple[Op, ...]:
    """What stands on the second map besides its own; words that would be too small are left out, signs keep their size."""
    ops: list[Op] = []
    for part in parts:
        if part.id == SIGNS and part.shows:
            worn: Any = part.shows[0]
            look = part.shows[1]
            for x, y, sign in worn:
                ops += sign_ops(x, y, sign, look, min(RADIUS * pixel, _LARGEST))
            continue
        small = [op for op in part.ops if isinstance(op, Text) and op.size < LEAST_PX * pixel * (1 - 1e-6)]
        if small and part.id.startswith(VALUES):
            continue  # a plate without its words says nothing
        ops += [placed(op, 1.0, part.x, part.y) for op in part.ops if op not in small]
    return tuple(ops)
