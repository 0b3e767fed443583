"""The observations a value was made of: a small strip plot, what counts, and each of them to be struck out with a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.readings import (
    STATISTICS,
    Study,
    as_exact,
    restated,
    shown,
    studied,
    told,
    value_of,
    with_again,
    without,
)
from vsm_desktop.ui.floating import ShortChoice
from vsm_desktop.ui.theming import theming

_HEIGHT, _EDGE, _DOT = 46, 10, 3.0
_ROWS = 5
_REACH = 7.0
_STACK = 3
_AT = Qt.ItemDataRole.UserRole


class StripPlot(QWidget):
    """One dot for each reading on a line of times: far ones are triangles, struck ones crosses, the median a stroke.

    The middle half lies on a band. A click picks the nearest reading.
    """

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readings-plot")
        self.setFixedHeight(_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._value: Quantity | None = None
        self._study: Study | None = None
        self._chosen = -1

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def show_readings(self, value: Quantity, study: Study | None, chosen: int) -> None:
        """Show the readings of a value, one of them chosen in the list."""
        self._value, self._study, self._chosen = value, study, chosen
        unit = value.known_unit.shown
        said = told(value.source, unit) if value.source else ""
        self.setAccessibleName(_("Readings as dots: {readings}").format(readings=said))
        self.setToolTip(said)
        self.update()

    def places(self) -> list[QPointF]:
        """Where each reading is drawn; equal ones stand on each other, as far as there is room."""
        readings = self._value.source.readings if self._value and self._value.source else ()
        met: dict[float, int] = {}
        found: list[QPointF] = []
        for reading in readings:
            x = self._x(reading)
            level = met.get(round(x), 0)
            met[round(x)] = level + 1
            found.append(QPointF(x, 26.0 - 7.0 * min(level, _STACK)))
        return found

    def _x(self, reading: float) -> float:
        source = self._value.source if self._value else None
        low, high = (min(source.readings), max(source.readings)) if source else (0.0, 1.0)
        room = self.width() - 2 * _EDGE
        return _EDGE + (room * (reading - low) / (high - low) if high > low else room / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, places = event.position(), self.places()
        near = min(range(len(places)), key=lambda n: (places[n] - at).manhattanLength(), default=-1)
        if near >= 0 and (places[near] - at).manhattanLength() <= 2 * _REACH:
            self.picked.emit(near)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._value is None or self._value.source is None:
            return
        ink = tokens(theming().theme)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._study is not None:
            left, right = self._x(self._study.lower_quartile), self._x(self._study.upper_quartile)
            painter.fillRect(QRectF(left - 2, 2, max(right - left, 0) + 4, 30), QColor(ink["sunken"]))
        painter.setPen(QPen(QColor(ink["control"]), 1))
        painter.drawLine(QPointF(_EDGE, 32.5), QPointF(self.width() - _EDGE, 32.5))
        if self._study is not None:
            painter.setPen(QPen(QColor(ink["accent"]), 2))
            x = self._x(self._study.median)
            painter.drawLine(QPointF(x, 2), QPointF(x, 35))
        self._paint_ends(painter, QColor(ink["text2"]))
        struck = {one.at for one in self._value.source.struck}
        far = self._study.outliers if self._study else ()
        for at, place in enumerate(self.places()):
            name = "text3" if at in struck else "wait" if at in far else "text"
            _paint_mark(painter, place, QColor(ink[name]), struck=at in struck, far=at in far)
            if at == self._chosen:
                painter.setPen(QPen(QColor(ink["accent"]), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(place, _DOT + 3, _DOT + 3)

    def _paint_ends(self, painter: QPainter, ink: QColor) -> None:
        assert self._value is not None
        assert self._value.source is not None
        readings = self._value.source.readings
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(ink)
        unit = self._value.known_unit.shown
        box = QRectF(_EDGE - 4, 34, self.width() - 2 * _EDGE + 8, 12)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, shown(min(readings)))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, f"{shown(max(readings))} {unit}".strip())


def _paint_mark(painter: QPainter, at: QPointF, ink: QColor, *, struck: bool, far: bool) -> None:
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, r = at.x(), at.y(), _DOT
    if struck:
        painter.drawLine(QPointF(x - r, y - r), QPointF(x + r, y + r))
        painter.drawLine(QPointF(x - r, y + r), QPointF(x + r, y - r))
    elif far:
        painter.drawPolygon(
            QPolygonF([QPointF(x, y - r - 1), QPointF(x + r + 1, y + r), QPointF(x - r - 1, y + r)])
        )
    else:
        painter.setBrush(ink)
        painter.drawEllipse(at, r - 0.5, r - 0.5)


class ReadingsBox(QWidget):
    """What the readings of a value say, which number stands for them, and the list to strike some out of."""

    def __init__(self, put: Callable[[Quantity], None]) -> None:
        super().__init__()
        self.setObjectName("readings")
        self._put = put
        self._held: Quantity | None = None
        self.said = QLabel()
        self.said.setObjectName("quiet")
        self.said.setWordWrap(True)
        self.plot = StripPlot()
        self.statistic = ShortChoice()
        self.statistic.setObjectName("readings-statistic")
        self.statistic.setAccessibleName(_("What counts"))
        self.list = QListWidget()
        self.list.setObjectName("readings-list")
        self.list.setAccessibleName(_("Readings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.why = QLineEdit()
        self.why.setObjectName("readings-why")
        self.why.setAccessibleName(_("Why it does not count"))
        self.why.setPlaceholderText(_("why it does not count"))
        self._lay_out()
        self.statistic.activated.connect(lambda _index: self._choose())
        self.plot.picked.connect(self.list.setCurrentRow)
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.list.itemChanged.connect(self._ticked)
        self.why.textEdited.connect(self._say_why)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard goes."""
        return (self.statistic, self.list, self.why)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(8)
        label = QLabel(_("Counts"))
        label.setObjectName("field")
        line.addWidget(label)
        line.addWidget(self.statistic, 1)
        column.addWidget(self.said)
        column.addWidget(self.plot)
        column.addLayout(line)
        column.addWidget(self.list)
        column.addWidget(self.why)

    def show_value(self, value: Quantity) -> None:
        """Show the readings of a value that has some."""
        if value is self._held:
            return
        self._held = value
        source = value.source
        assert source is not None
        study, unit = studied(source), value.known_unit.shown
        self.said.setText(told(source, unit))
        struck = {one.at: one.why for one in source.struck}
        with QSignalBlocker(self.statistic):
            self._fill_choices(value, [r for at, r in enumerate(source.readings) if at not in struck])
        with QSignalBlocker(self.list):
            self._fill_list(value, study, struck)
        self._show_chosen()

    def _fill_choices(self, value: Quantity, counted: list[float]) -> None:
        source, unit = value.source, value.known_unit.shown
        assert source is not None
        self.statistic.clear()
        for key, title in STATISTICS.items():
            number = value_of(counted, key)
            words = (
                _("nothing repeats")
                if number is None
                else f"{shown(as_exact(number, counted))} {unit}".strip()
            )
            self.statistic.addItem(f"{title}: {words}", key)
            item = self.statistic.model().index(self.statistic.count() - 1, 0)
            if number is None:
                self.statistic.model().setData(item, 0, Qt.ItemDataRole.UserRole - 1)  # cannot be chosen
        self.statistic.setCurrentIndex(self.statistic.findData(source.statistic))

    def _fill_list(self, value: Quantity, study: Study | None, struck: dict[int, str]) -> None:
        source, unit = value.source, value.known_unit.shown
        assert source is not None
        while self.list.count() > len(source.readings):
            self.list.takeItem(self.list.count() - 1)
        far = study.outliers if study else ()
        for at, reading in enumerate(source.readings):
            if at == self.list.count():
                QListWidgetItem(self.list).setData(_AT, at)
            item = self.list.item(at)
            words = f"{at + 1}.  {shown(reading)} {unit}".rstrip()
            if at in struck:
                words += "   " + (struck[at] or _("struck out"))
            elif at in far:
                words += "   △ " + _("far from the others")
            item.setText(words)
            item.setCheckState(Qt.CheckState.Unchecked if at in struck else Qt.CheckState.Checked)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(far[0] if far else 0)
        high = self.list.sizeHintForRow(0) * min(_ROWS, self.list.count()) + 4
        self.list.setFixedHeight(high)

    def _show_chosen(self) -> None:
        """Show which reading is chosen in the plot, and why it is struck out, if it is."""
        value, row = self._held, self.list.currentRow()
        if value is None or value.source is None:
            return
        self.plot.show_readings(value, studied(value.source), row)
        why = next((one.why for one in value.source.struck if one.at == row), None)
        self.why.setEnabled(why is not None)
        if self.why.text().strip() != (why or ""):
            self.why.setText(why or "")

    # what is chosen

    def _choose(self) -> None:
        if self._held is not None:
            self._change(restated(self._held, self.statistic.currentData()))

    def _ticked(self, item: QListWidgetItem) -> None:
        """A reading counts, or does not; the last one always does."""
        assert self._held is not None
        at = item.data(_AT)
        self.list.setCurrentItem(item)
        if item.checkState() == Qt.CheckState.Checked:
            self._change(with_again(self._held, at))
            return
        try:
            self._change(without(self._held, at))
        except ValueError:
            with QSignalBlocker(self.list):
                item.setCheckState(Qt.CheckState.Checked)
            self.said.setText(_("One reading has to count."))

    def _say_why(self, text: str) -> None:
        if self._held is not None:
            self._change(without(self._held, self.list.currentRow(), text.strip()))

    def _change(self, value: Quantity) -> None:
        self.show_value(value)
        self._put(value)
