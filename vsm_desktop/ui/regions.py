"""Every part of the window by keyboard: F6 goes from region to region, arrow keys within bars, Esc back to the map.

A region is a widget with the property "region", one of the names in ORDER; parts built later mark themselves with
`mark`. The map keeps Tab for drawing, so F6 is the way out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QMenuBar,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.focus import EdgeRing
from vsm_desktop.drawing.theme import tokens

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow

ORDER = (
    *(
        "menu",
        "toolbar",
        "states",
        "strip",
        "palette",
        "map",
        "compare",
        "plan",
        "scoreboard",
        "coach",
        "properties",
        "bottom",
    ),
    "status",
)
_ROW = 8  # pixels within which two things stand in one row
_BY_KEY = Qt.FocusReason.ShortcutFocusReason
_COMES_AND_GOES = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.DeferredDelete)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


def mark(widget: QWidget, name: str) -> None:
    """Make a widget a region of its window."""
    widget.setProperty("region", name)


def tab_stops(region: QWidget) -> list[QWidget]:
    """What the keyboard can reach within a region, as one reads: row by row, in each from left to right.

    Not asked of Qt's focus chain: for PySide what `nextInFocusChain` returns is owned by what was asked, so that the
    end of one widget would invalidate the wrappers of half the window.
    """
    found = [widget for widget in (region, *region.findChildren(QWidget)) if reachable(widget)]
    placed = [(widget.mapTo(region, QPoint()), widget) for widget in found]
    read: list[QWidget] = []
    row: list[tuple[QPoint, QWidget]] = []
    for place, widget in sorted(placed, key=lambda one: one[0].y()):
        if row and place.y() > row[0][0].y() + _ROW:
            read += _from_left(row)
            row = []
        row.append((place, widget))
    return read + _from_left(row)


def _from_left(row: list[tuple[QPoint, QWidget]]) -> list[QWidget]:
    return [widget for _place, widget in sorted(row, key=lambda one: one[0].x())]


def reachable(widget: QWidget) -> bool:
    """Whether Tab stops at a widget."""
    if not (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()):
        return False
    around = widget.parentWidget()  # a viewport hands the keyboard on to what it belongs to
    return not (isinstance(around, QAbstractScrollArea) and around.viewport() is widget)


class Regions(QObject):
    """Takes the keyboard round one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last: dict[str, QWidget] = {}
        self._rings: dict[str, EdgeRing] = {}
        self._prepared = self._watching = False
        window.installEventFilter(self)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {"next_region": lambda: self.go(1), "previous_region": lambda: self.go(-1)}

    def prepare(self) -> None:
        """The window stands: mark its regions and let Tab go through them in reading order."""
        self._prepared = True
        self._mark_known()
        regions = self.listed()
        for _name, region in regions:
            if isinstance(region, QToolBar):
                self._prepare_bar(region)
        stops = [stop for _name, region in regions for stop in self._own_stops(region)]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _mark_known(self) -> None:
        window = self._window
        mark(window.menuBar(), "menu")
        for bar in window.findChildren(QToolBar):
            mark(bar, "toolbar")
            for tabs in bar.findChildren(QTabBar):
                around = tabs.parentWidget()
                mark(around if around and around.objectName() == "states" else tabs, "states")
        mark(window.strip, "strip")
        mark(window.palette_panel, "palette")
        mark(window.view, "map")
        mark(window.properties, "properties")
        mark(window.bottom, "bottom")
        mark(window.statusBar(), "status")
        window.menuBar().setAccessibleName(_("Menu"))
        window.statusBar().setAccessibleName(_("Status"))

    def listed(self) -> list[tuple[str, QWidget]]:
        """The regions that can be entered now, in order."""
        named = {
            str(w.property("region")): w for w in self._window.findChildren(QWidget) if w.property("region")
        }
        return [(name, named[name]) for name in ORDER if name in named and self._enterable(named[name])]

    def _enterable(self, region: QWidget) -> bool:
        if not region.isVisible():
            return False
        return not (isinstance(region, QMenuBar) and region.isNativeMenuBar())

    def where(self) -> str:
        """The region the keyboard is in."""
        here = self._window.focusWidget()
        region = next(_regions_around(here), None) if here is not None else None
        return str(region.property("region")) if region is not None else ""

    def go(self, step: int) -> None:
        """On to the next region, or back."""
        if not self._prepared:
            self.prepare()
        regions = self.listed()
        names = [name for name, _region in regions]
        now = self.where()
        start = names.index(now) if now in names else _middle(names) - step
        name, region = regions[(start + step) % len(regions)]
        self.enter(name, region)

    def enter(self, name: str, region: QWidget) -> None:
        """Put the keyboard where it was in a region last, or to its first stop."""
        if isinstance(region, QMenuBar):
            _open_menu_bar(region)
            return
        if isinstance(region, QToolBar):
            self._prepare_bar(region)
        stops = self._own_stops(region)
        if name == "status":
            said = [label.text() for label in region.findChildren(QLabel) if label.isVisible()]
            region.setAccessibleDescription("; ".join(text for text in said if text))
        last = self._last.get(name)
        target = last if last in stops and last is not None else stops[0] if stops else region
        target.setFocus(_BY_KEY)

    def _own_stops(self, region: QWidget) -> list[QWidget]:
        """The stops of a region without those of a region within it; those of a bar from left to right."""
        own = [stop for stop in tab_stops(region) if next(_regions_around(stop)) is region]
        return sorted(own, key=lambda stop: _left(stop, region)) if isinstance(region, QToolBar) else own

    def _prepare_bar(self, bar: QToolBar) -> None:
        """Buttons of a bar take the keyboard, and arrow keys lead from one to the next."""
        for button in bar.findChildren(QToolButton):
            if (
                button.focusPolicy() == Qt.FocusPolicy.NoFocus
                and button.objectName() != "qt_toolbar_ext_button"
            ):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.removeEventFilter(self)
            button.installEventFilter(self)

    def _watch(self, *, on: bool) -> None:
        """Follow the keyboard while the window is shown; one that goes hears no more of it."""
        app = QApplication.instance()
        if on == self._watching or not isinstance(app, QApplication):
            return
        self._watching = on
        if on:
            app.focusChanged.connect(self._moved)
        else:
            app.focusChanged.disconnect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in _COMES_AND_GOES:
            self._watch(on=event.type() == QEvent.Type.Show)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self._window:
            return self._escape(event)
        bar = next(_parents(watched, QToolBar), None) if isinstance(watched, QWidget) else None
        if not isinstance(bar, QToolBar) or not isinstance(watched, QWidget):
            return False
        stops = sorted(tab_stops(bar), key=lambda stop: _left(stop, bar))
        if event.key() in _ENDS:
            stops[_ENDS[Qt.Key(event.key())]].setFocus(_BY_KEY)
        elif event.key() in _STEPS and watched in stops:
            place = stops.index(watched) + _STEPS[Qt.Key(event.key())]
            stops[place % len(stops)].setFocus(_BY_KEY)
        else:
            return False
        return True

    def _escape(self, event: QKeyEvent) -> bool:
        """Esc that nothing else wanted leads back to the map."""
        if event.key() != Qt.Key.Key_Escape or self._window.eyes.hasFocus():
            return False
        self._window.eyes.setFocus(_BY_KEY)
        return True

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Remember where the keyboard was; it is never nowhere while its window is at work."""
        window = self._window
        if new is None:
            if old is not None and window.isAncestorOf(old) and window.isActiveWindow():
                QTimer.singleShot(0, self, self._catch)
            return
        if not window.isAncestorOf(new):
            return
        name = self.where()
        if name:
            self._last[name] = new
        self._show_ring(name, new)

    def _catch(self) -> None:
        window = self._window
        lost = QApplication.focusWidget() is None and QApplication.activePopupWidget() is None
        if lost and window.isActiveWindow():
            window.eyes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_ring(self, name: str, new: QWidget) -> None:
        """A region that has the keyboard as a whole shows it along its edge."""
        whole = name == "status" and new.property("region") == name
        for ring in self._rings.values():
            ring.hide()
        if whole:
            accent = tokens(self._window.desk.theme)["accent"]
            if name not in self._rings:
                self._rings[name] = EdgeRing(new, accent)
            ring = self._rings[name]
            ring.show_color(accent)
            ring.fit()
            ring.show()


def _middle(names: list[str]) -> int:
    """Where the map is among the regions, or what stands in its place."""
    return next(names.index(name) for name in ("map", "compare", "plan", "scoreboard") if name in names)


def _regions_around(widget: QWidget) -> Iterator[QWidget]:
    here: QWidget | None = widget
    while here is not None:
        if here.property("region"):
            yield here
        here = here.parentWidget()


def _left(widget: QWidget, bar: QWidget) -> int:
    return widget.mapTo(bar, widget.rect().topLeft()).x()


def _parents(widget: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    here = widget.parentWidget()
    while here is not None:
        if isinstance(here, kind):
            yield here
        here = here.parentWidget()


def _open_menu_bar(bar: QMenuBar) -> None:
    """What the Alt key does: the first menu is lit, arrow keys choose, Esc goes back to where one was."""
    window, alt = bar.window(), Qt.Key.Key_Alt
    held, free = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
    kinds = (
        (QEvent.Type.ShortcutOverride, held),
        (QEvent.Type.KeyPress, held),
        (QEvent.Type.KeyRelease, free),
    )
    for kind, modifiers in kinds:
        QApplication.sendEvent(window, QKeyEvent(kind, alt, modifiers))
