"""What the editing actions do on the desk: delete, select, nudge, arrange."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.edits import delete, move
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.snap import GRID

NUDGES = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}


class Editing:
    """The editing actions of one window."""

    def __init__(self, desk: Desk, view: MapView) -> None:
        self.desk, self.view = desk, view
        self._nudges()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the editing actions do."""
        return {
            "undo": self.desk.undo,
            "redo": self.desk.redo,
            "delete": self.delete,
            "select_all": self.select_all,
            "arrange": lambda: self.desk.commit(_("Arrange"), arrange(size_of)),
        }

    def delete(self) -> None:
        """Remove what is selected."""
        self.desk.commit(_("Delete"), delete(self.desk.selection))

    def select_all(self) -> None:
        """Select every symbol and arrow."""
        state = self.desk.frame.state
        self.desk.select(frozenset(one.id for one in (*state.nodes, *state.flows)))

    def _nudge(self, dx: float, dy: float) -> None:
        if self.desk.selection:
            key = ",".join(sorted(self.desk.selection))
            self.desk.commit(_("Nudge"), move(self.desk.selection, dx, dy), merge=f"nudge:{key}")

    def _nudges(self) -> None:
        """Arrow keys move what is selected; with Shift by the grid times five."""
        for key, (dx, dy) in NUDGES.items():
            for prefix, step in (("", GRID), ("Shift+", 5 * GRID)):
                action = QAction(self.view)
                action.setShortcut(QKeySequence(prefix + key))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                action.triggered.connect(partial(self._nudge, dx * step, dy * step))
                self.view.addAction(action)
