"""The map for those who hear it: every symbol, arrow and rung is a child of the view with name, role and value.

The tree is read from the desk's frame when somebody asks; nothing is made while no assistive technology listens.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.interfaces import Do, Event, Family, Role, Text, tell, tell_value
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.hit import hit
from vsm_desktop.drawing.ops import Part, extent
from vsm_desktop.drawing.spoken import Speaker, Spoken, flow_order, of_part, overview

if TYPE_CHECKING:
    from vsm_desktop.canvas.view import MapView
    from vsm_desktop.tools.desk import Desk

VALUES_ARE_HEARD = sys.platform in (
    "win32",
    "darwin",
)  # AT-SPI has no text for a value: there the description begins with it
_MOST_EVENTS = 50


class Shown:
    """One frame as a list of children: first the elements in flow order, then what the program draws itself."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.speaker = Speaker(frame)
        self.parts: dict[str, Part] = {part.id: part for part in frame.drawing.parts}
        elements = [id_ for id_ in flow_order(frame.state, frame.report) if id_ in self.parts]
        own = [part.id for part in frame.drawing.parts if part.id.startswith("@")]
        self.ids = (*elements, *own)
        self.places = {id_: i for i, id_ in enumerate(self.ids)}

    def spoken(self, id_: str) -> Spoken:
        """One child in words."""
        if id_.startswith("@"):
            return of_part(self.parts[id_], self.frame)
        speaker = self.speaker
        return Spoken(speaker.name(id_), speaker.value(id_), speaker.description(id_))

    def basis(self, id_: str) -> tuple[object, ...]:
        """What name and value of a child hang on."""
        return (self.parts.get(id_),) if id_.startswith("@") else self.speaker.basis(id_)


