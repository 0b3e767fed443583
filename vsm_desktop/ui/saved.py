"""What the numbers were when the document was last saved, worked out once for each saved document and state."""

from __future__ import annotations

from vsm_desktop.drawing.frame import Frame
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.cells import Cell, report_cells


class Saved:
    """Keeps the cells of one saved state."""

    def __init__(self) -> None:
        self._stream: ValueStream | None = None
        self._state_id = ""
        self._cells: dict[str, Cell] = {}

    def cells_of(self, saved: ValueStream, frame: Frame) -> dict[str, Cell]:
        """The cells by key; none where what is shown is what was saved, or was not there then."""
        if frame.stream is saved:
            self._stream = None
            return {}
        if saved is not self._stream or frame.state_id != self._state_id:
            self._stream, self._state_id = saved, frame.state_id
            state = next((one for one in saved.states if one.id == frame.state_id), None)
            found = (
                report_cells(measure(saved, state.id), state, saved.own_fields, saved.own_totals)
                if state is not None
                else ()
            )
            self._cells = {cell.key: cell for cell in found}
        return self._cells
