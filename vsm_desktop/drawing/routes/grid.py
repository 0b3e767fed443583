"""Boxes by place: which of many meet one."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, TypeVar

from vsm_desktop.drawing.ops import Box

_CELL = 240.0
_ROW = 1 << 20
_MOST = 2_000  # a box over more squares is looked at every time
_EVERYWHERE = [1 << 62]
_NOTHING: dict[Any, Box] = {}
Key = TypeVar("Key", bound=Hashable)


class Grid(dict[Key, Box]):
    """Boxes by key, and by the squares of the plane they lie in. What is found has no order that could be relied on."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: dict[int, dict[Key, Box]] = {}

    def put(self, key: Key, box: Box) -> None:
        """Add a box, or replace the one of this key."""
        wanted, cells = _cells(box), self._cells
        if key in self:
            if wanted == _cells(self[key]):
                self[key] = box
                for cell in wanted:
                    cells[cell][key] = box
                return
            self.drop(key)
        self[key] = box
        for cell in wanted:
            if (there := cells.get(cell)) is None:
                cells[cell] = {key: box}
            else:
                there[key] = box

    def drop(self, key: Key) -> Box | None:
        """Take a box out; None if there is none of this key."""
        box = self.pop(key, None)
        if box is not None:
            for cell in _cells(box):
                there = self._cells[cell]
                del there[key]
                if not there:
                    del self._cells[cell]
        return box

    def meeting(self, box: Box) -> list[tuple[Key, Box]]:
        """The boxes that share more than an edge with this one, each once."""
        left, top, right, bottom = box
        cells, wanted = self._cells, _cells(box)
        if wanted is _EVERYWHERE:
            wanted = list(cells)
        elif _EVERYWHERE[0] in cells:
            wanted = [*wanted, *_EVERYWHERE]
        if len(wanted) == 1:
            return [
                (key, one)
                for key, one in cells.get(wanted[0], _NOTHING).items()
                if one[0] < right and left < one[2] and one[1] < bottom and top < one[3]
            ]
        found: dict[Key, Box] = {}
        for cell in wanted:
            for key, one in cells.get(cell, _NOTHING).items():
                if one[0] < right and left < one[2] and one[1] < bottom and top < one[3]:
                    found[key] = one
        return list(found.items())


def _cells(box: Box) -> list[int]:
    left, top, right, bottom = box
    i0, i1 = int(left // _CELL), int(right // _CELL)
    j0, j1 = int(top // _CELL), int(bottom // _CELL)
    if i0 == i1 and j0 == j1:
        return [i0 * _ROW + j0]
    if (i1 - i0 + 1) * (j1 - j0 + 1) > _MOST:
        return _EVERYWHERE
    return [i * _ROW + j for i in range(i0, i1 + 1) for j in range(j0, j1 + 1)]
