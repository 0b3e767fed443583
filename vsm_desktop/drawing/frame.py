"""Everything true of one moment: the stream, what one of its states means, what it looks like."""

from __future__ import annotations

from msgspec import Struct

from vsm_desktop.drawing.compose import compose
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Drawing
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.stream import State, ValueStream


class Frame(Struct, frozen=True):
    """The three together, of one state of the stream."""

    stream: ValueStream
    state_id: str
    report: Report
    drawing: Drawing
    theme: ThemeName = "light"
    open_ref: str = ""

    @property
    def state(self) -> State:
        """The state shown."""
        return self.stream.state(self.state_id)


def frame_of(
    stream: ValueStream,
    state_id: str = "",
    theme: ThemeName = "light",
    memory: Memory | None = None,
    open_ref: str = "",
) -> Frame:
    """Measure and compose one state; with a memory, only what changed is drawn anew."""
    state = stream.state(state_id)
    report = measure(stream, state.id)
    drawing = compose(stream, state, report, theme, memory, open_ref)
    return Frame(stream, state.id, report, drawing, theme, open_ref)
