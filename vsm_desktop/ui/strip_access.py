"""The numbers of the strip for those who hear them, and for those who go from one to the next by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QKeyEvent
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.interfaces import Do, Event, Family, Role, Text, tell, tell_value

if TYPE_CHECKING:
    from vsm_desktop.ui.cells import Cell
    from vsm_desktop.ui.strip import Strip

_UNITS = {"d": _("days"), "s": _("seconds"), "min": _("minutes"), "h": _("hours"), "pc": _("pieces")}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


def moved(strip: Strip, event: QKeyEvent) -> int | None:
    """The cell an arrow key leads to, if it is one."""
    last = len(strip.fitting()) - 1
    match event.key():
        case Qt.Key.Key_Home:
            return 0
        case Qt.Key.Key_End:
            return last
        case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down:
            return min(max(strip.current + _STEPS[Qt.Key(event.key())], 0), last)
    return None


def spoken_value(cell: Cell) -> str:
    """A value with its unit as a word: "23.6 days"."""
    return f"{cell.value} {_UNITS.get(cell.unit, cell.unit)}".strip()


class StripAccess(Family):
    """The strip: a row of numbers, each with its convention or the reason why it is missing."""

    def __init__(self, strip: QWidget) -> None:
        super().__init__(strip, Role.List)
        self._told: dict[str, Cell] = {cell.key: cell for cell in self._strip.cells}
        self._focus_told = ""

    @property
    def _strip(self) -> Strip:
        return cast("Strip", self.widget_now)

    def _cell(self, id_: str) -> Cell:
        return next(cell for cell in self._strip.cells if cell.key == id_)

    def ids(self) -> Sequence[str]:
        return tuple(cell.key for cell in self._strip.fitting())

    def role_of(self, id_: str) -> QAccessible.Role:
        return Role.ListItem

    def text_of(self, id_: str, kind: QAccessible.Text) -> str:
        cell = self._cell(id_)
        if kind == Text.Name:
            return f"{cell.label} {spoken_value(cell)}"
        if kind == Text.Value:
            return spoken_value(cell)
        if kind == Text.Description:
            return cell.reason or cell.note
        return ""

    def rect_of(self, id_: str) -> QRect:
        area = self._strip.area(self.place(id_))
        return QRect(self._strip.mapToGlobal(area.topLeft()), area.size())

    def fill_state(self, id_: str, state: QAccessible.State) -> None:
        state.readOnly = True
        state.focusable = True
        state.focused = self.focused_id() == id_
        state.invisible = not self._strip.isVisible()

    def focused_id(self) -> str | None:
        ids = self.ids()
        return ids[self._strip.current] if self._strip.hasFocus() and self._strip.current < len(ids) else None

    def actions_of(self, id_: str) -> dict[str, tuple[str, Do]]:
        def focus() -> None:
            self._strip.go_to(self.place(id_))
            self._strip.setFocus(Qt.FocusReason.OtherFocusReason)

        return {QAccessibleActionInterface.setFocusAction(): (_("Focus"), focus)}

    def id_at(self, at: QPoint) -> str | None:
        if not self._strip.rect().contains(self._strip.mapFromGlobal(at)):
            return None
        return super().id_at(at)

    def follow(self) -> None:
        """Tell which numbers are new, and where the keyboard is."""
        ids = self.ids()
        for cell in self._strip.cells:
            if cell != self._told.get(cell.key) and cell.key in ids:
                tell(self.member(cell.key), Event.NameChanged)
                tell_value(self.member(cell.key))
        self._told = {cell.key: cell for cell in self._strip.cells}
        focused = self.focused_id() or ""
        if focused and focused != self._focus_told:
            tell(self.member(focused), Event.Focus)
        self._focus_told = focused
