"""What of the map is lit while the plan is shown: the places the chosen row, or the chosen burst, is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vsm_desktop.edit.saying import touched
from vsm_desktop.insight.plan import Row
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.found import lights_of


class PlanLights:
    """`reveal` brings ids into sight on the map, `show` lights places there."""

    def __init__(
        self,
        desk: Desk,
        reveal: Callable[[frozenset[str]], object],
        show: Callable[[tuple[Any, ...], tuple[Any, ...]], object],
    ) -> None:
        self._desk, self._reveal, self._show = desk, reveal, show

    def light(self, row: Row | None, *, reveal: bool = False) -> None:
        """Light what the bursts of a row concern on the map that is shown, and the outline of a loop."""
        ids = {row.loop.outline} if row is not None and row.kind == "loop" else set[str]()
        for burst in row.bursts if row is not None else ():
            ids |= touched(burst.changes) | {burst.id}
        self.light_ids(frozenset(ids), reveal=reveal)

    def light_ids(self, ids: frozenset[str], *, reveal: bool = True) -> None:
        """Light these, as far as they are on the map that is shown."""
        frame = self._desk.frame
        shown = frozenset(one.id for one in (*frame.state.nodes, *frame.state.flows) if one.id in ids)
        self._show(lights_of(frame, shown, self._desk.pixel), ())
        if reveal:
            self._reveal(shown)

    def clear(self) -> None:
        """Light nothing."""
        self._show((), ())
