"""The comparison of two states: numbers on top, the maps side by side, as one, or a table, and beneath what it does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.sheet import SheetView
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.insight.comparison import Comparison
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.compare.alike import Alike
from vsm_desktop.ui.compare.beneath import Beneath
from vsm_desktop.ui.compare.frames import Frames
from vsm_desktop.ui.compare.keep_button import KeepButton
from vsm_desktop.ui.compare.legend import Legend
from vsm_desktop.ui.compare.lower import LEAST
from vsm_desktop.ui.compare.overlay import OverlayView
from vsm_desktop.ui.compare.sheets import Sheets
from vsm_desktop.ui.compare.sides import Sides, chosen, first_sides, kept_sides
from vsm_desktop.ui.compare.stops import stops, told
from vsm_desktop.ui.compare.strip import ChangeStrip
from vsm_desktop.ui.compare.table import ComparedTable
from vsm_desktop.ui.compare.titles import Titles
from vsm_desktop.ui.strip import HEIGHT

_BELOW, _MOST = 0.36, 320  # of the height, and pixels, of what stands beneath the maps at first
SIDE_BY_SIDE, OVERLAY, TABLE = range(3)
_WAYS = (_("Side by side"), _("Overlay"), _("Table"))


class CompareView(QWidget):
    """Follows the desk. Nothing in it changes the map, but for the switches of bursts."""

    left = Signal()
    opened = Signal(str, str)  # an element to show on the map, and its state
    looked = Signal()  # at another sheet, or in another way
    copy_wanted = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.frames = Frames()
        self._sides: Sides | None = None
        self._shown = ""
        self._anew = True
        self._placed = False
        self.strip = ChangeStrip()
        self.ways = QTabBar()
        self.legend = Legend()
        self.titles = Titles(self.legend, self.step)
        self.sheets = Sheets()
        self.overlay = OverlayView()
        self.keep = KeepButton(self._kept)
        self._stop = ""
        self.table = ComparedTable()
        self.beneath = Beneath(desk, self)
        self.alike = Alike()
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.stack = QStackedWidget()
        self.pages = QStackedWidget()
        self.alone = QPushButton(_("Copy as future state"))
        self._build()

    def _build(self) -> None:
        for words in _WAYS:
            self.ways.addTab(words)
        self.ways.setAccessibleName(_("How the states are shown"))
        self.ways.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QWidget()
        head.setObjectName("compare-head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 12, 0)
        line.setSpacing(8)
        line.addWidget(self.strip, 1)
        line.addWidget(self.ways)
        line.addWidget(self.keep)
        self.stack.addWidget(self.sheets)
        self.stack.addWidget(self.overlay)
        self.stack.addWidget(self.table)
        ground = QWidget()
        ground.setObjectName("compare-ground")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QVBoxLayout(ground)
        middle.setContentsMargins(8, 8, 8, 8)
        middle.setSpacing(0)
        middle.addWidget(self.titles)
        middle.addWidget(self.alike)
        middle.addWidget(self.stack, 1)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.split, 1)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(ground)
        self.split.addWidget(self.beneath.lower)
        self.split.setStretchFactor(0, 5)
        self.split.setStretchFactor(1, 3)
        self.pages.addWidget(both)
        self.pages.addWidget(_only_one(self.alone))
        self.alone.clicked.connect(lambda _checked=False: self.copy_wanted.emit("future"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self.setTabOrder(self.beneath.bursts, self.beneath.guard.words)
        self._connect()

    def _connect(self) -> None:
        self.titles.chosen.connect(self.choose)
        self.ways.currentChanged.connect(self._turn)
        self.sheets.pointed.connect(self._point)
        self.sheets.opened.connect(lambda place, id_: self.opened.emit(self.frames.sides[place], id_))
        self.sheets.turned.connect(self.looked)
        self.beneath.compared.connect(self._compared)
        for part in (self.table, self.beneath):
            part.lit.connect(self._light)
        for view in (*self.sheets.views, self.overlay):
            view.tip = self._told
        self.overlay.pointed.connect(lambda id_: self._point(1, id_))
        self.overlay.opened.connect(lambda id_: self._open(frozenset({id_})))
        self.strip.asked.connect(lambda key, _at: self._show_number(key))
        self.beneath.left.connect(self.left)
        self.beneath.said.connect(self.said)
        self.table.opened.connect(self._open)
        self.alike.turned.connect(self.beneath.count_alike)

    # what is looked at

    @property
    def compares(self) -> bool:
        """Whether there are two states to compare."""
        return self._sides is not None

    @property
    def eyes(self) -> SheetView:
        """The sheet that zoom and pan are about."""
        return self.overlay if self.ways.currentIndex() == OVERLAY else self.sheets.eyes

    @property
    def hint(self) -> str:
        """A sentence for the status line."""
        if self._sides is None:
            return _("There is only one state")
        if self._stop:
            return self._told(self._stop).replace("\n", " · ")
        if self.ways.currentIndex() == SIDE_BY_SIDE:
            return _("Pan and zoom linked · double click: to the map · Esc: leave")
        return _("Double click: to the map · Esc: leave")

    def take_focus(self) -> None:
        """Put the keyboard on what is seen."""
        if self._sides is None:
            self.alone.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.ways.currentIndex() == TABLE:
            self.table.take_focus()
        else:
            self.eyes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.looked.emit()

    def show_desk(self, desk: Desk) -> None:
        """Follow document, states and theme."""
        stream, shown = desk.frame.stream, desk.frame.state_id
        turned_to = shown if shown != self._shown else ""
        self._shown = shown
        before = self._sides
        if before is None:
            self._sides = first_sides(stream, shown)
        else:
            self._sides = kept_sides(stream, before, turned_to or before[1])
        alone = self.pages.currentIndex() == 1
        self.pages.setCurrentIndex(0 if self._sides is not None else 1)
        if self._sides is not None:
            self._show(desk, self._sides)
            if alone:
                self.take_focus()

    def choose(self, place: int, id_: str) -> None:
        """Compare another state, on the left (0) or on the right (1)."""
        if self._sides is not None:
            self._sides = chosen(self._sides, place, id_)
            self._show(self.desk, self._sides)

    def _show(self, desk: Desk, sides: Sides) -> None:
        anew = sides != self.frames.sides
        self._stop = "" if anew else self._stop
        if not self.frames.follow(desk.frame, sides):
            return
        self._anew = self._anew or anew
        self.titles.show_sides(desk.frame.stream, sides, desk.theme)
        self.sheets.show_frames(self.frames)
        self.beneath.show_sides(desk.frame.stream, sides, desk.theme)

    def _compared(self, found: Comparison) -> None:
        """The numbers of both are known, counted alike if that was asked for."""
        before, after = self.beneath.counted
        self.strip.show_sides(before, after, self.desk.theme, anew=self._anew)
        self._anew = False
        self.alike.show_conventions(found, self.desk.theme)
        self.legend.show_signs(found, self.desk.theme)
        for button in self.titles.steps:
            button.setEnabled(bool(found.gone or found.new or found.changed))
        self.sheets.show_signs(found, look_of(self.desk.theme))
        self.keep.show_theme(self.desk.theme)
        self._show_overlay()
        self.table.show_comparison(found, self.desk.theme)

    def _turn(self, way: int) -> None:
        here = self.stack.isAncestorOf(self.focusWidget() or self)
        self.titles.part(way == SIDE_BY_SIDE)
        self.stack.setCurrentIndex(way)
        self._show_overlay()
        if here:
            self.take_focus()
        self.looked.emit()

    def _show_overlay(self) -> None:
        found = self.beneath.comparison
        if self.ways.currentIndex() == OVERLAY and found is not None:
            self.overlay.show_both(self.frames, found)

    def _show_number(self, key: str) -> None:
        """The row of a number of the strip."""
        self.ways.setCurrentIndex(TABLE)
        self.table.go_to(key)

    def _point(self, _place: int, id_: str) -> None:
        self._frame(frozenset({id_} if id_ else ()))
        self._say(id_)

    def _frame(self, ids: frozenset[str]) -> None:
        self.sheets.light(ids)
        self.overlay.light(ids)

    def _light(self, ids: frozenset[str]) -> None:
        """What is chosen in a list is framed, and comes into sight."""
        self._frame(ids)
        self.sheets.reveal(ids)
        if (box := self.overlay.box_of(ids)) is not None:
            self.overlay.go_to(box)

    def step(self, by: int) -> None:
        """On to the next difference, or back to the one before."""
        found = self.beneath.comparison
        ids = stops(found, self.frames) if found is not None else ()
        if ids:
            at = ids.index(self._stop) + by if self._stop in ids else (0 if by > 0 else -1)
            self._light(frozenset({ids[at % len(ids)]}))
            self._say(ids[at % len(ids)])

    def _say(self, id_: str) -> None:
        self._stop = id_
        self.looked.emit()

    def _told(self, id_: str) -> str:
        return told(id_, self.beneath.comparison, self.frames)

    def _kept(self) -> tuple[Frame, Frame, Comparison] | None:
        """What can be taken out of the window."""
        before, after, found = self.frames.before, self.frames.after, self.beneath.comparison
        return None if before is None or after is None or found is None else (before, after, found)

    def _open(self, ids: frozenset[str]) -> None:
        """Show on the map what a line is about, in the later of the states that have it."""
        for id_ in sorted(ids):
            for frame in (self.frames.after, self.frames.before):
                if frame is not None and frame.state.element(id_) is not None:
                    self.opened.emit(frame.state_id, id_)
                    return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_N and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.step(-1 if event.modifiers() else 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._placed and event.size().height() > 2 * LEAST:
            self._placed = True
            high = event.size().height() - HEIGHT
            below = min(max(LEAST, round(high * _BELOW)), _MOST)
            self.split.setSizes([high - below, below])


def _only_one(button: QPushButton) -> QWidget:
    """What stands here while there is only one state."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setSpacing(16)
    column.addStretch(1)
    words = QLabel(
        _("There is only one state. Copy it and change the copy: here stands what that does to the stream.")
    )
    words.setObjectName("question")
    for part in (words, button):
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    return page
