"""The bars of a chart for those who hear them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.interfaces import Do, Event, Family, Role, Text, tell, tell_value

if TYPE_CHECKING:
    from vsm_desktop.drawing.charts.chart import Mark
    from vsm_desktop.ui.charts.view import ChartView


class ChartAccess(Family):
    """A chart: a list of bars, each with its exact value; the elements go by their number."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view, Role.List)
        self._told: tuple[Mark, ...] = self._view.chart.marks
        self._focus_told = ""

    @property
    def _view(self) -> ChartView:
        return cast("ChartView", self.widget_now)

    def ids(self) -> Sequence[str]:
        return tuple(map(str, range(len(self._view.chart.marks))))

    def role_of(self, id_: str) -> QAccessible.Role:
        return Role.ListItem

    def text_of(self, id_: str, kind: QAccessible.Text) -> str:
        mark = self._view.chart.marks[int(id_)]
        first, *rest = mark.said.splitlines() or [""]
        if kind == Text.Name:
            return f"{mark.name}, {first}".removesuffix(", ")
        if kind == Text.Value:
            return first
        return "; ".join(rest) if kind == Text.Description else ""

    def rect_of(self, id_: str) -> QRect:
        area = self._view.area(int(id_))
        return QRect(self._view.mapToGlobal(area.topLeft()), area.size())

    def fill_state(self, id_: str, state: QAccessible.State) -> None:
        state.readOnly = True
        state.focusable = True
        state.selectable = bool(self._view.ids_of(int(id_)))
        state.selected = self._view.is_selected(int(id_))
        state.focused = self.focused_id() == id_
        state.invisible = not self._view.isVisible()

    def focused_id(self) -> str | None:
        here = self._view.hasFocus() and self._view.current < len(self._view.chart.marks)
        return str(self._view.current) if here else None

    def actions_of(self, id_: str) -> dict[str, tuple[str, Do]]:
        view = self._view

        def focus() -> None:
            view.go_to(int(id_))
            view.setFocus(Qt.FocusReason.OtherFocusReason)

        def press() -> None:
            view.go_to(int(id_))
            view.choose_current()

        found: dict[str, tuple[str, Do]] = {
            QAccessibleActionInterface.setFocusAction(): (_("Focus"), focus),
        }
        if view.ids_of(int(id_)):
            found[QAccessibleActionInterface.pressAction()] = (_("Select"), press)
        return found

    def id_at(self, at: QPoint) -> str | None:
        if not self._view.rect().contains(self._view.mapFromGlobal(at)):
            return None
        return super().id_at(at)

    def follow(self) -> None:
        """Tell which bars are new or say something else, and where the keyboard is."""
        marks, told = self._view.chart.marks, self._told
        self._told = marks
        for number in range(len(marks), len(told)):
            self.forget(str(number))
        for number, mark in enumerate(marks):
            if number >= len(told) or (told[number].name, told[number].said) != (mark.name, mark.said):
                tell(self.member(str(number)), Event.NameChanged)
                tell_value(self.member(str(number)))
        focused = self.focused_id() or ""
        if focused and focused != self._focus_told:
            tell(self.member(focused), Event.Focus)
        self._focus_told = focused
