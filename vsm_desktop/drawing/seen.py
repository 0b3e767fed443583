"""How a map is seen on the screen now: the level of detail, and what the report says of each part."""

from __future__ import annotations

from vsm_desktop.drawing.far import Told
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ladder import wait_at
from vsm_desktop.drawing.levels import FULL
from vsm_desktop.metrics.report import StepReport
from vsm_desktop.model.value import differing


class Seen:
    """How the map is seen now: the level of detail, and what the report says of each part."""

    def __init__(self) -> None:
        self.level = FULL
        self.longest: frozenset[str] = frozenset()
        self.steps: tuple[StepReport, ...] = ()
        self._by_id: dict[str, StepReport] = {}

    def show_frame(self, frame: Frame) -> set[str]:
        """Follow a frame: the parts of which something else is told than before."""
        steps, longest = frame.report.steps, frame.drawing.longest
        changed = differing(self.steps, steps)
        told = {steps[i].id for i in changed} if changed is not None else {step.id for step in steps}
        told |= self.longest ^ longest
        if steps is not self.steps:
            self._by_id = {}
        self.steps, self.longest = steps, longest
        return told

    def told(self, id_: str) -> Told:
        """What the report says of a part."""
        if not self._by_id:
            self._by_id = {step.id: step for step in self.steps}
        step = self._by_id.get(id_)
        return Told(wait_at(step) if step else "", id_ in self.longest)
