"""Hands for the plan: everything is found by the words a user reads or hears, and done by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from time import monotonic

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from tests.gui.hands import LEFT, NONE

Key = Qt.Key
HEARD = Qt.ItemDataRole.AccessibleTextRole


def seen(top: QWidget, kind: type, name: str) -> QWidget:
    """The widget of a kind that is called so and is shown; "Name: what is chosen" is found by its name."""
    found = [
        one for one in shown(top, kind) if any(word.partition(": ")[0] == name for word in names_of(one))
    ]
    assert found, (name, sorted({word for one in shown(top, kind) for word in names_of(one)}))
    return found[0]


def shown(top: QWidget, kind: type) -> Iterator[QWidget]:
    return (one for one in top.findChildren(kind) if one.isVisible())


def names_of(widget: QWidget) -> tuple[str, ...]:
    """What is read on it and what is heard of it."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return tuple(one.replace("&", "") for one in (widget.accessibleName(), text) if one)


def into_sight(widget: QWidget) -> QPoint:
    """Scroll there as the wheel would; the middle of what is seen of it."""
    around: QWidget | None = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
    QApplication.processEvents()
    region = widget.visibleRegion()
    assert not region.isEmpty(), f"{widget!r} {names_of(widget)} cannot be seen"
    return region.boundingRect().center()


def press(top: QWidget, name: str) -> None:
    """Click a button."""
    button = seen(top, QAbstractButton, name)
    assert button.isEnabled(), name
    QTest.mouseClick(button, LEFT, NONE, into_sight(button))
    QApplication.processEvents()


def pick(top: QWidget, name: str, *entries: str) -> None:
    """Click a button with a menu, and entries of it, for each of which the menu is opened anew."""
    for entry in entries:
        button = seen(top, QAbstractButton, name)
        chosen: list[str] = []
        at = into_sight(button)
        QTimer.singleShot(0, lambda entry=entry, chosen=chosen: chosen.append(click_entry(entry)))
        QTest.mouseClick(button, LEFT, NONE, at)  # which may return only when the menu is closed
        wait_for(lambda chosen=chosen: bool(chosen))
        come_back(top)
        assert chosen == [entry], chosen


def click_entry(entry: str) -> str:
    """Click an entry of the menu that is open; what was clicked, or why nothing was."""
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        return "no menu is open"
    found = [one for one in menu.actions() if one.text().partition("\t")[0] == entry and one.isEnabled()]
    if not found:
        offered = [one.text() for one in menu.actions()]
        menu.close()
        return f"{entry} is not among {offered}"
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(found[0]).center())
    return entry


def wait_for(done: Callable[[], bool]) -> None:
    """However long it takes on a busy machine."""
    end = monotonic() + 20
    while not done():
        assert monotonic() < end, "nothing came of it"
        QTest.qWait(5)


def choose(top: QWidget, name: str, wanted: str) -> None:
    """Open a list with the space bar, walk down or up to an entry, and take it."""
    box = seen(top, QComboBox, name)
    into_sight(box)
    box.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(box, Key.Key_Space)
    view = box.view()
    texts = [box.itemText(at) for at in range(box.count())]
    assert wanted in texts, (wanted, texts)
    steps = texts.index(wanted) - view.currentIndex().row()
    for _step in range(abs(steps)):
        QTest.keyClick(view, Key.Key_Down if steps > 0 else Key.Key_Up)
    QTest.keyClick(view, Key.Key_Return)
    come_back(top)
    assert box.currentText() == wanted


def come_back(top: QWidget) -> None:
    """A window manager makes the window active again when a popup of it closes; offscreen there is none."""
    top.window().activateWindow()
    QTest.qWaitForWindowActive(top.window())
    QApplication.processEvents()


def fill(top: QWidget, name: str, text: str, end: Qt.Key | None = Key.Key_Tab) -> None:
    """Click a line and type over what it holds."""
    line = seen(top, QLineEdit, name) if lines(top, name) else seen(top, QPlainTextEdit, name)
    target = line.viewport() if isinstance(line, QPlainTextEdit) else line
    QTest.mouseClick(target, LEFT, NONE, into_sight(target))
    QTest.keyClick(line, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, text)
    if end is not None:
        QTest.keyClick(line, end)
    QApplication.processEvents()


