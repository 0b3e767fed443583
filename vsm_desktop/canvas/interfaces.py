"""What stands between painted things and assistive technology: one interface per painted element.

Painted widgets have no children of their own, so a `Family` gives them some: a `Member` for each thing that is seen.
Qt's cache owns every interface it knows and deletes none that has no QObject; so members are registered when they
are made and handed back when their element goes, and Python keeps a reference for just as long. Nothing here is
made before somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Text = QAccessible.Text
Event = QAccessible.Event
Role = QAccessible.Role
Do = Callable[[], object]


def tell(interface: QAccessibleInterface, event: QAccessible.Event) -> None:
    """Send an event to whoever listens."""
    QAccessible.updateAccessibility(QAccessibleEvent(interface, event))


def tell_value(interface: QAccessibleInterface) -> None:
    """Send the new value to whoever listens."""
    QAccessible.updateAccessibility(QAccessibleValueChangeEvent(interface, interface.text(Text.Value)))


class Member(QAccessibleWidget):
    """One painted element. What it says is asked of its family each time, so that it is never out of date.

    It is made of a widget's interface, which brings its action interface along: `interface_cast` cannot be
    overridden in Python, for Shiboken makes no null pointer of any answer (6.11: the process dies).
    """

    def __init__(self, family: Family, id_: str) -> None:
        super().__init__(family.widget_now)
        self.family = family
        self.id = id_
        self.number = 0

    def isValid(self) -> bool:
        return self.family.alive and self.family.has(self.id)

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self.family.widget_now.window().windowHandle() if self.family.alive else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self.family if self.family.alive else None

    def child(self, index: int) -> None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def focusChild(self) -> None:  # type: ignore[override]
        return None

    def role(self) -> QAccessible.Role:
        return self.family.role_of(self.id) if self.isValid() else Role.StaticText

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if self.isValid():
            self.family.fill_state(self.id, state)
        else:
            state.invalid = True
        return state

    def text(self, t: QAccessible.Text) -> str:
        return self.family.text_of(self.id, t) if self.isValid() else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Nothing is written this way."""

    def rect(self) -> QRect:
        return self.family.rect_of(self.id) if self.isValid() else QRect()

    def relations(self, match: Any = None) -> list[Any]:
        return []

    def actionNames(self) -> list[str]:
        return list(self._actions())

    def doAction(self, actionName: str) -> None:
        if (found := self._actions().get(actionName)) is not None:
            found[1]()

    def localizedActionName(self, name: str) -> str:
        found = self._actions().get(name)
        return found[0] if found else name

    def localizedActionDescription(self, name: str) -> str:
        return self.localizedActionName(name)

    def keyBindingsForAction(self, actionName: str) -> list[str]:
        return []

    def _actions(self) -> dict[str, tuple[str, Do]]:
        return self.family.actions_of(self.id) if self.isValid() else {}


class Family(QAccessibleWidget):
    """A painted widget with its elements as children. Subclasses say which there are and what they are."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self.alive = True
        self.members: dict[str, Member] = {}
        # the Python half outlives the widget (the factory keeps it), so it must let go of what it made
        widget.destroyed.connect(self.leave)

    # what subclasses say

    def ids(self) -> Sequence[str]:
        """The children, in order."""
        raise NotImplementedError

    def place(self, id_: str) -> int:
        """The index of a child, -1 if there is none."""
        return self.ids().index(id_) if id_ in self.ids() else -1

    def has(self, id_: str) -> bool:
        """Whether there is such a child."""
        return self.place(id_) >= 0

    def role_of(self, id_: str) -> QAccessible.Role:
        """What a child is."""
        return Role.StaticText

    def text_of(self, id_: str, kind: QAccessible.Text) -> str:
        """Name, value or description of a child."""
        raise NotImplementedError

    def rect_of(self, id_: str) -> QRect:
        """Where a child is on the screen."""
        raise NotImplementedError

    def id_at(self, at: QPoint) -> str | None:
        """The child under a place of the screen."""
        return next((id_ for id_ in self.ids() if self.rect_of(id_).contains(at)), None)

    def fill_state(self, id_: str, state: QAccessible.State) -> None:
        """Set what is true of a child."""

    def actions_of(self, id_: str) -> dict[str, tuple[str, Do]]:
        """What can be done with a child."""
        return {}

    def focused_id(self) -> str | None:
        """The child that has the keyboard."""
        return None

    # what Qt asks

    @property
    def widget_now(self) -> QWidget:
        """The widget this speaks for."""
        return self.widget()

    def member(self, id_: str) -> Member:
        """The interface of a child, made when first asked for."""
        found = self.members.get(id_)
        if found is None:
            found = self.members[id_] = Member(self, id_)
            found.number = QAccessible.registerAccessibleInterface(found)
        return found

    def forget(self, id_: str) -> None:
        """Give a child's interface back; it must not be used any more."""
        found = self.members.pop(id_, None)
        if found is not None:
            QAccessible.deleteAccessibleInterface(found.number)

    def leave(self) -> None:
        """The widget goes: give all children back and answer no more."""
        self.alive = False
        for id_ in tuple(self.members):
            self.forget(id_)

    def childCount(self) -> int:
        return len(self.ids())

    def child(self, index: int) -> Member | None:  # type: ignore[override]
        ids = self.ids()
        return self.member(ids[index]) if 0 <= index < len(ids) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self.place(child.id) if isinstance(child, Member) and child.family is self else -1

    def childAt(self, x: int, y: int) -> Member | None:  # type: ignore[override]
        id_ = self.id_at(QPoint(x, y))
        return self.member(id_) if id_ is not None else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        id_ = self.focused_id()
        if id_ is not None:
            return self.member(id_)
        return self if self.widget_now.hasFocus() else None
