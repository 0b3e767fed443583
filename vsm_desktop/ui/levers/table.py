"""The table of levers in the bottom panel: Enter, or a double click, tries one with a slider."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTableView

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.inputs import Input
from vsm_desktop.insight.levers import THREE, Lever, levers
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.levers.model import COLUMNS, Bars, LeverModel
from vsm_desktop.ui.row_table import dress, fit_columns, paint_words

_TURNS = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}
_NAME = 190  # what has no room beside it stands in the tooltips alone
_AT_ONCE, _BREATH_MS, _PAUSE_MS = 0.03, 1, 250  # seconds of work before the window is let go on


class LeverTable(QTableView):
    """All levers of the recorded map; they are worked out a few at a time where there are many."""

    chosen = Signal(object)
    sorted_by = Signal(str)

    def __init__(self, show: Callable[[Input], object]) -> None:
        super().__init__()
        self.list = LeverModel()
        self.commands: dict[str, Callable[[], object]] = {}
        self._show, self._bars = show, Bars(self.list)
        self._source: tuple[ValueStream, str] | None = None
        self._going: Iterator[Lever] | None = None
        self._found: list[Lever] = []
        self._slow = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)
        self.setModel(self.list)
        self.setItemDelegate(self._bars)
        self._dress()
        self.clicked.connect(self._point_out)
        self.doubleClicked.connect(self._choose)
        self.horizontalHeader().sectionClicked.connect(self._head_clicked)

    def _dress(self) -> None:
        dress(self, "levers", _("Levers, the strongest first"))
        self.horizontalHeader().setSectionsClickable(True)

    # what it shows

    def show_stream(self, stream: ValueStream, state_id: str, theme: ThemeName) -> None:
        """Work the levers of a state out, if it is another than before."""
        if self._bars.theme != theme:
            self._bars.theme = self.list.theme = theme
            self.viewport().update()
        if self._source is not None and self._source[0] is stream and self._source[1] == state_id:
            return
        self._source, self._found = (stream, state_id), []
        self._going = levers(stream, state_id)
        if self._slow:  # a large map waits for a pause in the work
            self._next.start(_PAUSE_MS)
        else:
            self._go_on()

    @property
    def working(self) -> bool:
        """Whether some are still to come; those of before stand there until then."""
        return self._going is not None

    def _go_on(self) -> None:
        if self._going is None or self._source is None:
            return
        until = time.perf_counter() + _AT_ONCE
        for lever in self._going:
            self._found.append(lever)
            if time.perf_counter() > until:
                self._slow = True
                self._next.start(_BREATH_MS)
                return
        self._going = None
        stream, state_id = self._source
        kept = self.lever
        self.list.show_levers(self._found, stream.state(state_id).options.time_unit)
        self._fit_columns()
        self._return_to(kept)

    def sort_by(self, key: str) -> None:
        """Put the strongest on another number first."""
        kept = self.lever
        self.list.sort_by(key)
        self._fit_columns()
        self._return_to(kept)

    def _return_to(self, kept: Lever | None) -> None:
        """The cursor stays on the lever it was on."""
        if kept is None:
            return
        for row, lever in enumerate(self.list.rows):
            if lever is not None and lever.input.key == kept.input.key:
                self.setCurrentIndex(self.list.index(row, 0))

    @property
    def lever(self) -> Lever | None:
        """The lever the cursor is on; None on the line of those without effect."""
        row = self.currentIndex().row()
        return self.list.rows[row] if 0 <= row < len(self.list.rows) else None

    def _fit_columns(self) -> None:
        """Names keep their room: from and to give way first, then the numbers it is not sorted by."""
        keys = self.list.columns
        wide = {key: self.list.needs(key) for key in keys[1:]}
        spare = self.viewport().width() - _NAME - sum(wide.values())
        for key in ("better", *reversed(keys[2:])):
            away = spare < 0 and key != self.list.first
            spare += wide[key] if away else 0
            self.setColumnHidden(keys.index(key), away)
        fit_columns(self, keys, wide)
        self.clearSpans()
        if self.list.fold >= 0:
            self.setSpan(self.list.fold, 0, 1, len(keys))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    # what it does

    def take_focus(self) -> None:
        """Put the cursor into the table."""
        if not self.currentIndex().isValid() and self.list.rows:
            self.setCurrentIndex(self.list.index(0, 0))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _head_clicked(self, section: int) -> None:
        key = self.list.columns[section]
        if key in THREE:
            self.sorted_by.emit(key)

    def _point_out(self, index: QModelIndex) -> None:
        if (lever := self.list.rows[index.row()]) is not None:
            self._show(lever.input)
        else:
            self.unfold(on=not self.list.open)

    def unfold(self, *, on: bool) -> None:
        """Show the levers without effect, or one line for them; the cursor stays on that."""
        self.list.unfold(on=on)
        self._fit_columns()
        line = self.list.index(self.list.fold, 0)
        self.setCurrentIndex(line)
        self.scrollTo(line)

    def _choose(self, index: QModelIndex) -> None:
        if (lever := self.list.rows[index.row()]) is not None:
            self.chosen.emit(lever.input)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):  # Qt's own copies one cell
            self.commands["copy"]()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if enter and self.lever is not None:
            self.chosen.emit(self.lever.input)
            return
        before = self.currentIndex().row()
        if before >= 0 and before == self.list.fold and (enter or event.key() in _TURNS):
            self.unfold(on=_TURNS.get(Qt.Key(event.key()), not self.list.open))
            return
        super().keyPressEvent(event)
        if self.lever is not None and self.currentIndex().row() != before:
            self._show(self.lever.input)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.list.rows:
            waiting = _("Trying each number of the map 10 % better…")
            nothing = _("No levers yet. Enter times, stocks or costs; each is then tried 10 % better.")
            words = waiting if self.working else nothing
            paint_words(self, self._bars.theme, words)


HEADS = {key: COLUMNS[key].partition(",")[0] for key in THREE}
"""What the levers may be sorted by, in words."""
