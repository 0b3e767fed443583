"""The status line: the hint for the hand, what is selected, whether it is saved; paper, grid and zoom at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar

from vsm_desktop.assets import _
from vsm_desktop.canvas.hearing import announce
from vsm_desktop.canvas.view import MapView
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.snap import GRID
from vsm_desktop.ui.zoom import ZoomBox

HEIGHT = 24
_LONGEST = 28
_WIDEST = 16_777_215


class Words(QLabel):
    """A label that takes what room there is and never asks for more: its words may change without moving anything."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def say(self, text: str) -> None:
        """Show these words, if they are others."""
        if text != self.text():
            self.setText(text)
            self.setToolTip(text if self._room() < self.fontMetrics().horizontalAdvance(text) else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self._room())
        place = self.contentsRect().adjusted(8, 0, -8, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _room(self) -> int:
        return self.width() - 16


class Status:
    """The parts of a window's status line."""

    def __init__(self, bar: QStatusBar, view: MapView, to_selection: Callable[[], object]) -> None:
        self.selected, self.saved, self.hint = QLabel(), QLabel(), Words()
        self.paper, self.grid = QLabel(), QLabel(_("Grid {n}").format(n=f"{GRID:g}"))
        self.zoom = ZoomBox(view, to_selection)
        self._selection: tuple[object, ...] = ()
        self._saving: tuple[object, ...] = ()
        bar.setSizeGripEnabled(False)
        bar.setFixedHeight(HEIGHT)
        for label in (self.selected, self.saved):
            _say(label, "")
            label.setTextFormat(Qt.TextFormat.PlainText)
            bar.addWidget(label)
        bar.addWidget(self.hint, 1)
        for part in (self.paper, self.grid, self.zoom):
            part.setSizePolicy(
                QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred
            )  # also beside a message
            bar.addPermanentWidget(part)
        for part, name in ((self.selected, _("Selection")), (self.saved, _("Saved")), (self.hint, _("Hint"))):
            part.setAccessibleName(name)

    def show_desk(self, desk: Desk, path: Path | None, instead: str = "") -> None:
        """Follow the desk; nothing is written that is there already. A hint may stand instead of that of the tool."""
        hint = instead or desk.tool.hint(desk)
        if hint != self.hint.text():
            self.hint.say(hint)
            if desk.tool.name != "select":
                announce(self.hint, hint)  # what to do next, or why it may not be
        state = desk.frame.state
        selection = (desk.selection, state if desk.selection else None)
        if not _same(selection, self._selection):
            self._selection = selection
            _say(self.selected, selection_words(state, desk.selection))
        saving = (desk.history.saved, desk.history.current, path)
        if not _same(saving, self._saving):
            self._saving = saving
            _say(self.saved, saved_words(desk.history.current, desk.history.saved, path))
        form = _("portrait") if state.portrait else _("landscape")
        _say(self.paper, f"{state.paper} {form}")
        self.zoom.show_desk(desk)


def selection_words(state: State, selection: frozenset[str]) -> str:
    """What is selected, by name if it is one thing."""
    if not selection:
        return ""
    if len(selection) > 1:
        return _("{n} selected").format(n=len(selection))
    element = state.element(next(iter(selection)))
    name = str(getattr(element, "name", "") or getattr(element, "label", "") or "")
    if not name:
        return _("1 selected")
    if len(name) > _LONGEST:
        name = name[: _LONGEST - 1].rstrip() + "…"
    return _("{name} selected").format(name=name)


def saved_words(current: ValueStream, saved: ValueStream | None, path: Path | None) -> str:
    """Whether the file holds what is shown, and since when; nothing for a map nobody has touched yet."""
    if current is not saved:
        return _("Not saved")
    if path is None:
        return ""
    try:
        then = datetime.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return _("Saved")
    locale = QLocale()
    if then.date() == datetime.now().date():
        when = f"{then:%H:%M}"
    else:
        when = locale.toString(QDate(then.year, then.month, then.day), QLocale.FormatType.ShortFormat)
    return _("Saved {when}").format(when=when)


def _same(a: tuple[object, ...], b: tuple[object, ...]) -> bool:
    return len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True))


def _say(label: QLabel, words: str) -> None:
    """Show these words; none take no room. Nothing is hidden or shown here, as the bar does that for its messages."""
    if label.text() != words:
        label.setText(words)
    wide = _WIDEST if words else 0
    if label.maximumWidth() != wide:
        label.setMaximumWidth(wide)
