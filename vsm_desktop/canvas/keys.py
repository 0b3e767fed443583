"""What keys do on the map: walk, write, go on to the next step, aim an arrow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from vsm_desktop.assets import _
from vsm_desktop.canvas.editor import InPlace
from vsm_desktop.canvas.typed import WAYS, Way
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.spots import name_ref
from vsm_desktop.model.fields import NOTES
from vsm_desktop.model.names import names_of
from vsm_desktop.tools.aim import Aim, aim_from
from vsm_desktop.tools.connect import NATURAL, Connect
from vsm_desktop.tools.events import Key
from vsm_desktop.tools.keyboard import arrow_near, grow, in_sight, insert, neighbour
from vsm_desktop.tools.select import Select

_PLAIN, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_AIM = Qt.Key.Key_C
Act = Callable[[], object]


class Keys(QObject):
    """Takes the keys that mean something on the map before anything else does."""

    def __init__(self, view: MapView, in_place: InPlace) -> None:
        super().__init__(view)
        self.view, self.desk, self.in_place = view, view.desk, in_place
        in_place.walk = self.walk
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or watched is not self.view:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            act = self._meant(event)
            ours = isinstance(self.desk.tool, Aim) or event.key() == _AIM or not _is_text(event)
            if act is not None and ours:  # letters that are commands stay commands
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and (act := self._meant(event)) is not None:
            act()
            return True
        return False

    def _meant(self, event: QKeyEvent) -> Act | None:
        """What a key does now; None for one that is not ours."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if isinstance(self.desk.tool, Aim):
            return self._aiming(event.key(), modifiers)
        if not isinstance(self.desk.tool, Select):
            return None
        return self._walking(event.key(), modifiers) or self._writing(event, modifiers)

    def _aiming(self, key: int, modifiers: Qt.KeyboardModifier) -> Act | None:
        if key in WAYS:
            return partial(self.desk.handle, Key(WAYS[key]))
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return partial(self.desk.handle, Key("next" if key == Qt.Key.Key_Tab else "previous"))
        if key in (Qt.Key.Key_Space, _AIM):
            return partial(self.desk.handle, Key("previous" if modifiers == _SHIFT else "next", other=True))
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return partial(self.desk.handle, Key("enter"))
        return None

    def _walking(self, key: int, modifiers: Qt.KeyboardModifier) -> Act | None:
        """Alt with an arrow key walks; so does the arrow key alone where there is nothing to nudge."""
        if key not in WAYS or not self.desk.frame.state.nodes:
            return None
        if modifiers == _ALT or (modifiers == _PLAIN and not self.desk.selection):
            return partial(self.walk, WAYS[key])
        return partial(self.walk, WAYS[key], arrows=True) if modifiers == (_ALT | _SHIFT) else None

    def _writing(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> Act | None:
        key, one = event.key(), len(self.desk.selection) == 1
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and modifiers in (_PLAIN, _SHIFT):
            forward = key == Qt.Key.Key_Tab and modifiers == _PLAIN
            return partial(self.grow, forward) if self._grows() else None
        if not one:
            begins = not self.desk.frame.state.nodes and _is_text(event) and modifiers in (_PLAIN, _SHIFT)
            return partial(self.begin, event.text()) if begins else None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers == _PLAIN:
            return self.in_place.edit_name
        if key == _AIM and modifiers == _PLAIN and event.text() != "C":
            return self.aim
        if _is_text(event) and modifiers in (_PLAIN, _SHIFT):
            (id_,) = self.desk.selection
            return partial(self.in_place.edit, name_ref(self.desk.frame, id_), event.text())
        return None

    def _grows(self) -> bool:
        """Whether Tab makes a step here; else it moves the focus as everywhere."""
        state = self.desk.frame.state
        if not state.nodes:
            return True
        node = state.node(next(iter(self.desk.selection))) if len(self.desk.selection) == 1 else None
        return node is not None and node.kind not in ("customer", "control", *NOTES)

    # doing

    def grow(self, forward: bool) -> None:
        """Make the next step, or the one before, and write its name."""
        if new := grow(self.desk, forward=forward):
            self.in_place.edit(name_ref(self.desk.frame, new))

    def begin(self, letter: str) -> None:
        """The first letter on an empty map names its first step."""
        if new := grow(self.desk, forward=True):
            self.in_place.edit(name_ref(self.desk.frame, new), letter)

    def walk(self, way: Way, *, arrows: bool = False) -> None:
        """Select what lies in a direction."""
        here = next(iter(self.desk.selection), "")
        found = (arrow_near if arrows and here else neighbour)(self.desk.frame, here, way)
        if found:
            self.desk.select(frozenset({found}))
            self._show(found)

    def aim(self, kind: str = NATURAL) -> None:
        """Start an arrow at what is selected, else take the tool for arrows."""
        aim = aim_from(self.desk, kind)
        if aim is not None:
            self.desk.turn(aim)
        else:
            self.desk.use(Connect(kind))

    def insert(self, kind: str) -> None:
        """Put a symbol where it belongs and write its name, if it has one on the map."""
        new = insert(
            self.desk, kind, _("Add {what}").format(what=names_of(self.desk.frame.state).within(kind))
        )
        if new and kind != "junction":
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.in_place.edit(name_ref(self.desk.frame, new))

    def _show(self, id_: str) -> None:
        box = in_sight(self.desk, id_)
        if box is not None:
            self.view.reveal(box)


def _is_text(event: QKeyEvent) -> bool:
    """A key that writes something; the space bar pans."""
    text = event.text()
    return bool(text) and text.isprintable() and not text.isspace()
