"""The states of the stream as a row of tabs: turn, add, copy, rename in place, move and delete."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QTabBar, QToolButton

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.edit.states import (
    add_state,
    beside,
    copy_state,
    delete_state,
    made,
    place_state,
    rename_state,
)
from vsm_desktop.model.stream import State, StateKind
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.losing import said_of_loss
from vsm_desktop.ui.menus import STATE_MENU

ADD = ("copy_future", "copy_ideal", "copy_scenario", "-", "new_state")
_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Delete)
_WIDEST = 220


class TabRow(QTabBar):
    """Tabs that carry the id of their state; a drag tells once, when it is over."""

    dropped = Signal(str, int)
    key = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("States"))
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.dragging = False

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the name as it stands when chosen, in semi-bold, so that turning moves nothing."""
        text = QFontMetricsF(window_font("bold", 13)).horizontalAdvance(self.tabText(index))
        return QSize(min(round(text) + 30, _WIDEST), 28)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)  # many states scroll, they do not shrink

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dragging = event.button() == Qt.MouseButton.LeftButton
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.dragging and event.button() == Qt.MouseButton.LeftButton:
            self.dragging = False
            self.dropped.emit(self.tabData(self.currentIndex()), self.currentIndex())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.tabAt(event.position().toPoint()))

    def event(self, event: QEvent) -> bool:
        """F2 and Delete mean the tab while the tabs have the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _ours(event):
            self.key.emit(event.key())
        else:
            super().keyPressEvent(event)


def _ours(event: QKeyEvent) -> bool:
    return event.key() in _KEYS and not event.modifiers()


class StateTabs(QFrame):
    """The tabs in the toolbar, and what the menu can do with states."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("states")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.desk = desk
        self.row = TabRow()
        self.plus = QToolButton()
        self._actions: dict[str, QAction] = {}
        self._shown: tuple[tuple[State, ...], str] = ((), "")
        self._theme: ThemeName | None = None
        self._build()

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(3, 3, 3, 3)
        line.setSpacing(2)
        line.addWidget(self.row)
        line.addWidget(self.plus)
        self.plus.setObjectName("add-state")
        self.plus.setIconSize(QSize(16, 16))
        self.plus.setToolTip(_("Add a state"))
        self.plus.setAccessibleName(_("Add a state"))
        self.plus.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.plus.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.row.customContextMenuRequested.connect(self._context_menu)
        self.row.currentChanged.connect(self._turn_to)
        self.row.dropped.connect(self.place)
        self.row.key.connect(lambda key: self.rename() if key == Qt.Key.Key_F2 else self.delete())
        self.row.opened.connect(self._rename_at)

    # menus

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions of states do."""
        kinds: tuple[StateKind, ...] = ("current", "future", "ideal", "scenario")
        return {
            "next_state": lambda: self.turn(1),
            "previous_state": lambda: self.turn(-1),
            "new_state": self.add,
            **{f"copy_{kind}": partial(self.copy, kind) for kind in kinds},
            "rename_state": self.rename,
            "state_left": lambda: self.place(self.desk.frame.state_id, self._at() - 1),
            "state_right": lambda: self.place(self.desk.frame.state_id, self._at() + 1),
            "delete_state": self.delete,
        }

    def take_actions(self, actions: dict[str, QAction]) -> None:
        """The window's actions, for the menus here."""
        self._actions = actions
        menu = QMenu(self.plus)
        self._fill(menu, ADD)
        self.plus.setMenu(menu)

    def _fill(self, menu: QMenu, names: tuple[str, ...]) -> None:
        for name in names:
            if name == "-":
                menu.addSeparator()
            else:
                menu.addAction(self._actions[name])

    def _context_menu(self, at: QPoint) -> None:
        index = self.row.tabAt(at)
        if index >= 0:
            self.row.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, STATE_MENU)
        from vsm_desktop.ui.bursts.made_from import add_made_from  # few open the menu

        add_made_from(menu, self.desk)
        menu.popup(self.row.mapToGlobal(at))

    # showing

    def show_desk(self, desk: Desk) -> None:
        """One tab for each state, the shown one chosen."""
        if desk.theme != self._theme:
            self._theme = desk.theme
            self.plus.setIcon(icon("plus", desk.theme))
        shown = (desk.frame.stream.states, desk.frame.state_id)
        if self.row.dragging or (shown[0] is self._shown[0] and shown[1] == self._shown[1]):
            return
        self._shown = shown
        self.row.blockSignals(True)
        self._show_names(shown[0])
        self.row.setCurrentIndex(self._at())
        self.row.blockSignals(False)
        self._enable(len(shown[0]), self._at())

    def _show_names(self, states: tuple[State, ...]) -> None:
        while self.row.count() > len(states):
            self.row.removeTab(self.row.count() - 1)
        for i, state in enumerate(states):
            if i == self.row.count():
                self.row.addTab("")
            name = (state.name or state.id).replace("&", "&&")
            self.row.setTabData(i, state.id)
            if self.row.tabText(i) != name:
                self.row.setTabText(i, name)
                self.row.setTabToolTip(i, state.name or state.id)

    def _enable(self, count: int, at: int) -> None:
        for names, there in (
            (("next_state", "previous_state", "delete_state"), count > 1),
            (("state_left",), at > 0),
            (("state_right",), at < count - 1),
        ):
            for name in names:
                if name in self._actions:
                    self._actions[name].setEnabled(there)

    def _at(self) -> int:
        shown = self.desk.frame.state_id
        return next(i for i, one in enumerate(self.desk.frame.stream.states) if one.id == shown)

    # doing

    def _turn_to(self, index: int) -> None:
        if 0 <= index < self.row.count() and self.row.tabData(index) != self.desk.frame.state_id:
            self.desk.show_state(self.row.tabData(index))

    def turn(self, by: int) -> None:
        """Turn to the next state or the one before, round and round."""
        states = self.desk.frame.stream.states
        self.desk.show_state(states[(self._at() + by) % len(states)].id)

    def add(self) -> None:
        """An empty state beside the shown one."""
        before = self.desk.history.current
        self.desk.commit_stream(_("New state"), add_state(self.desk.frame.state_id))
        self.desk.show_state(made(before, self.desk.history.current))

    def copy(self, kind: StateKind) -> None:
        """The shown state again, to be changed into another."""
        before = self.desk.history.current
        self.desk.commit_stream(_("Copy state"), copy_state(self.desk.frame.state_id, kind))
        self.desk.show_state(made(before, self.desk.history.current))

    def rename(self) -> None:
        """Type another name where the name stands."""
        from vsm_desktop.ui.naming import NameEditor

        index, state = self._at(), self.desk.frame.state
        self.row.setFocus()
        editor = NameEditor(self.row, state.name or state.id, partial(self._renamed, state.id))
        editor.open_at(self.row.tabRect(index))

    def _rename_at(self, index: int) -> None:
        if index >= 0:
            self.row.setCurrentIndex(index)
            self.rename()

    def _renamed(self, id_: str, name: str) -> None:
        self.desk.commit_stream(_("Rename state"), rename_state(id_, name))

    def place(self, id_: str, index: int) -> None:
        """Put a state at a place in the row."""
        self.desk.commit_stream(_("Move state"), place_state(id_, index))
        self._shown = ((), "")
        self.show_desk(self.desk)

    def delete(self) -> None:
        """Take the shown state away; undo brings it back."""
        stream, id_ = self.desk.history.current, self.desk.frame.state_id
        if len(stream.states) > 1:
            name = stream.state(id_).name or id_
            self.desk.show_state(beside(stream, id_))
            self.desk.commit_stream(_("Delete state"), delete_state(id_))
            gone = _("{state} is gone.").format(state=name)
            getattr(self.window(), "say", lambda _words: None)(said_of_loss(stream, self.desk.recorded, gone))
