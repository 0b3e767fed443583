"""Where a value comes from: a small button in its field, and the card in which that is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QIntValidator, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
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

SIDE = 18
_LETTERS = {"estimated": "e", "assumed": "a"}
_MOST = 1_000_000
_WIDE = 250


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
        self.setAccessibleName(_("Source of {field}").format(field=_lower(field.title)))
        self._kind = ""

    def show_source(self, source: Provenance | None) -> None:
        """Say what kind of value it is."""
        self._kind = source.kind if source else ""
        said = in_words(source) if source else _("Not said where this comes from")
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


class SourceCard(QFrame):
    """What is said of one value: kind, who, when, how many observations, a note, and the cell it was read from.

    Every change counts at once; Enter, Esc and a click elsewhere close the card.
    """

    def __init__(
        self,
        line: QWidget,
        field: Field,
        value: Quantity,
        put: Callable[[Quantity], None],
        done: Callable[[], None],
    ) -> None:
        super().__init__(line, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("source-card")
        self.setAccessibleName(_("Source of {field}").format(field=_lower(field.title)))
        self._line, self._value, self._put, self._done = line, value, put, done
        source = value.source or Provenance()
        heading = QLabel(self.accessibleName())
        heading.setObjectName("section")
        self.kind = QComboBox()
        self.kind.setObjectName("source-kind")
        for key, title in (("", _("not said")), *KINDS.items()):
            self.kind.addItem(title[0].upper() + title[1:], key)
        self.kind.setCurrentIndex(self.kind.findData(value.source.kind if value.source else ""))
        self.by = _text("source-by", source.by)
        self.date = _text("source-date", source.date, _("such as {date}").format(date="2025-03-12"))
        self.n = _text("source-n", str(source.n) if source.n else "")
        self.n.setValidator(QIntValidator(1, _MOST, self.n))
        self.note = _text("source-note", source.note)
        self.message = QLabel(_("That is no date, so it is not known how old the value is."))
        self.message.setObjectName("wrong")
        self.message.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(heading)
        column.addLayout(self._form(source.cell))
        self.message.setParent(self)
        self.kind.activated.connect(lambda _index: self._changed())
        for text in (self.by, self.date, self.n, self.note):
            text.textEdited.connect(lambda _text: self._changed())
            text.returnPressed.connect(self.close)
        self._tell_date()

    def _form(self, cell: str) -> QFormLayout:
        rows = QFormLayout()
        rows.setHorizontalSpacing(8)
        rows.setVerticalSpacing(5)
        titles = (_("Kind"), _("By"), _("Date"), _("Observations"), _("Note"))
        for title, editor in zip(titles, (self.kind, self.by, self.date, self.n, self.note), strict=True):
            editor.setAccessibleName(title)
            rows.addRow(_label(title), editor)
            if editor is self.date:
                rows.addRow(self.message)
        if cell:
            shown = QLabel(cell)
            shown.setObjectName("source-cell")
            shown.setWordWrap(True)
            shown.setAccessibleName(_("Cell {cell}").format(cell=cell))
            rows.addRow(_label(_("Cell")), shown)
        return rows

    def open_below(self) -> None:
        """Come up under the field, within the screen."""
        self.setFixedWidth(_WIDE)
        self.adjustSize()
        corner = self._line.mapToGlobal(QPoint(self._line.width() - _WIDE, self._line.height() + 2))
        room = self._line.screen().availableGeometry()
        x = min(max(corner.x(), room.left()), room.right() - self.width())
        y = corner.y()
        if y + self.height() > room.bottom():
            y = max(room.top(), corner.y() - self.height() - self._line.height() - 4)
        self.move(x, y)
        self.show()
        self.kind.setFocus(Qt.FocusReason.PopupFocusReason)

    def _changed(self) -> None:
        kind = self.kind.currentData()
        texts = [one.text().strip() for one in (self.by, self.date, self.note)]
        if not kind and (any(texts) or self.n.text()) and self.sender() is not self.kind:
            kind = "measured"  # whoever says who and when has measured, unless he says otherwise
            with QSignalBlocker(self.kind):
                self.kind.setCurrentIndex(self.kind.findData(kind))
        source = None
        if kind:
            by, date, note = texts
            cell = self._value.source.cell if self._value.source else ""
            n = int(self.n.text()) if self.n.hasAcceptableInput() else None
            source = Provenance(kind=kind, by=by, date=date, n=n, cell=cell, note=note)
        self._put(self._value.evolve(source=source))
        self._tell_date()

    def _tell_date(self) -> None:
        wrong = bool(self.date.text().strip()) and not is_date(self.date.text())
        if self.message.isHidden() == wrong:
            self.message.setVisible(wrong)
            self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        """What was said is one step of undo; the keyboard goes back to the field."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self._done()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)


def _text(name: str, text: str, hint: str = "") -> QLineEdit:
    made = QLineEdit(text)
    made.setObjectName(name)
    made.setPlaceholderText(hint)
    return made


def _label(title: str) -> QLabel:
    label = QLabel(title)
    label.setObjectName("field")
    return label


def _lower(title: str) -> str:
    """A title within a sentence; abbreviations stay."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
