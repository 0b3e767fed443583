"""Two maps side by side: what one shows the other shows, and what is pointed at is lit on both."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vsm_desktop.canvas.still import StillView
from vsm_desktop.drawing.compared import Differences, tags_after, tags_before
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.ui.compare.frames import Frames
from vsm_desktop.ui.compare.titles import GAP


class Sheets(QWidget):
    """Both sheets, linked."""

    pointed = Signal(int, str)
    opened = Signal(int, str)
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.views = (StillView(), StillView())
        self.current = 1  # the one that had the keyboard last
        self._offset = (0.0, 0.0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for place, view in enumerate(self.views):
            row.addWidget(view, 1)
            view.moved.connect(partial(self._along, place))
            view.pointed.connect(partial(self.pointed.emit, place))
            view.opened.connect(partial(self.opened.emit, place))
            view.entered.connect(partial(self._enter, place))

    @property
    def eyes(self) -> StillView:
        """The sheet that is looked at."""
        return self.views[self.current]

    def show_frames(self, frames: Frames) -> None:
        """Show both maps; their signs stay until others are known."""
        self._offset = frames.offset
        for view, frame, room in zip(self.views, (frames.before, frames.after), frames.rooms, strict=True):
            if frame is not None:
                view.show_frame(frame, room)
                view.setAccessibleName(frame.state.name or frame.state_id)

    def show_signs(self, found: Differences, look: Look) -> None:
        """Tell on both maps what is gone, new or changed."""
        for view, tags in zip(self.views, (tags_before, tags_after), strict=True):
            if view.frame is not None:
                view.show_marks(partial(tags, view.frame.drawing, found, look))

    def light(self, ids: frozenset[str]) -> None:
        """Frame elements on both sheets."""
        for view in self.views:
            view.light(ids)

    def reveal(self, ids: frozenset[str]) -> None:
        """Bring elements into sight, on the sheet that has them."""
        for view in (self.eyes, *self.views):
            if (box := view.box_of(ids)) is not None:
                view.go_to(box)
                return

    def _along(self, place: int) -> None:
        sign = 1 if place == 0 else -1
        dx, dy = self._offset
        self.views[1 - place].go_along(self.views[place], (sign * dx, sign * dy))

    def _enter(self, place: int) -> None:
        if place != self.current:
            self.current = place
            self.turned.emit()
