"""Where a value comes from: a small button in its field, and the card in which that is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QIntValidator, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import font
from vsm_desktop.model.fields import Field
from vsm_desktop.model.provenance import KINDS, in_words, is_date
from vsm_desktop.model.quantity import Provenance, Quantity
from vsm_desktop.model.words import within_sentence
from vsm_desktop.ui.floating import Card, ShortChoice
from vsm_desktop.ui.theming import theming

if TYPE_CHECKING:
    from vsm_desktop.ui.readings import ReadingsBox

Put = Callable[[Quantity], None]

SIDE = 18
_LETTERS = {"estimated": "e", "assumed": "a"}
_MOST = 1_000_000
_WIDE, _WIDER = 250, 300


class SourceButton(QToolButton):
    """A stopwatch for what was measured, paler where nothing is said; e for an estimate, a for an assumption.

    The keyboard gets there from the field by Alt+Down, so that Tab goes from field to field.
    """

    def __init__(self, line: QWidget, field: Field) -> None:
        super().__init__(line)
        self.setObjectName("source")
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Source of {field}").format(field=within_sentence(field.title)))
        self._kind = ""

    def show_source(self, source: Provenance | None, unit: str = "") -> None:
        """Say what kind of value it is; `unit` is that of the value as shown."""
        self._kind = source.kind if source else ""
        said = in_words(source, unit) if source else _("Not said where this comes from")
        self.setAccessibleDescription(said)
        self.setToolTip(_("{source} (Alt+Down to change)").format(source=said[0].upper() + said[1:]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole
        pale = not self._kind and not self.underMouse()
        ink = QColor(self.palette().color(role.PlaceholderText if pale else role.Text))
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(role.AlternateBase))
            painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setPen(QPen(ink, 1.25))
        if letter := _LETTERS.get(self._kind, ""):
            painter.setFont(font("bold", 12))
            painter.drawText(self.rect().adjusted(0, -1, 0, -1), Qt.AlignmentFlag.AlignCenter, letter)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(4.5, 5.5, 9, 9))
        painter.drawLine(QPointF(7.5, 2.9), QPointF(10.5, 2.9))
        painter.drawPolyline([QPointF(9, 7.5), QPointF(9, 10), QPointF(10.7, 11)])


class SourceCard(Card):
    """What is said of one value: kind, who, when, how many observations, a note, and the cell it was read from.

    Where the observations themselves are known, they are shown, and which number stands for them can be chosen. Every change counts at once; Enter, Esc and a click elsewhere close the card, and then it is one step of undo.
    """

    def __init__(self, line: QWidget, field: Field, put: Put, done: Callable[[], None]) -> None:
        super().__init__(line.window(), theming().theme)
        self.setFixedWidth(_WIDE)
        self.setAccessibleName(_("Source of {field}").format(field=within_sentence(field.title)))
        self._line, self._put, self._done = line, put, done
        self._value: Quantity | None = None
        self.kind = ShortChoice()
        self.kind.setObjectName("source-kind")
        for key, title in (("", _("not said")), *KINDS.items()):
            self.kind.addItem(title[0].upper() + title[1:], key)
        self.by, self.date, self.n, self.note = (
            _text(f"source-{name}") for name in ("by", "date", "n", "note")
        )
        self.date.setPlaceholderText(_("such as {date}").format(date="2025-03-12"))
        self.n.setValidator(QIntValidator(1, _MOST, self.n))
        self._stops: tuple[QWidget, ...] = (self.kind, self.by, self.date, self.n, self.note)
        self.message = QLabel(_("This is no date, so it is not known how old the value is."))
        self.message.setObjectName("wrong")
        self.message.setWordWrap(True)
        self.cell = QLabel()
        self.cell.setObjectName("source-cell")
        self.cell.setWordWrap(True)
        heading = QLabel(self.accessibleName())
        heading.setObjectName("section")
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        column.addWidget(heading)
        self._rows = self._form()
        column.addLayout(self._rows)
        self._readings: ReadingsBox | None = None
        self.kind.activated.connect(lambda _index: self._changed())
        for text in (self.by, self.date, self.n, self.note):
            text.textEdited.connect(lambda _text: self._changed(said=True))
            text.returnPressed.connect(self.close_card)

    def _form(self) -> QFormLayout:
        rows = QFormLayout()
        rows.setHorizontalSpacing(8)
        rows.setVerticalSpacing(5)
        titles = (_("Kind"), _("By"), _("Date"), _("Observations"), _("Note"))
        for title, editor in zip(titles, self._stops, strict=True):
            editor.setAccessibleName(title)
            rows.addRow(_label(title), editor)
            if editor is self.date:
                rows.addRow(self.message)
        rows.addRow(_label(_("Cell")), self.cell)
        return rows

    # coming and going

    def open_for(self, value: Quantity) -> None:
        """Come up beside the field with what is said of its value."""
        self.show_value(value)
        self.open_card(self.theme)
        self.kind.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self, room: QRect) -> None:
        self.adjustSize()
        foot = self._line.mapTo(self._line.window(), QPoint(self._line.width(), self._line.height() + 4))
        x = min(max(foot.x() - self.width(), room.left() + 8), room.right() - self.width() - 8)
        y = foot.y()
        if y + self.height() > room.bottom() - 8:
            y = max(room.top() + 8, foot.y() - self._line.height() - 8 - self.height())
        self.move(x, y)

    def close_card(self) -> None:
        super().close_card()
        self._done()
        self.scrim.deleteLater()

    # what is said

    def show_value(self, value: Quantity | None) -> None:
        """Show what the map holds, which undo may have changed meanwhile."""
        if value is None:
            self.close_card()
            return
        if value is self._value:
            return
        self._value = value
        source = value.source or Provenance(kind="measured")
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(self.kind.findData(value.source.kind if value.source else ""))
        texts = (source.by, source.date, str(source.n) if source.n else "", source.note)
        for box, text in zip((self.by, self.date, self.n, self.note), texts, strict=True):
            if box.text().strip() != text:
                box.setText(text)
        self._show_readings(value)
        self.cell.setText(source.cell)
        self.cell.setAccessibleName(_("Cell {cell}").format(cell=source.cell))
        self._rows.setRowVisible(self.cell, bool(source.cell))
        self._tell_date()

    def _show_readings(self, value: Quantity) -> None:
        """Show the observations, where they are known; how many counted is theirs to say then."""
        has = value.source is not None and bool(value.source.readings)
        self.n.setEnabled(not has)
        if self._readings is None and has:
            from vsm_desktop.ui.readings import ReadingsBox

            self.setFixedWidth(_WIDER)
            self._readings = ReadingsBox(self._read_otherwise)
            self._column.addWidget(self._readings)
        if self._readings is not None:
            self._readings.setVisible(has)
            if has:
                self._readings.show_value(value)

    def _read_otherwise(self, value: Quantity) -> None:
        self._put(value)
        self.show_value(value)

    def _changed(self, *, said: bool = False) -> None:
        assert self._value is not None
        by, date, note = (one.text().strip() for one in (self.by, self.date, self.note))
        n = int(self.n.text()) if self.n.hasAcceptableInput() else None
        kind = self.kind.currentData()
        before = self._value.source or Provenance()
        if (said and not kind and (by or date or note or n)) or before.readings:
            kind = kind or "measured"  # whoever says who and when has measured, unless he says otherwise
        source = before.evolve(kind=kind, by=by, date=date, n=n, note=note) if kind else None
        value = self._value.evolve(source=source)
        self._put(value)
        self.show_value(value)

    def _tell_date(self) -> None:
        wrong = bool(self.date.text().strip()) and not is_date(self.date.text())
        if self._rows.isRowVisible(self.message) != wrong:
            self._rows.setRowVisible(self.message, wrong)
            if self.scrim.isVisible():
                self.place(self.scrim.rect())
                self.scrim.update()

    # keys

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within the card."""
        more = self._readings.stops if self._readings is not None else ()
        stops = [one for one in (*self._stops, *more) if one.isEnabled() and one.isVisibleTo(self)]
        here = next((i for i, one in enumerate(stops) if one.hasFocus()), -1)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)


def _text(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made


def _label(title: str) -> QLabel:
    label = QLabel(title)
    label.setObjectName("field")
    return label
