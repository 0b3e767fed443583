"""Which further rows stand under the ladder: a box for each number to tick, the ticked ones first and in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.model.names import Names
from vsm_desktop.model.own import OwnFields
from vsm_desktop.model.rungs import choices

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RungChoice(QWidget):
    """The rows to choose from; it gives the keys of those that are ticked. A key nothing bears now is kept."""

    def __init__(self, put: Callable[[tuple[str, ...]], None]) -> None:
        super().__init__()
        self.setAccessibleName(_("Rows under the ladder"))
        self._put = put
        self._keys: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.lines: dict[str, _Line] = {}
        heading = QLabel(_("Rows under the ladder"))
        heading.setObjectName("field")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(heading)

    def show_choice(self, keys: tuple[str, ...], fields: OwnFields, names: Names) -> None:
        """Show what a map has chosen among its numbers."""
        shown = (keys, fields, names)
        if self._shown[:1] == (keys,) and self._shown[1] is fields and self._shown[2] is names:
            return
        self._keys, self._shown = tuple(dict.fromkeys(keys)), shown
        titles = dict(choices(fields, names))
        for key in self.lines.keys() - titles.keys():
            line = self.lines.pop(key)
            self._column.removeWidget(line)
            line.deleteLater()
        chosen = [key for key in self._keys if key in titles]
        order = [*chosen, *(key for key in titles if key not in chosen)]
        for at, key in enumerate(order):
            if key not in self.lines:
                self.lines[key] = _Line(key, self._tick, self._move)
            line = self.lines[key]
            line.show_row(titles[key], key in chosen, 0 < at < len(chosen))
            if self._column.indexOf(line) != at + 1:
                self._column.insertWidget(at + 1, line)
        self._tab_order([self.lines[key] for key in order])

    def _tab_order(self, lines: Sequence[_Line]) -> None:
        stops = [stop for line in lines for stop in (line.box, line.up)]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _tick(self, key: str, ticked: bool) -> None:
        others = tuple(one for one in self._keys if one != key)
        self._put((*others, key) if ticked else others)

    def _move(self, key: str, step: int) -> None:
        """Up or down among the ticked ones that can be seen."""
        seen = [one for one in self._keys if one in self.lines]
        if key not in seen or not 0 <= seen.index(key) + step < len(seen):
            return
        other = seen[seen.index(key) + step]
        swapped = {key: other, other: key}
        self._put(tuple(swapped.get(one, one) for one in self._keys))


class _Line(QWidget):
    """One number to tick, and a button that puts it further up."""

    def __init__(self, key: str, tick: Callable[[str, bool], None], move: Callable[[str, int], None]) -> None:
        super().__init__()
        self.box = _Box(lambda step: move(key, step))
        self.box.setObjectName(f"rung-{key}")
        self.box.clicked.connect(lambda ticked: tick(key, ticked))
        self.up = QToolButton()
        self.up.setText("↑")
        self.up.setAutoRaise(True)
        self.up.setObjectName(f"rung-up-{key}")
        self.up.clicked.connect(lambda: move(key, -1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 1)
        row.addWidget(self.up)
        kept = self.up.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # else the row would change its height
        self.up.setSizePolicy(kept)

    def show_row(self, title: str, ticked: bool, can_rise: bool) -> None:
        """Show its name, whether it is ticked, and whether another one stands above it."""
        with QSignalBlocker(self.box):
            self.box.setChecked(ticked)
        self.box.setText(title)
        self.box.setToolTip(_("Alt+Up and Alt+Down change the order.") if ticked else "")
        name = _("Move {row} up (Alt+Up)").format(row=title)
        self.up.setAccessibleName(name)
        self.up.setToolTip(name)
        if not can_rise and self.up.hasFocus():
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)  # else the keyboard would go elsewhere
        self.up.setVisible(can_rise)


class _Box(QCheckBox):
    """Alt with an arrow moves it."""

    def __init__(self, move: Callable[[int], None]) -> None:
        super().__init__()
        self._move = move

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
        else:
            super().keyPressEvent(event)
