"""The box around many boxes, kept while they change one by one."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.drawing.ops import Box

_NOWHERE = (0.0, 0.0, 0.0, 0.0)


class Room:
    """The box around many boxes, reckoned anew only where one of them left or reached its edge."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.turn = 0  # grows whenever a box is another one
        self.around: Box | None = None

    def keep(self, places: Sequence[int | None]) -> None:
        """Make ready for a row of others: the old boxes at these places, None for one that is put in."""
        old, self.turn = self.boxes, self.turn + 1
        self.boxes, self.around = [_NOWHERE if i is None else old[i] for i in places], None

    def put(self, i: int, box: Box) -> None:
        """Replace one box."""
        old, self.boxes[i] = self.boxes[i], box
        self.turn += box != old
        if self.around is not None and not (_inside(old, self.around) and _inside(box, self.around)):
            self.around = None

    def box(self) -> Box | None:
        """The box around all, None if there are none."""
        if self.around is None:
            self.around = around(self.boxes)
        return self.around


def around(boxes: Sequence[Box]) -> Box | None:
    """The box around some boxes."""
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _inside(box: Box, around: Box) -> bool:
    return box[0] > around[0] and box[1] > around[1] and box[2] < around[2] and box[3] < around[3]