class MapAccess(Family):
    """The view: a list of the elements of the state that is shown."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view, Role.List)
        self._shown = self._known = Shown(cast("MapView", view).desk.frame)  # asked last, told last
        self._told: dict[str, tuple[tuple[object, ...], str, str]] = {}  # basis, name and value
        self._selection_told: frozenset[str] = frozenset()
        self._parting = False

    @property
    def _view(self) -> MapView:
        return cast("MapView", self.widget_now)

    @property
    def _desk(self) -> Desk:
        return self._view.desk

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        if self._parting:
            return self._known
        if self._shown.frame is not self._desk.frame:
            self._shown = Shown(self._desk.frame)
        return self._shown

    # the view itself

    def text(self, t: QAccessible.Text) -> str:
        frame = self._desk.frame
        if t == Text.Name:
            return _("Map: {state}").format(state=frame.state.name or frame.state.id)
        if t == Text.Description:
            return overview(frame)
        return super().text(t)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.multiSelectable = True
        return state

    # the children

    def ids(self) -> Sequence[str]:
        return self.shown.ids

    def place(self, id_: str) -> int:
        return self.shown.places.get(id_, -1)

    def role_of(self, id_: str) -> QAccessible.Role:
        return Role.StaticText if id_.startswith("@") else Role.ListItem

    def text_of(self, id_: str, kind: QAccessible.Text) -> str:
        said = self.shown.spoken(id_)
        if id_ not in self._told:
            self._told[id_] = (self.shown.basis(id_), said.name, said.value)
        if kind == Text.Name:
            return said.name
        if kind == Text.Value:
            return said.value
        if kind == Text.Description:
            return said.description if VALUES_ARE_HEARD else with_value(said)
        return ""

    def rect_of(self, id_: str) -> QRect:
        """Where a child is painted, through zoom and pan."""
        part = self.shown.parts[id_]
        left, top, right, bottom = extent(part.ops)
        area = QRectF(part.x + left, part.y + top, right - left, bottom - top)
        pixels = self._view.viewportTransform().mapRect(area).toAlignedRect()
        return QRect(self._view.viewport().mapToGlobal(pixels.topLeft()), pixels.size())

    def id_at(self, at: QPoint) -> str | None:
        viewport = self._view.viewport()
        pixel = viewport.mapFromGlobal(at)
        if not viewport.rect().contains(pixel):
            return None
        here = self._view.to_map(QPointF(pixel))
        found = hit(self._desk.frame.drawing, here.x(), here.y())
        if found is not None:
            return found
        own = (id_ for id_ in self.shown.ids if id_.startswith("@"))
        return next((id_ for id_ in own if self.rect_of(id_).contains(at)), None)

    def fill_state(self, id_: str, state: QAccessible.State) -> None:
        view = self._view
        area = QRect(view.viewport().mapToGlobal(QPoint()), view.viewport().size())
        own = id_.startswith("@")
        element = None if own else self._desk.frame.state.element(id_)
        state.readOnly = own or bool(getattr(element, "locked", False))
        state.offscreen = not area.intersects(self.rect_of(id_))
        state.invisible = not view.isVisible()
        if not own:
            state.focusable = state.selectable = state.extSelectable = True
            state.selected = id_ in self._desk.selection
            state.focused = self.focused_id() == id_

    def focused_id(self) -> str | None:
        """The only selected element, while the view has the keyboard."""
        selection = self._desk.selection
        return next(iter(selection)) if len(selection) == 1 and self._view.hasFocus() else None

    def actions_of(self, id_: str) -> dict[str, tuple[str, Do]]:
        if id_.startswith("@"):
            return {}
        actions: dict[str, tuple[str, Do]] = {
            QAccessibleActionInterface.pressAction(): (_("Select"), partial(self._press, id_)),
            QAccessibleActionInterface.setFocusAction(): (_("Focus"), partial(self._focus, id_)),
        }
        for words, do in self._view.element_actions.items():
            actions[words] = (words, partial(self._act, id_, do))
        return actions

    def _press(self, id_: str) -> None:
        self._desk.select(frozenset({id_}))

    def _focus(self, id_: str) -> None:
        self._press(id_)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self, id_: str, do: Do) -> None:
        self._press(id_)
        do()

    # what changed

    def follow(self) -> None:
        """Tell what differs from what was told: what went, what came, what says something else, what is selected.

        A preview is told once it is recorded; who asks in between hears of it all the same.
        """
        if self._desk.frame.stream is not self._desk.history.current:
            return
        before, frame = self._known, self._desk.frame
        if before.frame is not frame:
            after = self.shown
            self._tell_gone(before, after)
            self._known = after
            self._tell_come(before, after)
            self._tell_changed()
            if before.frame.state_id != frame.state_id:
                tell(self, Event.NameChanged)
        self._tell_selection()

    def forget(self, id_: str) -> None:
        super().forget(id_)
        self._told.pop(id_, None)

    def _tell_gone(self, before: Shown, after: Shown) -> None:
        """While the list before still stands, so that a listener can see which one goes."""
        self._parting = True
        for id_ in [id_ for id_ in self.members if id_ not in after.places]:
            if id_ in before.places:
                tell(self.members[id_], Event.ObjectDestroyed)
            self.forget(id_)
        self._parting = False

    def _tell_come(self, before: Shown, after: Shown) -> None:
        new = [id_ for id_ in after.ids if id_ not in before.places]
        if len(new) > _MOST_EVENTS:
            tell(self, Event.ObjectReorder)
            return
        for id_ in new:
            tell(self.member(id_), Event.ObjectCreated)

    def _tell_changed(self) -> None:
        """Only children somebody has read can have been understood otherwise."""
        shown = self._known
        for id_, (basis, name, value) in tuple(self._told.items()):
            now = shown.basis(id_)
            if len(now) == len(basis) and all(a is b or a == b for a, b in zip(now, basis, strict=True)):
                continue
            said, member = shown.spoken(id_), self.member(id_)
            self._told[id_] = (now, said.name, said.value)
            if said.name != name:
                tell(member, Event.NameChanged)
            if said.value != value:
                tell(member, Event.DescriptionChanged)
                tell_value(member)

    def _tell_selection(self) -> None:
        selection, told = self._desk.selection, self._selection_told
        if selection == told:
            return
        self._selection_told = selection
        if len(selection ^ told) > _MOST_EVENTS:
            tell(self, Event.SelectionWithin)
            return
        for id_ in told - selection:
            if id_ in self._known.places:
                tell(self.member(id_), Event.SelectionRemove)
        alone = len(selection) == 1
        for id_ in selection - told:
            tell(self.member(id_), Event.Selection if alone else Event.SelectionAdd)
        self.tell_focus()

    def tell_focus(self) -> None:
        """The keyboard is at an element."""
        if (id_ := self.focused_id()) is not None:
            tell(self.member(id_), Event.Focus)


def with_value(said: Spoken) -> str:
    """Value and description in one, without saying anything twice."""
    value = "" if said.value in said.name or said.name.startswith(said.value) else said.value
    return "; ".join(part for part in (value, said.description) if part)