def lines(top: QWidget, name: str) -> list[QWidget]:
    return [one for one in shown(top, QLineEdit) if name in names_of(one)]


class Table:
    """A table as it is heard: columns by their heads, rows by the words of their first cells."""

    def __init__(self, top: QWidget, name: str) -> None:
        self.view: QTableView = seen(top, QTableView, name)  # type: ignore[assignment]

    @property
    def heads(self) -> list[str]:
        model = self.view.model()
        return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]

    def under(self, head: str) -> int:
        """The column of a head; "Objective and goal" holds both, one beneath the other."""
        words = [one.split(" and ") for one in self.heads]
        return next(at for at, parts in enumerate(words) if head.lower() in map(str.lower, parts))

    def text(self, row: int, head: str) -> str:
        return str(self.view.model().index(row, self.under(head)).data() or "")

    def heard(self, row: int, head: str) -> str:
        return str(self.view.model().index(row, self.under(head)).data(HEARD) or "")

    def column(self, head: str) -> list[str]:
        return [self.text(row, head) for row in range(self.view.model().rowCount())]

    def row(self, words: str, head: str = "Objective") -> int:
        """The row in which these words stand; a band is one cell."""
        column = self.column(head)
        return column.index(words)

    def place(self, row: int, head: str) -> QPoint:
        index = self.view.model().index(row, self.under(head))
        self.view.scrollTo(index)
        box = self.view.visualRect(index)
        lines = self.heads[index.column()].lower().split(" and ")
        return QPoint(
            box.center().x(),
            box.top() + box.height() * (2 * lines.index(head.lower()) + 1) // (2 * len(lines)),
        )

    def click(self, row: int, head: str, *, twice: bool = False) -> None:
        at = self.place(row, head)
        QTest.mouseClick(self.view.viewport(), LEFT, NONE, at)
        if twice:
            QTest.mouseDClick(self.view.viewport(), LEFT, NONE, at)
        QApplication.processEvents()

    def type(self, row: int, head: str, text: str) -> None:
        """Double-click a cell and type."""
        self.click(row, head, twice=True)
        self.typed(text)

    def typed(self, text: str) -> None:
        """Type into the line that is open."""
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        assert self.view.isAncestorOf(line)
        QTest.keyClick(line, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Key.Key_Return)
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.view, key, modifiers)
        QApplication.processEvents()


class Gantt(Table):
    """The plan with its bars; days are met by the pixel."""

    def __init__(self, top: QWidget) -> None:
        super().__init__(top, "Value stream plan")

    def at(self, row: int, day: date, *, edge: str = "", low: bool = False) -> QPoint:
        """Where a day stands in a row, or one edge of it; low is where the done part of a bar is dragged."""
        months = self.view.months  # the scale that is drawn over the rows
        middle = self.place(row, "Schedule")
        left, right = months.span(day, day)
        x = {"": (left + right) / 2, "start": left + 1, "end": right - 1}[edge]
        assert self.view.viewport().rect().contains(round(x), middle.y()), f"{day} cannot be seen"
        return QPoint(round(x), middle.y() + (6 if low else 0))

    def bar(self, row: int) -> str:
        """What is heard of a bar."""
        return self.heard(row, "Schedule").partition(": ")[2]

    def days(self, row: int) -> tuple[date, date]:
        """From when to when a bar is heard to go."""
        first, _dash, last = self.bar(row).partition(",")[0].partition(" – ")
        return said(first), said(last)

    def drag(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        view = self.view.viewport()
        QTest.mouseMove(view, start)
        QTest.mousePress(view, LEFT, modifiers, start)
        for at in ((start + end) / 2, end):
            hold(view, at, modifiers)
        QTest.mouseRelease(view, LEFT, modifiers, end)
        QApplication.processEvents()


def said(day: str) -> date:
    """A day as the program says it."""
    return datetime.strptime(day, "%d %b %Y").date()


def hold(view: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Move with the button down; QTest's own move knows no keys."""
    where = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        where,
        QPointF(view.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        LEFT,
        modifiers,
    )
    QApplication.sendEvent(view, event)
    QApplication.processEvents()


def labels(top: QWidget) -> str:
    """What is read in a window, label by label."""
    return "\n".join(one.text() for one in shown(top, QLabel) if not one.visibleRegion().isEmpty())
