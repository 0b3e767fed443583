"""How a map is seen on the screen now: the level of detail, and what the report says of each part."""

from __future__ import annotations

from vsm_desktop.drawing.far import Told
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ladder import wait_at
from vsm_desktop.drawing.levels import FULL
from vsm_desktop.metrics.report import StepReport
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.model.value import differing


class Seen:
    """How the map is seen now: the level of detail, and what the report says of each part."""

    def __init__(self) -> None:
        self.level = FULL
        self.longest: frozenset[str] = frozenset()
        self.steps: tuple[StepReport, ...] = ()
        self.times: TimeUnit | None = None
        self._by_id: dict[str, StepReport] = {}

    def show_frame(self, frame: Frame) -> tuple[set[str], frozenset[str]]:
        """Follow a frame: the parts of which it tells something else, and those that are the longest wait no more, or now."""
        steps, longest = frame.report.steps, self.longest ^ frame.drawing.longest
        changed = differing(self.steps, steps)
        if changed is None:
            before = self._steps_by_id()
            told = {step.id for step in steps if before.get(step.id) is not step}
        else:
            told = {steps[i].id for i in changed}
        if self.times != (times := frame.state.options.time_unit):
            self.times = times
            told |= {step.id for step in steps}
        if steps is not self.steps:
            self.steps, self._by_id = steps, {}
        self.longest = frame.drawing.longest
        return told | longest, longest

    def told(self, id_: str) -> Told:
        """What the report says of a part."""
        step = self._steps_by_id().get(id_)
        return Told(wait_at(step, self.times) if step else "", id_ in self.longest)

    def _steps_by_id(self) -> dict[str, StepReport]:
        if not self._by_id:
            self._by_id = {step.id: step for step in self.steps}
        return self._by_id
