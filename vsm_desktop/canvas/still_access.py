"""The elements of a map that is only looked at, for those who hear it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.accessible import VALUES_ARE_HEARD, Shown
from vsm_desktop.canvas.interfaces import Do, Event, Family, Role, Text, tell
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.drawing.spoken import overview

if TYPE_CHECKING:
    from vsm_desktop.canvas.still import StillView


class StillAccess(Family):
    """The view: a list of its elements, each with its data and how it differs."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view, Role.List)
        self._known: Shown | None = None
        self._lit_told = ""

    @property
    def _view(self) -> StillView:
        return cast("StillView", self.widget_now)

    @property
    def _shown(self) -> Shown | None:
        frame = self._view.frame
        if frame is None:
            return None
        if self._known is None or self._known.frame is not frame:
            self._known = Shown(frame)
        return self._known

    def text(self, t: QAccessible.Text) -> str:
        frame = self._view.frame
        if t == Text.Description and frame is not None:
            return ". ".join(filter(None, (self._view.accessibleDescription(), overview(frame))))
        return super().text(t)

    def ids(self) -> Sequence[str]:
        return self._shown.ids if self._shown is not None else ()

    def place(self, id_: str) -> int:
        return self._shown.places.get(id_, -1) if self._shown is not None else -1

    def role_of(self, id_: str) -> QAccessible.Role:
        return Role.StaticText if id_.startswith("@") else Role.ListItem

    def text_of(self, id_: str, kind: QAccessible.Text) -> str:
        if self._shown is None:
            return ""
        said = self._shown.spoken(id_)
        if kind == Text.Name:
            return said.name
        if kind == Text.Value:
            return said.value
        if kind != Text.Description:
            return ""
        differs = self._view.tip(id_).replace("\n", ", ")
        return ". ".join(filter(None, (differs, "" if VALUES_ARE_HEARD else said.value)))

    def rect_of(self, id_: str) -> QRect:
        if self._shown is None:
            return QRect()
        left, top, right, bottom = part_box(self._shown.parts[id_])
        pixels = self._view.viewportTransform().mapRect(QRectF(left, top, right - left, bottom - top))
        area = pixels.toAlignedRect()
        return QRect(self._view.viewport().mapToGlobal(area.topLeft()), area.size())

    def id_at(self, at: QPoint) -> str | None:
        pixel = self._view.viewport().mapFromGlobal(at)
        if not self._view.viewport().rect().contains(pixel):
            return None
        return self._view.at(QPointF(pixel)) or None

    def fill_state(self, id_: str, state: QAccessible.State) -> None:
        state.readOnly = True
        state.selectable = not id_.startswith("@")
        state.selected = id_ in self._view.lit
        state.focused = self.focused_id() == id_
        state.invisible = not self._view.isVisible()

    def focused_id(self) -> str | None:
        lit = self._view.lit
        here = self._view.hasFocus() and len(lit) == 1 and self.has(next(iter(lit)))
        return next(iter(lit)) if here else None

    def actions_of(self, id_: str) -> dict[str, tuple[str, Do]]:
        if id_.startswith("@"):
            return {}
        press = QAccessibleActionInterface.pressAction()
        return {press: (_("Show"), partial(self._view.pointed.emit, id_))}

    def follow(self) -> None:
        """Tell which element is lit now."""
        focused = self.focused_id() or ""
        if focused and focused != self._lit_told:
            tell(self.member(focused), Event.Focus)
        self._lit_told = focused
