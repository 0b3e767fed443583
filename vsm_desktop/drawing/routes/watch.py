"""Who has to look again when something changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence, Set

from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.routes.grid import Grid

_NONE: tuple[Set[Hashable], Sequence[Box]] = (frozenset(), ())


class Watch:
    """The reasons for which each arrow is as it is: single things it saw, and regions it found free."""

    def __init__(self) -> None:
        self._reasons: defaultdict[Hashable, set[str]] = defaultdict(set)
        self._regions: Grid[tuple[str, int]] = Grid()
        self._of: dict[str, tuple[Set[Hashable], Sequence[Box]]] = {}

    def keep(self, id_: str, reasons: Set[Hashable], regions: Sequence[Box]) -> None:
        """What one arrow saw."""
        before, old = self._of.get(id_, _NONE)
        if reasons != before:
            self._forget(id_, before)
            for reason in reasons:
                self._reasons[reason].add(id_)
        if regions != old:
            for n, box in enumerate(regions):
                self._regions.put((id_, n), box)
            for n in range(len(regions), len(old)):
                self._regions.drop((id_, n))
        self._of[id_] = (reasons, regions)

    def drop(self, id_: str) -> None:
        """Forget an arrow."""
        if id_ not in self._of:
            return
        reasons, regions = self._of.pop(id_)
        self._forget(id_, reasons)
        for n in range(len(regions)):
            self._regions.drop((id_, n))

    def _forget(self, id_: str, reasons: Set[Hashable]) -> None:
        for reason in reasons:
            who = self._reasons[reason]
            who.discard(id_)
            if not who:
                del self._reasons[reason]

    def of(self, reason: Hashable, boxes: Iterable[Box | None]) -> set[str]:
        """Who saw a thing, or looked at where it was or is."""
        if not self._of:
            return set()
        found = set(self._reasons.get(reason, ()))
        for box in boxes:
            if box is not None:
                for (id_, _n), _region in self._regions.meeting(box):
                    found.add(id_)
        return found
